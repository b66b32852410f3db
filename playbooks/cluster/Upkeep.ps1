<#
.SYNOPSIS
    What in the upkeep of a cluster has been forgotten: certificates that end, API versions that are gone, complaints without end.
.DESCRIPTION
    None of these breaks anything at once. A certificate authority that ends takes every call to a webhook with it; whoever writes objects in an old
    version fails at the next upgrade; an event that is repeated thousands of times hides the others.
.PARAMETER Target
    The object.
.EXAMPLE
    Invoke-Playbook Upkeep -Name sidecar-injector

    Tests every hypothesis on the webhook configuration sidecar-injector.
.LINK
    https://kubernetes.io/docs/reference/using-api/deprecation-guide/
#>
[RunbookTools.Playbook('cluster/Upkeep', Symptom = ('Trust.Ending', 'Object.DeprecatedApi', 'Events.Flood'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$cluster = Get-KubeCluster
$ends = @($Target.TrustEnds) + @($Target.Webhooks.TrustEnds) | Where-Object { $_ }
$ended = $Target | Where-Object { $ends | Where-Object { $_ -le $cluster.CapturedAt } }
$old = $Target.Managers | Where-Object { $_.RemovedIn -and -not $_.Subresource }
$server = $cluster.ServerVersion -replace '^v?(\d+\.\d+).*', '$1'
$gone = $old | Where-Object { $server -and $_.RemovedIn -le [version] $server }

Test-Hypothesis TrustExpired 'The authority it is trusted by has ended' -Target $Target {
    Add-Evidence 'the last certificate it is trusted by has ended' -If $ended -Then Confirms -Else Refutes

    Add-NextStep 'See whether what keeps its caBundle up to date runs' -For $Target -Command 'kubectl get {Object} -o yaml'
}

Test-Hypothesis TrustExpiring 'The authority it is trusted by ends within days' -Target $Target {
    Add-Evidence 'it has ended already' -If $ended -Then Refutes
    Add-Evidence 'the last certificate it is trusted by ends within a week' -If ($Target | Where-Object { -not $ended -and ($ends | Where-Object { ($_ - $cluster.CapturedAt).TotalDays -lt 7 }) }) -Then Confirms -Else Refutes

    Add-NextStep 'See whether what keeps its caBundle up to date runs' -For $Target -Command 'kubectl get {Object} -o yaml'
}

Test-Hypothesis ApiVersionGone 'Who writes it does so in a version that the server does not know any more' -Target $Target {
    Add-Evidence "$($gone.Name) writes it in a version that is gone" -If ($Target | Where-Object { $gone }) -Then Confirms -Else Refutes

    Add-NextStep 'See who writes it, and in which version' -For $Target -Command 'kubectl get {Object} -o yaml --show-managed-fields'
}

Test-Hypothesis ApiVersionDeprecated 'Who writes it does so in a version that is going away' -Target $Target {
    Add-Evidence "$($old.Name) writes it in a version that is going away" -If ($Target | Where-Object { $old -and -not $gone }) -Then Confirms -Else Refutes
    Add-Evidence 'that version is gone already' -If ($Target | Where-Object { $gone }) -Then Refutes

    Add-NextStep 'See who writes it, and in which version' -For $Target -Command 'kubectl get {Object} -o yaml --show-managed-fields'
}

Test-Hypothesis EventFlood 'One complaint is repeated without end' -Target $Target {
    $flood = $Target | Get-KubeEvent -Since 1h | Where-Object { $_.Count -ge 1000 -and $_.Count -gt ($_.LastSeen - $_.FirstSeen).TotalMinutes * 20 }

    Add-Evidence 'an event about it is counted in thousands, many a minute' -If $flood -Then Confirms -Else Refutes

    Add-NextStep 'See who writes it' -For $flood -Command 'kubectl -n {Namespace} describe {Object}'
}
