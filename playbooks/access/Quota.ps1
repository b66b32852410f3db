<#
.SYNOPSIS
    What a quota that is used up keeps from being made.
.DESCRIPTION
    Who asks for more than a quota allows is refused at once, and of that nothing is written into the cluster: no event, no condition. What speaks for it
    is a quota without room and something that is not there. Pods that are refused leave events; PodsRefused asks about them.
.PARAMETER Target
    The quota.
.EXAMPLE
    Invoke-Playbook Quota -Namespace shop -Name object-counts

    Tests every hypothesis on the quota object-counts.
.LINK
    https://kubernetes.io/docs/concepts/policy/resource-quotas/
#>
[RunbookTools.Playbook('access/Quota', Symptom = 'Quota.Full', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Test-Hypothesis QuotaExceededServices 'It leaves no room for the service of a workload' -Target $Target {
    $listening = Get-KubeWorkload -Namespace $Target.Namespace | Where-Object { $_.Kind -in 'Deployment', 'StatefulSet' -and $_.Template.Spec.Containers.Ports }
    $scraped = $listening | Where-Object { $_.Template.Annotations['prometheus.io/scrape'] -eq 'true' }
    $served = $listening | Where-Object { $_ | Get-KubeService }

    Add-Evidence 'it allows no further service' -If ($Target | Where-Object { $_.Exhausted -match '^(count/)?services$' }) -Else Refutes
    Add-Evidence 'a workload listens on a port and has no service' -If (@($listening).Count -gt @($served).Count + @($scraped | Where-Object { $_ -notin $served }).Count) -Then Supports -Else Refutes

    Add-NextStep 'See which services use it up; some may belong to nobody any more' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Ask who made that workload whether its service was refused' -For ($listening | Where-Object { $_ -notin $served }) -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Raise the quota, and apply the service again' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
