<#
.SYNOPSIS
    Why a startup probe never passes, so that the kubelet ends the container before it serves.
.DESCRIPTION
    The process may need longer than the probe waits, wait for something itself, or be asked where it does not answer. What the probe got and how
    far the process came tell them apart.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook StartupProbe -Namespace shop -Name ledger

    Tests every hypothesis on the pods of ledger.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes
#>
[RunbookTools.Playbook('pod/StartupProbe', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$guarded = $Target.Containers | Where-Object { $_.Spec.StartupProbe }
$ended = $Target | Get-KubeRestart -Recent -EndedBy StartupProbe

Assert-Premise 'the kubelet killed it because its startup probe failed' -If $ended

$got = $guarded | Get-KubeProbeFailure -Probe Startup
$refused = $got | Where-Object Outcome -EQ Refused
$serving = if ($refused) { $ended | Get-KubeLogSign -Ended -Tail 100 -Sign Serving | Where-Object Port }
$elsewhere = $refused | Where-Object { $serving -and $_.Port -notin $serving.Port }

Test-Hypothesis StartupProbeFailed 'The startup probe never passes, so the kubelet kills the container' {
    Add-Evidence 'it has a startup probe' -If $guarded -Else Refutes
    Add-Evidence 'the kubelet killed it because its startup probe failed' -If ($ended | Where-Object { -not $elsewhere }) -Then Confirms -Else Refutes
    Add-Evidence 'what the probe got' -If $got -Then Supports
    Add-Evidence 'it was still starting when it was ended' -If ($ended | Get-KubeLogSign -Ended -Tail 3 -Sign Starting) -Then Supports

    Add-NextStep 'See how far it got' -For $guarded -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --timestamps'
    Add-NextStep 'If it only needs longer, raise failureThreshold of the startup probe' -For $guarded -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis StartupProbeWrongPort 'The startup probe asks a port that the process does not listen on' {
    Add-Evidence 'nobody listens where the probe asks' -If $refused -Else Refutes
    Add-Evidence 'its log says that it listens on another port' -If $elsewhere -Then Confirms -Else Refutes

    Add-NextStep 'Let the probe ask the port that the process listens on' -For $elsewhere -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
