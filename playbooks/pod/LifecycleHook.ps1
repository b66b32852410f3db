<#
.SYNOPSIS
    Which hook of a container fails when it starts or is ended.
.DESCRIPTION
    A postStart hook that fails ends the container. A preStop hook that fails costs it the time to end in good order: what it was at is cut off.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook LifecycleHook -Namespace shop -Name relay

    Tests every hypothesis on the pods of relay.
.LINK
    https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
#>
[RunbookTools.Playbook('pod/LifecycleHook', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed', 'Pod.Terminating'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'it has a hook' -If ($Target.Containers | Where-Object { $_.Spec.HasPostStart -or $_.Spec.HasPreStop })

Test-Hypothesis PostStartHookFailed 'The postStart hook fails, so the kubelet kills the container' {
    $hooked = $Target.Containers | Where-Object { $_.Spec.HasPostStart }

    Add-Evidence 'it has a postStart hook' -If $hooked -Else Refutes
    Add-Evidence 'the kubelet says that the hook failed' -If ($Target | Get-KubeRestart -Recent -EndedBy PostStartHook) -Then Confirms -Else Refutes

    Add-NextStep 'Run what the hook runs, and see why it fails' -For $hooked -Command 'kubectl -n {Namespace} get {Owner} -o yaml'
}

Test-Hypothesis PreStopHookFailed 'Its preStop hook fails, so it does not end in good order' {
    $hooked = $Target.Containers | Where-Object { $_.Spec.HasPreStop }

    Add-Evidence 'it has a preStop hook' -If $hooked -Else Refutes
    Add-Evidence 'the kubelet says that the hook failed' -If ($Target | Get-KubeEvent -Reason 'FailedPreStopHook' -Since 1h) -Then Confirms -Else Refutes

    Add-NextStep 'Run what the hook runs, and see why it fails' -For $hooked -Command 'kubectl -n {Namespace} get {Owner} -o yaml'
}
