@{
    ExcludeRules = @(
        # A playbook is run once for each object by Invoke-Playbook, never as a stage of a pipeline: its body is one test of one $Target.
        'PSUseProcessBlockForPipelineCommand'
        # Hypotheses use $Target in their script blocks, which the rule does not look into.
        'PSReviewUnusedParameter'
    )
    Rules        = @{
        PSUseConsistentWhitespace  = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true; CheckParameter = $true }
        PSPlaceOpenBrace           = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSPlaceCloseBrace          = @{ Enable = $true; NewLineAfter = $true; IgnoreOneLineBlock = $true }
        PSUseCorrectCasing         = @{ Enable = $true }
    }
}
