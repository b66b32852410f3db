<#
.SYNOPSIS
    What a workload does not let the kubelet ask of its containers.
.DESCRIPTION
    Without a readiness probe a service sends requests to a process that has only just started; without a liveness probe one that hangs is never
    restarted; a liveness probe that asks the same as the readiness probe restarts what is only busy. Jobs need no probes.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Probes -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
#>
[RunbookTools.Playbook('hygiene/Probes', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$serving = $Target | Where-Object Kind -NotIn 'Job', 'CronJob'
$services = $serving | Get-KubeService
$containers = $serving | Get-KubeContainerTemplate | Where-Object Type -EQ 'App'

Test-Hypothesis ReadinessProbeUnset 'a service sends it requests as soon as it runs, whether it can answer or not' -Target $Target {
    Add-Evidence 'a service selects its pods' -If $services -Else Refutes
    Add-Evidence 'no container has a readiness probe' -If ($containers | Where-Object { $services -and -not ($containers.Spec.ReadinessProbe) }) -Then Confirms -Else Refutes

    Add-NextStep 'Give the container that answers a readiness probe' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis LivenessProbeUnset 'nothing restarts it when it hangs' -Target $Target {
    Add-Evidence 'it runs for ever' -If $serving -Else Refutes
    Add-Evidence 'no container has a liveness probe' -If ($containers | Where-Object { -not ($containers.Spec.LivenessProbe) }) -Then Confirms -Else Refutes

    Add-NextStep 'Give it a liveness probe, if it can hang without ending' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis LivenessProbeSameAsReadiness 'what makes it not ready also restarts it' -Target $Target {
    $same = $containers | Where-Object { $_.Spec.LivenessProbe -and "$($_.Spec.LivenessProbe)" -eq "$($_.Spec.ReadinessProbe)" -and $_.Spec.LivenessProbe.PatienceSeconds -le $_.Spec.ReadinessProbe.PatienceSeconds }

    Add-Evidence 'its liveness probe asks what its readiness probe asks, and is no more patient' -If $same -Then Confirms -Else Refutes

    Add-NextStep 'Let the liveness probe ask only whether the process answers at all, or let it be more patient' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
