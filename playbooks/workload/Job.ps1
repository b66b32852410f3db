<#
.SYNOPSIS
    Why a job gave up, or does not begin.
.DESCRIPTION
    A job ends its pods and fails when they fail too often, when time is up, or when a rule of its own says so; the condition Failed tells which.
    Why its pods fail is asked of the pods.
.PARAMETER Target
    The job.
.EXAMPLE
    Invoke-Playbook Job -Namespace shop -Name nightly-export

    Tests every hypothesis on the job nightly-export.
.LINK
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
#>
[RunbookTools.Playbook('workload/Job', Symptom = ('Job.Failed', 'Job.Held'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$failed = $Target | Get-KubeCondition Failed, FailureTarget -Status True
$pods = $Target | Get-KubePod

Test-Hypothesis JobDeadlineExceeded 'It ran longer than its deadline allows' -Target $Target {
    Add-Evidence 'its deadline passed' -If ($failed | Where-Object Reason -EQ 'DeadlineExceeded') -Then Confirms -Else Refutes
    Add-Evidence 'its pods had failed before that' -If ($Target | Where-Object Failed -GT 1) -Then Weakens

    Add-NextStep 'See what its pods were doing when it was stopped' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Make the job anew with more time (activeDeadlineSeconds), or give its cron job more' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o yaml'
}

Test-Hypothesis JobBackoffLimitExceeded 'Its pods failed more often than it allows' -Target $Target {
    $gaveUp = $failed | Where-Object Reason -EQ 'BackoffLimitExceeded'

    Add-Evidence 'it reached its back-off limit' -If $gaveUp -Then Supports -Else Refutes
    Add-Evidence 'none of its pods is left to say why' -If (@($gaveUp).Count -gt 0 -and @($pods).Count -eq 0) -Then Confirms

    Add-NextStep 'Look at what its pods said' -For ($Target | Where-Object { $pods }) -Command 'kubectl -n {Namespace} logs {Object} --all-containers --prefix'
    Add-NextStep 'See its events' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis JobFailurePolicy 'A rule of its own told it to give up at this failure' -Target $Target {
    Add-Evidence 'a pod failed in the way that its failure policy ends the job for' -If ($failed | Where-Object Reason -EQ 'PodFailurePolicy') -Then Confirms -Else Refutes

    Add-NextStep 'Read the rule that matched, and the exit code or condition it is about' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o jsonpath=''{.spec.podFailurePolicy}'''
}

Test-Hypothesis JobIndexesFailed 'Some of its indexes failed for good' -Target $Target {
    Add-Evidence 'it says that indexes failed' -If ($failed | Where-Object Reason -In 'FailedIndexes', 'MaxFailedIndexesExceeded') -Then Confirms -Else Refutes

    Add-NextStep 'See which indexes failed' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o jsonpath=''{.status.failedIndexes}'''
    Add-NextStep 'See what the pods of those indexes said' -For ($Target | Where-Object { $pods }) -Command 'kubectl -n {Namespace} logs {Object} --all-containers --prefix'
}

Test-Hypothesis JobSuspended 'It is suspended' -Target $Target {
    Add-Evidence 'it is suspended' -If ($Target | Where-Object Suspended) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who suspended it; a queue of jobs may have, and starts it when its turn comes' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Let it go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"suspend":false}}'''
}

Test-Hypothesis JobParallelismZero 'It may run no pods at a time' -Target $Target {
    Add-Evidence 'its parallelism is 0' -If ($Target | Where-Object { $_.Desired -eq 0 -and -not $_.Suspended -and -not $_.IsFinished }) -Then Confirms -Else Refutes

    Add-NextStep 'Let it run pods' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"parallelism":1}}'''
}
