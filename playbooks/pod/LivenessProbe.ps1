<#
.SYNOPSIS
    Why a liveness probe fails, so that the kubelet ends the container: is the process at fault, or what asks it?
.DESCRIPTION
    A port that nobody listens on, a path that does not exist, HTTP where TLS is spoken, a command that is not in the image, a time-out too short, a
    wait too short for a slow start, or a process that is not well. They are told apart by what the probe got, by what the container declares,
    and by what the process says of itself.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook LivenessProbe -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#>
[RunbookTools.Playbook('pod/LivenessProbe', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'the kubelet killed it because a probe failed' -If ($Target | Get-KubeRestart -Recent -EndedBy LivenessProbe, StartupProbe)

$slain = $Target | Get-KubeRestart -Recent -EndedBy LivenessProbe
$got = $slain | Get-KubeProbeFailure -Probe Liveness
$refused = $got | Where-Object Outcome -EQ Refused
$serving = $slain | Get-KubeLogSign -Ended -Tail 100 -Sign Serving
$elsewhere = $serving | Where-Object { $_.Port -and $_.Port -notin $got.Port }
$early = $slain | Where-Object {
    $probe = $_.Container.Spec.LivenessProbe
    -not $_.Container.Spec.StartupProbe -and $_.Ran.TotalSeconds -le $probe.PatienceSeconds + $probe.PeriodSeconds + $Target.Spec.TerminationGracePeriodSeconds
}
$midStart = $early | Get-KubeLogSign -Ended -Tail 3 -Sign Starting | Where-Object { -not $serving -and -not ($got | Where-Object Status) }

$wrongPort = $refused | Where-Object { $_.IsPortDeclared -eq $false -or $elsewhere } | Where-Object { $_.Port -notin $serving.Port }
$otherPath = $got | Where-Object { $_.Outcome -eq 'NotFound' -and $_.Spec.Path -and $_.Container.Ready -and $_.Container.Spec.ReadinessProbe.Path -and $_.Container.Spec.ReadinessProbe.Path -ne $_.Spec.Path }
$scheme = $got | Where-Object Outcome -In ExpectsTls, ExpectsPlain
$complaint = $slain | Get-KubeLogSign -Ended -Tail 100 -Sign TlsMismatch | Where-Object { $got | Where-Object Status -EQ 400 }
$command = $got | Where-Object Outcome -EQ CommandMissing
$late = $got | Where-Object { $_.Outcome -eq 'TimedOut' -and -not $midStart -and ($serving -or -not $early) }
$closer = @($wrongPort | Where-Object { $serving }) + @($otherPath) + @($scheme) + @($complaint) + @($command) + @($late)

Test-Hypothesis LivenessProbeFailed 'The liveness probe fails, so the kubelet kills the container' {
    Add-Evidence 'the kubelet killed it because its liveness probe failed' -If $slain -Else Refutes
    Add-Evidence 'the port, path, scheme, command or time-out of the probe is shown to be wrong' -If $closer -Then Refutes
    Add-Evidence 'nothing says that it was still starting' -If ($slain | Where-Object { -not $closer -and (-not $midStart -or $wrongPort) }) -Then Confirms -Else Weakens
    Add-Evidence 'what the probe got' -If $got -Then Supports

    Add-NextStep 'See what the probe asks, and what it got' -For $slain -Command 'kubectl -n {Namespace} describe pod {Pod}'
    Add-NextStep 'It got 404: ask the process for its paths' -For ($got | Where-Object Outcome -EQ NotFound) -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --tail=50'
    Add-NextStep 'Let the probe check the process only, never what it depends on' -For $slain -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeTooEager 'The liveness probe gives up before the process has started' {
    Add-Evidence 'the kubelet killed it because its liveness probe failed' -If $slain -Else Refutes
    Add-Evidence 'it lived no longer than the probe waits, and no startup probe shields its start' -If $early -Then Supports -Else Refutes
    Add-Evidence 'its log says that it was up' -If ($serving | Where-Object { $early }) -Then Refutes
    Add-Evidence 'something answered the probe' -If ($got | Where-Object Status) -Then Refutes
    Add-Evidence 'the probe asks a port that the container does not declare' -If ($refused | Where-Object IsPortDeclared -EQ $false) -Then Refutes
    Add-Evidence 'its log breaks off in the middle of its start' -If $midStart -Then Supports -Else Weakens

    Add-NextStep 'See how far it got' -For $early -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --timestamps'
    Add-NextStep 'Add a startup probe that waits as long as the slowest start' -For $early -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeWrongPort 'The liveness probe asks a port that the process does not listen on' {
    Add-Evidence 'nobody listens where the liveness probe asks' -If $refused -Else Refutes
    Add-Evidence 'its log says that it listens on that port' -If ($serving | Where-Object { $_.Port -and $_.Port -in $got.Port }) -Then Refutes
    Add-Evidence 'it declares other ports, or says that it listens on another' -If $wrongPort -Then Supports -Else Refutes
    Add-Evidence 'its log says that it was up' -If ($serving | Where-Object { $wrongPort }) -Then Confirms

    Add-NextStep 'Compare the ports that the container declares with that of the probe' -For $wrongPort -Command 'kubectl -n {Namespace} describe pod {Pod}'
    Add-NextStep 'Let the probe ask the port that the process listens on' -For $wrongPort -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeWrongPath 'The liveness probe asks a path that the process does not have' {
    Add-Evidence 'the probe got 404' -If ($got | Where-Object Outcome -EQ NotFound) -Then Supports -Else Refutes
    Add-Evidence 'it worked longer than the probe waits, so the path was there' -If ($slain | Where-Object { $_.Ran -and $_ -notin $early }) -Then Weakens
    Add-Evidence 'it is ready by another path' -If $otherPath -Then Confirms

    Add-NextStep 'Ask the process for its paths' -For $got -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --tail=50'
    Add-NextStep 'Let the probe ask a path that exists' -For $got -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeWrongScheme 'The liveness probe speaks HTTP where TLS is spoken, or the other way round' {
    Add-Evidence 'the probe got an answer in the other scheme, or 400' -If (@($scheme) + @($got | Where-Object Status -EQ 400)) -Else Refutes
    Add-Evidence 'the answer says that the scheme is wrong' -If $scheme -Then Confirms
    Add-Evidence 'its log complains of HTTP where TLS is spoken' -If $complaint -Then Confirms -Else Weakens

    Add-NextStep 'Set the scheme of the probe to what the process speaks' -For $got -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeTimeout 'The process answers its liveness probe too late' {
    $silent = $got | Where-Object Outcome -EQ TimedOut

    Add-Evidence 'the probe got no answer in time' -If $silent -Then Supports -Else Refutes
    Add-Evidence 'it had started' -If $late -Then Confirms -Else Weakens
    Add-Evidence 'its CPU is limited' -If ($late.Container | Where-Object CpuLimit) -Then Supports

    Add-NextStep 'See whether it is short of CPU when it is asked' -For $silent -Command 'kubectl -n {Namespace} top pod {Pod} --containers'
    Add-NextStep 'If the answer is right but slow, raise timeoutSeconds' -For $silent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ProbeCommandMissing 'The command of the probe is not in the image' {
    $absent = $Target | Get-KubeProbeFailure -Probe Liveness, Startup | Where-Object Outcome -EQ CommandMissing

    Add-Evidence 'the runtime says that the command of the probe is not there' -If $absent -Then Confirms -Else Refutes

    Add-NextStep 'Use a command that the image has, or an HTTP, TCP or gRPC probe' -For $absent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
