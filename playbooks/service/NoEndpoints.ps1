<#
.SYNOPSIS
    Why nobody answers for a service.
.DESCRIPTION
    A service has endpoints when its selector matches pods, these are ready, and they have the port it points at. The way from the service to a
    container is walked, and where it ends decides. Pods that exist and are not ready have a cause of their own; here it is only said that it
    is they.
.PARAMETER Target
    The service.
.EXAMPLE
    Invoke-Playbook NoEndpoints -Namespace shop -Name checkout

    Tests every hypothesis on the service checkout.
.LINK
    https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
#>
[RunbookTools.Playbook('service/NoEndpoints', Symptom = 'Service.NoEndpoints', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$selector = $Target.Selector
$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$workloads = Get-KubeWorkload -Namespace $Target.Namespace
$makers = $Target | Get-KubeWorkload
$stopped = $makers | Where-Object Desired -EQ 0
$running = $makers | Where-Object Desired -GT 0
$gaps = ($Target | Get-KubeRoute).Hops | Where-Object Ok -EQ $false

Test-Hypothesis ServiceSelectorMismatch 'Its selector does not match the pods that are meant for it' {
    Add-Evidence 'it has a selector' -If ($Target | Where-Object { $_.Selector.Count }) -Else Refutes
    Add-Evidence 'its selector matches no pod' -If ($gaps | Where-Object Break -EQ 'SelectorMatchesNothing') -Else Refutes
    Add-Evidence 'a workload makes pods that would match' -If $makers -Then Refutes

    # Labels that no template carries are written on pods at run time: a role that nobody holds just now is not a misspelt selector.
    $known = $selector.Keys | Where-Object { $key = $_; $workloads | Where-Object { $_.Template.Labels.Keys -contains $key } }
    $namesake = $workloads | Where-Object { -not $makers -and $_.Name -eq $Target.Name -and $_.Desired -gt 0 }
    $similar = $workloads | Where-Object { $labels = $_.Template.Labels; -not $makers -and $_.Desired -gt 0 -and ($selector.Keys | Where-Object { $labels[$_] -eq $selector[$_] -or $labels.Values -contains $selector[$_] }) }

    Add-Evidence 'the workload of the same name labels its pods otherwise' -If $namesake -Then Confirms
    Add-Evidence 'pods of a workload match it in part' -If $similar -Then Supports
    Add-Evidence 'some label it asks for is in no template at all' -If (@($known).Count -lt $selector.Count) -Then Weakens

    Add-NextStep 'Compare the selector with the labels of the pods' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
    Add-NextStep 'Mend the selector' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit service {Name}'
}

Test-Hypothesis TargetPortMissing 'It points at a named port that no container has' {
    $lost = $gaps | Where-Object Break -EQ 'TargetPortMissing'
    $named = $pods.Spec.Containers.Ports | Where-Object Name -In $Target.Ports.TargetPort

    Add-Evidence 'no container has the port it points at' -If $lost -Then Confirms -Else Refutes
    Add-Evidence 'a container has a port of that name, for another protocol' -If ($lost | Where-Object { $named }) -Then Supports

    Add-NextStep 'Compare targetPort and protocol with the container ports' -For $pods -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Mend targetPort or protocol' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit service {Name}'
}

Test-Hypothesis ScaledToZero 'The workload behind it is scaled to zero' -Target $stopped {
    Add-Evidence 'the workload that makes its pods wants none, which was not so when it was made' `
        -If ($stopped | Where-Object { $_.Kind -notin 'DaemonSet', 'Job', 'CronJob' -and -not $_.IsDesiredAsCreated }) -Then Confirms -Else Refutes
    Add-Evidence 'it has asked for none since it was made' -If ($stopped | Where-Object IsDesiredAsCreated) -Then Refutes
    Add-Evidence 'its fields say who wrote the count' -If ($stopped | Where-Object DesiredBy) -Then Supports
    Add-Evidence 'another workload makes pods for it' -If $running -Then Refutes
    Add-Evidence 'pods match its selector' -If $pods -Then Refutes

    Add-NextStep 'Ask who scaled it down and why; then scale it up' -For $stopped -Risk Change -Command 'kubectl -n {Namespace} scale {Object} --replicas=1'
}

Test-Hypothesis NeverScaledUp 'The workload behind it has asked for no pods since it was made' -Target $stopped {
    Add-Evidence 'its first manifest asks for none, and nobody wrote the count since' -If ($stopped | Where-Object IsDesiredAsCreated) -Then Confirms -Else Refutes
    Add-Evidence 'another workload makes pods for it' -If $running -Then Refutes
    Add-Evidence 'pods match its selector' -If $pods -Then Refutes

    Add-NextStep 'Scale it up, if somebody needs it' -For $stopped -Risk Change -Command 'kubectl -n {Namespace} scale {Object} --replicas=1'
}

Test-Hypothesis NoPodsCreated 'The workload behind it has no pods' -Target $running {
    Add-Evidence 'a workload that should make pods for it has none' -If ($running | Where-Object Current -EQ 0) -Then Supports -Else Refutes
    Add-Evidence 'pods match its selector' -If $pods -Then Refutes

    Add-NextStep 'See why the workload makes no pods' -For $running -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis PodsNotReady 'Its pods are there and none is ready' {
    $unready = $pods | Where-Object IsReady -EQ $false

    Add-Evidence 'pods match its selector and are not ready' -If $unready -Then Supports -Else Refutes
    Add-Evidence 'a pod that matches is ready' -If ($pods | Where-Object IsReady) -Then Refutes

    Add-NextStep 'Look at the pods, not at the service' -For $unready -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ManualEndpointsMissing 'It has no selector, and nobody made endpoints for it' {
    $alone = $Target | Get-KubeService | Where-Object { -not $_.Selector.Count }

    Add-Evidence 'it has no selector' -If $alone -Else Refutes
    Add-Evidence 'it has no endpoints' -If ($alone | Where-Object { $null -ne $_.ReadyEndpoints -and -not $_.ReadyEndpoints -and -not $_.NotReadyEndpoints }) -Then Confirms -Else Refutes

    Add-NextStep 'Make an EndpointSlice for it, or see what should have' -For $Target -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
}
