<#
.SYNOPSIS
    What a node runs short of.
.DESCRIPTION
    The kubelet measures memory, disk and process ids of its node. When one falls below its threshold the node takes no new pods and pods are evicted, those
    first that use more than they asked for. The evicted tell who used it.
.PARAMETER Target
    The node.
.EXAMPLE
    Invoke-Playbook node/Pressure -Name worker-2

    Tests every hypothesis on the node worker-2.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
#>
[RunbookTools.Playbook('node/Pressure', Symptom = ('Node.NotReady', 'Node.Pressure', 'Node.Cordoned', 'Node.Degraded'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent -Reason EvictionThresholdMet, FreeDiskSpaceFailed, ImageGCFailed
$evicted = $Target | Get-KubeEviction -Type NodePressure

Test-Hypothesis NodeDiskPressure 'It is short of disk' {
    Add-Evidence 'the condition DiskPressure holds' -If ($Target | Get-KubeCondition DiskPressure -Status True) -Then Confirms -Else Refutes
    Add-Evidence 'the kubelet tries to free disk' -If ($told | Where-Object Message -Match 'ephemeral-storage|disk|image|inodes') -Then Supports
    Add-Evidence 'pods on it were evicted for disk' -If ($evicted | Where-Object Resource -In 'ephemeral-storage', 'inodes') -Then Supports

    Add-NextStep 'Free disk on the node: images, logs, what pods write' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeMemoryPressure 'It is short of memory' {
    Add-Evidence 'the condition MemoryPressure holds' -If ($Target | Get-KubeCondition MemoryPressure -Status True) -Then Confirms -Else Refutes
    Add-Evidence 'the kubelet tries to free memory' -If ($told | Where-Object Message -Match 'memory') -Then Supports
    Add-Evidence 'pods on it were evicted for memory' -If ($evicted | Where-Object Resource -EQ 'memory') -Then Supports

    Add-NextStep 'See which pods use more memory than they ask for' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodePidPressure 'It is short of process ids' {
    Add-Evidence 'the condition PIDPressure holds' -If ($Target | Get-KubeCondition PIDPressure -Status True) -Then Confirms -Else Refutes

    Add-NextStep 'See which pods start so many processes' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
}
