<#
.SYNOPSIS
    Why the kubelet does not let a container come up: its startup probe or its postStart hook.
.DESCRIPTION
    A startup probe that never passes ends the container before it serves, and so does a postStart hook that fails. The events say which, and
    what it got.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook StartupProbe -Namespace shop -Name ledger

    Tests every hypothesis on the pods of ledger.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes
#>
[RunbookTools.Playbook('pod/StartupProbe', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Test-Hypothesis StartupProbeFailed 'The startup probe never passes, so the kubelet kills the container' {
    $guarded = $Target | Get-KubeRestart -Recent | Where-Object { $_.Container.Spec.StartupProbe }

    Add-Evidence 'it has a startup probe' -If $guarded -Else Refutes
    Add-Evidence 'the kubelet killed it because its startup probe failed' -If ($Target | Get-KubeRestart -Recent -EndedBy StartupProbe) -Then Confirms -Else Refutes
    Add-Evidence 'what the probe got' -If ($guarded | Get-KubeProbeFailure -Probe Startup) -Then Supports

    Add-NextStep 'See how far it got' -For $guarded -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --timestamps'
    Add-NextStep 'If it only needs longer, raise failureThreshold of the startup probe' -For $guarded -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis PostStartHookFailed 'The postStart hook fails, so the kubelet kills the container' {
    $hooked = $Target | Get-KubeRestart -Recent | Where-Object { $_.Container.Spec.HasPostStart }

    Add-Evidence 'it has a postStart hook' -If $hooked -Else Refutes
    Add-Evidence 'the kubelet says that the hook failed' -If ($Target | Get-KubeRestart -Recent -EndedBy PostStartHook) -Then Confirms -Else Refutes

    Add-NextStep 'Run what the hook runs, and see why it fails' -For $hooked -Command 'kubectl -n {Namespace} get {Owner} -o yaml'
}
