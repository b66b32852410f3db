<#
.SYNOPSIS
    Does a readiness probe that fails ask the process rightly: its port, path, scheme, rights and command?
.DESCRIPTION
    A port that nobody listens on, a path that does not exist, HTTP where TLS is spoken, a right that a probe cannot have, a command that is not
    in the image. They are told apart by what the probe got, by what the container declares, and by what the process says of itself. A process
    that was asked rightly and says no is looked into by pod/NotServing.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook ReadinessProbe -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
#>
[RunbookTools.Playbook('pod/ReadinessProbe', Symptom = 'Pod.NotReady', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$probed = $Target | Get-KubeContainer -NotReady | Where-Object { $_.State -eq 'Running' -and $_.Spec.ReadinessProbe }
$got = $probed | Get-KubeProbeFailure -Probe Readiness
$refused = $got | Where-Object Outcome -EQ Refused
$scheme = $got | Where-Object Outcome -In ExpectsTls, ExpectsPlain
$serving = $probed | Get-KubeLogSign -Tail 200 -Sign Serving
$loopback = $serving | Where-Object IsLoopback
$change = $Target | Get-KubeRevision -Suspect

Test-Hypothesis ReadinessProbeWrongPort 'The readiness probe asks a port that nobody listens on' {
    $undeclared = $got | Where-Object IsPortDeclared -EQ $false
    $unknown = $got | Where-Object Outcome -EQ PortUnknown
    $there = $serving | Where-Object { $_.Port -and $_.Port -in $got.Port }

    Add-Evidence 'nobody listens where the probe asks, or the port it names is not one' -If (@($refused) + @($undeclared) + @($unknown)) -Else Refutes
    Add-Evidence 'the container does not declare the port' -If $undeclared -Then Supports
    Add-Evidence 'the container has no port of that name' -If $unknown -Then Confirms
    Add-Evidence 'the connection is refused' -If $refused -Then Supports
    Add-Evidence 'its log says that it listens on another port' -If ($serving | Where-Object { $refused -and $_.Port -and -not $there -and -not $loopback }) -Then Confirms
    Add-Evidence 'its log says that it listens on this port' -If (@($there) + @($loopback)) -Then Refutes
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $refused -or $unknown }) -Then Supports

    Add-NextStep 'Let the probe ask the port that the process listens on' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ListensOnLoopback 'The process listens to its own pod only' {
    Add-Evidence 'the connection is refused' -If $refused -Else Refutes
    Add-Evidence 'its log says that it listens on the loopback address' -If $loopback -Then Confirms -Else Refutes

    Add-NextStep 'Let it listen on 0.0.0.0 or [::]' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ReadinessProbeWrongPath 'The readiness probe asks a path that the process does not have' {
    $absent = $got | Where-Object Outcome -EQ NotFound

    Add-Evidence 'the probe got 404, or a gRPC server without health service' -If $absent -Then Supports -Else Refutes
    Add-Evidence 'it has not been ready since it was made' -If ($Target | Get-KubeCondition Ready -Status False | Where-Object { $absent -and ($_.Since - $Target.Created).TotalMinutes -lt 2 }) -Then Confirms -Else Weakens
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $absent }) -Then Supports

    Add-NextStep 'Ask the process for its paths' -For $absent -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --tail=50'
    Add-NextStep 'Let the probe ask a path that exists' -For $absent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ReadinessProbeWrongScheme 'The readiness probe speaks HTTP where TLS is spoken, or the other way round' {
    Add-Evidence 'the probe got an answer in the other scheme, or 400' -If (@($scheme) + @($got | Where-Object Status -EQ 400)) -Else Refutes
    Add-Evidence 'the answer says that the scheme is wrong' -If $scheme -Then Confirms
    Add-Evidence 'its log complains of HTTP where TLS is spoken' -If ($probed | Get-KubeLogSign -Tail 200 -Sign TlsMismatch | Where-Object { $got | Where-Object Status -EQ 400 }) -Then Confirms -Else Weakens

    Add-NextStep 'Set the scheme of the probe to what the process speaks' -For $got -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ReadinessProbeUnauthorized 'The process wants a proof of identity that a probe cannot give' {
    $locked = $got | Where-Object Outcome -EQ Unauthorized

    Add-Evidence 'the probe got 401 or 403' -If $locked -Then Confirms -Else Refutes

    Add-NextStep 'Let the process answer the path of the probe to everybody, or probe another' -For $locked -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ProbeCommandMissing 'The command of the readiness probe is not in the image' {
    $absent = $got | Where-Object Outcome -EQ CommandMissing

    Add-Evidence 'the runtime says that the command of the probe is not there' -If $absent -Then Confirms -Else Refutes

    Add-NextStep 'Use a command that the image has, or an HTTP, TCP or gRPC probe' -For $absent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
