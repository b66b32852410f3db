<#
.SYNOPSIS
    What holds back a pod that runs but gets no traffic.
.DESCRIPTION
    A pod is ready when its node reports, each of its containers has started and passes its readiness probe, and each of its readiness gates is
    set. Who of these says no is tested here. What a readiness probe asks and gets is looked into by pod/ReadinessProbe
    and pod/NotServing.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook NotReady -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate
#>
[RunbookTools.Playbook('pod/NotReady', Symptom = 'Pod.NotReady', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$running = $Target | Get-KubeContainer -NotReady | Where-Object State -EQ 'Running'

$down = $Target | Get-KubeNode | Where-Object { $_ | Get-KubeCondition Ready -Status Unknown }
Test-Hypothesis NodeNotReady 'The node it runs on does not report' -Target $down {
    Add-Evidence 'its node no longer reports' -If $down -Then Confirms -Else Refutes
    Add-Evidence 'when the node last said so' -If ($Target | Get-KubeEvent -Reason 'NodeNotReady') -Then Supports

    Add-NextStep 'Look at the node, not at the pod' -For $down -Command 'kubectl describe node {Name}'
}

$gated = $Target | Get-KubeCondition Ready -Status False -Reason 'ReadinessGatesNotReady'
$fronts = $Target | Where-Object { $gated } | Get-KubeService
Test-Hypothesis ReadinessGateNotReady 'A readiness gate of the pod is not set' -Target $fronts {
    Add-Evidence 'the pod has readiness gates' -If ($Target | Where-Object { $_.Spec.ReadinessGates }) -Else Refutes
    Add-Evidence 'its containers are ready, a gate is not' -If $gated -Then Confirms -Else Refutes

    Add-NextStep 'See whether the controller that sets the gate runs, and what it says about this pod' -For ($Target | Where-Object { $gated }) `
        -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis SlowStart 'It is still starting' {
    $now = ($Target | Get-KubeCluster).CapturedAt
    $young = $running | Where-Object { ($now - $_.StartedAt).TotalSeconds -lt 90 }

    Add-Evidence 'it started a moment ago, or its startup probe has not passed yet' -If (@($young) + @($running | Where-Object Started -EQ $false)) -Then Supports -Else Refutes
    Add-Evidence 'what its startup probe got' -If ($running | Get-KubeProbeFailure -Probe Startup) -Then Supports
    Add-Evidence 'it was restarted before' -If ($running | Where-Object RestartCount) -Then Weakens

    Add-NextStep 'Wait, and look again' -For $running -Command 'kubectl -n {Namespace} get pod {Pod} --watch'
}
