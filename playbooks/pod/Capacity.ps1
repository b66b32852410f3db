<#
.SYNOPSIS
    Why no node has room for a pod.
.DESCRIPTION
    Of the nodes that a pod may use, each has to have left what the pod asks for. A cause is confirmed when every one of them is short of the same;
    the exhibit says by how much the pod would have to shrink, or which node would have to grow. Where nodes may not be read the scheduler's own count
    stands in, and is only a hint.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Capacity -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
#>
[RunbookTools.Playbook('pod/Capacity', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'nodes it may use have too little left' -If ($Target |
    Get-KubeSchedulingBlocker -Reason InsufficientCpu, InsufficientMemory, InsufficientEphemeralStorage, InsufficientResource, PodLimit)

Test-Hypothesis InsufficientCpu 'The nodes it may use have too little CPU left' {
    $cpu = $Target | Get-KubeSchedulingBlocker -Reason InsufficientCpu

    Add-Evidence 'nodes it may use have too little CPU left' -If ($cpu | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has enough CPU left' -If ($cpu | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'CPU is all that is missing there' -If ($cpu | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too little CPU' -If ($cpu | Where-Object Counted) -Then Supports

    Add-NextStep 'See what takes the room' -For $cpu.NearestNode -Command 'kubectl describe node {Name}'
    Add-NextStep 'Ask for less, or add a node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InsufficientMemory 'The nodes it may use have too little memory left' {
    $memory = $Target | Get-KubeSchedulingBlocker -Reason InsufficientMemory

    Add-Evidence 'nodes it may use have too little memory left' -If ($memory | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has enough memory left' -If ($memory | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'memory is all that is missing there' -If ($memory | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too little memory' -If ($memory | Where-Object Counted) -Then Supports

    Add-NextStep 'See what takes the room' -For $memory.NearestNode -Command 'kubectl describe node {Name}'
    Add-NextStep 'Ask for less, or add a node that is large enough' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InsufficientEphemeralStorage 'The nodes it may use have too little local storage left' {
    $storage = $Target | Get-KubeSchedulingBlocker -Reason InsufficientEphemeralStorage

    Add-Evidence 'nodes it may use have too little local storage left' -If ($storage | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has enough local storage left' -If ($storage | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'local storage is all that is missing there' -If ($storage | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too little local storage' -If ($storage | Where-Object Counted) -Then Supports

    Add-NextStep 'Ask for less, or use nodes with a larger disk' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$devices = $Target | Get-KubeSchedulingBlocker -Reason InsufficientResource
$vendor = @(@($devices.Resource) -match '/')[0] -replace '/.*'
$bare = $devices.NodesWithout | Get-KubeNode | Where-Object { @($_.Labels.Keys) + @($_.Taints.Key) -match "^$vendor/|accelerator|\bgpu\b" }

Test-Hypothesis GPUNodesWithoutDriver 'Nodes with such a device do not offer it: their driver or device plugin does not work' {
    $plugin = $bare | Get-KubePod | Where-Object Name -Match 'device-?plugin|gpu'
    $offering = Get-KubeNode | Where-Object { $_.Allocatable.Amounts.Keys -match "^$vendor/" }

    Add-Evidence 'nodes that are made for the device offer none of it' -If $bare -Then Confirms -Else Refutes
    Add-Evidence 'other nodes do offer it' -If ($offering | Where-Object { $bare }) -Then Supports
    Add-Evidence 'they have another kernel than nodes that offer it' -If ($bare | Where-Object { $offering -and $_.KernelVersion -notin $offering.KernelVersion }) -Then Supports
    Add-Evidence 'its device plugin there finds no device' -If ($plugin | Get-KubeLog | Where-Object Text -Match 'No devices found|could not load NVML|Incompatible|failed to initialize') -Then Supports

    Add-NextStep 'Look at what the device plugin on such a node says, and whether the driver is loaded there' -For $plugin -Command 'kubectl -n {Namespace} logs {Name}'
}

Test-Hypothesis InsufficientResource 'The nodes it may use have too few of the devices it asks for' {
    Add-Evidence 'nodes it may use have too few left, or none at all' -If ($devices | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has enough left, and none ought to offer more' -If ($devices | Where-Object { $_.IsEverywhere -and -not $bare }) -Then Confirms
    Add-Evidence 'the scheduler counts nodes with too few' -If ($devices | Where-Object Counted) -Then Supports

    Add-NextStep 'See which nodes offer it and who has taken it' -For $devices.NearestNode -Command 'kubectl describe node {Name}'
}

Test-Hypothesis PodLimitReached 'The nodes it may use run as many pods as they can' {
    $full = $Target | Get-KubeSchedulingBlocker -Reason PodLimit

    Add-Evidence 'nodes it may use are at their limit of pods' -If ($full | Where-Object Nodes) -Else Refutes
    Add-Evidence 'every node it may use is at its limit of pods' -If ($full | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($full | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too many pods' -If ($full | Where-Object Counted) -Then Supports

    Add-NextStep 'Add a node; or let the kubelet and the pod network have more pods on one' -For $full.NearestNode -Command 'kubectl describe node {Name}'
}
