<#
.SYNOPSIS
    What a workload does not say about the memory and CPU it needs.
.DESCRIPTION
    Without requests the scheduler cannot know what fits on a node; without a memory limit one leak takes the whole node. What a limit range of the
    namespace sets by default counts as said.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Resources -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#>
[RunbookTools.Playbook('hygiene/Resources', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$containers = $Target | Get-KubeContainerTemplate | Where-Object IsLasting
$defaults = Get-KubeResource LimitRange -Namespace $Target.Namespace | ForEach-Object Limits | Where-Object Type -EQ 'Container'

Test-Hypothesis MemoryLimitUnset 'a container may take all the memory of its node' -Target $Target {
    $bare = $containers | Where-Object { -not $_.Spec.Limits.Memory }

    Add-Evidence 'a container has no memory limit' -If $bare -Else Refutes
    if ($bare) { Add-Evidence 'no limit range of its namespace sets one' -If (-not ($defaults | Where-Object { $_.Default.Memory })) -Then Confirms -Else Refutes }

    Add-NextStep 'See what its pods use' -For $Target -Command 'kubectl -n {Namespace} top pods --containers'
    Add-NextStep 'Set a memory limit above the peak' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis MemoryRequestUnset 'the scheduler does not know how much memory a container needs' -Target $Target {
    $bare = $containers | Where-Object { -not $_.Spec.Requests.Memory -and -not $_.Spec.Limits.Memory }

    Add-Evidence 'a container asks for no memory, and has no limit that would stand for it' -If $bare -Else Refutes
    if ($bare) { Add-Evidence 'no limit range of its namespace sets a request' -If (-not ($defaults | Where-Object { $_.DefaultRequest.Memory -or $_.Default.Memory })) -Then Confirms -Else Refutes }

    Add-NextStep 'See what its pods use' -For $Target -Command 'kubectl -n {Namespace} top pods --containers'
    Add-NextStep 'Ask for what it uses on an ordinary day' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CpuRequestUnset 'the scheduler does not know how much CPU a container needs, and others go before it' -Target $Target {
    $bare = $containers | Where-Object { -not $_.Spec.Requests.Cpu -and -not $_.Spec.Limits.Cpu }

    Add-Evidence 'a container asks for no CPU, and has no limit that would stand for it' -If $bare -Else Refutes
    if ($bare) { Add-Evidence 'no limit range of its namespace sets a request' -If (-not ($defaults | Where-Object { $_.DefaultRequest.Cpu -or $_.Default.Cpu })) -Then Confirms -Else Refutes }

    Add-NextStep 'See what its pods use' -For $Target -Command 'kubectl -n {Namespace} top pods --containers'
    Add-NextStep 'Ask for what it uses on an ordinary day' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
