<#
.SYNOPSIS
    Why a pod gets no node.
.DESCRIPTION
    A pod is Pending until a node is found that it asks for (selector, affinity), that lets it in (taints), that reaches its volumes and that has
    room for it. The nodes are sifted in that order. A cause is confirmed when every node that is left fails for it; what the scheduler says
    about itself only supports, and stands in where nodes may not be read.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Pending -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
#>
[RunbookTools.Playbook('pod/Pending', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$said = ($Target.Conditions | Where-Object Type -EQ 'PodScheduled').Message
$fits = $Target | Get-KubeScheduling
$wanted = $fits | Where-Object { $_.Reasons -notcontains 'NodeSelector' -and $_.Reasons -notcontains 'NodeAffinity' }
$open = $wanted | Where-Object { $_.Reasons -notcontains 'Taint' }
$nodes = $open | Where-Object { $_.Reasons -notcontains 'VolumeNodeAffinity' }
$claims = $Target | Get-KubeVolumeClaim

Test-Hypothesis InsufficientCpu 'The nodes it may use have too little CPU left' {
    $short = $nodes | Where-Object { $_.Reasons -contains 'InsufficientCpu' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'InsufficientCpu' }

    Add-Evidence 'nodes it may use have too little CPU left' -If $short -Else Refutes
    Add-Evidence 'no node it may use has enough CPU left' -If ($short -and -not $other) -Then Confirms
    Add-Evidence 'CPU is all that is missing there' -If (@($short | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with insufficient cpu' -If ($said -match 'Insufficient cpu') -Then Supports

    Add-NextStep 'See what takes the room' -For $short -Command 'kubectl describe node {Name}'
    Add-NextStep 'Ask for less, or add a node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InsufficientMemory 'The nodes it may use have too little memory left' {
    $short = $nodes | Where-Object { $_.Reasons -contains 'InsufficientMemory' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'InsufficientMemory' }

    Add-Evidence 'nodes it may use have too little memory left' -If $short -Else Refutes
    Add-Evidence 'no node it may use has enough memory left' -If ($short -and -not $other) -Then Confirms
    Add-Evidence 'memory is all that is missing there' -If (@($short | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with insufficient memory' -If ($said -match 'Insufficient memory') -Then Supports

    Add-NextStep 'See what takes the room' -For $short -Command 'kubectl describe node {Name}'
    Add-NextStep 'Ask for less, or add a node that is large enough' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InsufficientEphemeralStorage 'The nodes it may use have too little local storage left' {
    $short = $nodes | Where-Object { $_.Reasons -contains 'InsufficientEphemeralStorage' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'InsufficientEphemeralStorage' }

    Add-Evidence 'nodes it may use have too little local storage left' -If $short -Else Refutes
    Add-Evidence 'no node it may use has enough local storage left' -If ($short -and -not $other) -Then Confirms
    Add-Evidence 'local storage is all that is missing there' -If (@($short | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with insufficient ephemeral-storage' -If ($said -match 'Insufficient ephemeral-storage') -Then Supports

    Add-NextStep 'Ask for less, or use nodes with a larger disk' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$lacking = $nodes | Where-Object { $_.Reasons -contains 'InsufficientResource' }
$vendor = @($lacking.Blockers.Resource -match '/')[0] -replace '/.*'
$bare = $lacking | Where-Object { $null -ne $_.OnlyReason -and $_.Blockers.Total -match '^0$' } | Get-KubeNode |
    Where-Object { @($_.Labels.Keys) + @($_.Taints.Key) -match "^$vendor/|accelerator|\bgpu\b" }
Test-Hypothesis GPUNodesWithoutDriver 'Nodes with such a device do not offer it: their driver or device plugin does not work' {
    $plugin = $bare | Get-KubePod | Where-Object { $_.Name -match 'device-?plugin|gpu' }
    $offering = Get-KubeNode | Where-Object { $_.Allocatable.Amounts.Keys -match "^$vendor/" }
    $newer = $bare | Where-Object { $offering -and $_.KernelVersion -notin $offering.KernelVersion }

    Add-Evidence 'nodes that are made for the device offer none of it' -If ($lacking | Where-Object { $_.Node.Name -in $bare.Name }) -Then Confirms -Else Refutes
    Add-Evidence 'other nodes do offer it' -If ($bare -and $offering) -Then Supports
    if ($newer) { Add-Evidence "their kernel is $(@($newer)[0].KernelVersion), on nodes that offer it $(@($offering)[0].KernelVersion)" -If $true -Then Supports }
    Add-Evidence 'its device plugin there finds no device' -If ($plugin | Get-KubeLog | Where-Object Text -Match 'No devices found|could not load NVML|Incompatible|failed to initialize') -Then Supports

    Add-NextStep 'Look at what the device plugin on such a node says, and whether the driver is loaded there' -For $plugin -Command 'kubectl -n {Namespace} logs {Name}'
}

Test-Hypothesis InsufficientResource 'The nodes it may use have too few of the devices it asks for' {
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'InsufficientResource' }

    Add-Evidence 'nodes it may use have too few left, or none at all' -If $lacking -Else Refutes
    Add-Evidence 'no node it may use has enough left, and none ought to offer more' -If ($lacking -and -not $other -and -not $bare) -Then Confirms
    Add-Evidence 'the scheduler counts nodes with too few' -If ($said -match 'Insufficient \S+[./]\S+') -Then Supports

    Add-NextStep 'See which nodes offer it and who has taken it' -For $lacking -Command 'kubectl describe node {Name}'
}

Test-Hypothesis PodLimitReached 'The nodes it may use run as many pods as they can' {
    $full = $nodes | Where-Object { $_.Reasons -contains 'PodLimit' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'PodLimit' }

    Add-Evidence 'nodes it may use are at their limit of pods' -If $full -Else Refutes
    Add-Evidence 'every node it may use is at its limit of pods' -If ($full -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($full | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too many pods' -If ($said -match 'Too many pods') -Then Supports

    Add-NextStep 'Add a node; or let the kubelet and the pod network have more pods on one' -For $full -Command 'kubectl describe node {Name}'
}

$elsewhere = 'Insufficient|Too many pods|were unschedulable|volume|topology spread|free ports|affinity rules'
Test-Hypothesis NodeSelectorUnmatched 'No node has the labels of its node selector' {
    $without = $fits | Where-Object { $_.Reasons -contains 'NodeSelector' }
    $with = $fits | Where-Object { $_.Reasons -notcontains 'NodeSelector' }

    Add-Evidence 'it has a node selector' -If ($Target | Where-Object { $_.Spec.NodeSelector.Count }) -Else Refutes
    Add-Evidence 'nodes lack a label of it' -If $without -Else Refutes
    Add-Evidence 'a node has all of them' -If $with -Then Refutes
    Add-Evidence 'no node has all of them' -If ($without -and -not $with) -Then Confirms
    Add-Evidence 'the scheduler counts nodes that do not match, and nothing else' -If ($said -match "didn't (match Pod's node affinity|satisfy plugin\(s\) \[NodeAffinity)" -and $said -notmatch $elsewhere) -Then Supports

    Add-NextStep 'Compare the selector with the labels of the nodes' -Command 'kubectl get nodes --show-labels'
    Add-NextStep 'Mend the selector' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis NodeAffinityUnmatched 'No node satisfies its node affinity' {
    $without = $fits | Where-Object { $_.Reasons -contains 'NodeAffinity' }
    $with = $fits | Where-Object { $_.Reasons -notcontains 'NodeAffinity' }

    Add-Evidence 'it requires a node affinity' -If ($Target | Where-Object { $_.Spec.RequiredNodeTerms }) -Else Refutes
    Add-Evidence 'nodes do not satisfy it' -If $without -Else Refutes
    Add-Evidence 'a node satisfies it together with the node selector' -If $wanted -Then Refutes
    Add-Evidence 'no node satisfies it' -If ($without -and -not $with) -Then Confirms
    Add-Evidence 'a node satisfies it, but lacks the labels of the node selector' -If $(if (-not $wanted) { $with }) -Then Supports
    Add-Evidence 'the scheduler counts nodes that do not match, and nothing else' -If ($said -match "didn't (match Pod's node affinity|satisfy plugin\(s\) \[NodeAffinity)" -and $said -notmatch $elsewhere) -Then Supports

    Add-NextStep 'Compare the affinity with the labels of the nodes' -Command 'kubectl get nodes --show-labels'
    Add-NextStep 'Mend the affinity' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis TaintNotTolerated 'Every node it asks for has a taint that it does not tolerate' {
    # The taints of a node that is in trouble are told by the hypotheses about that trouble.
    $barred = $wanted | Where-Object { ($_.Blockers | Where-Object Reason -EQ 'Taint').Message -notmatch 'taint node\.kubernetes\.io/' }

    Add-Evidence 'nodes it asks for have a taint that it does not tolerate' -If $barred -Else Refutes
    Add-Evidence 'a node it asks for would let it in' -If $open -Then Refutes
    Add-Evidence 'none of the nodes it asks for lets it in' -If ($barred -and -not $open) -Then Confirms
    Add-Evidence 'the scheduler counts untolerated taints, and nothing else' -If ($said -match 'node\(s\) had (untolerated )?taint' -and $said -notmatch $elsewhere -and $said -notmatch 'node affinity|\[NodeAffinity') -Then Supports

    Add-NextStep 'Let it tolerate the taint, if it belongs on these nodes' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'Or see why the node is tainted' -For (@($barred | Where-Object { $_.Blockers.Message -notmatch 'node-role\.' }) + @($barred)) -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodesCordoned 'The nodes it may use are cordoned' {
    $cordoned = $nodes | Where-Object { $_.Reasons -contains 'Cordoned' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'Cordoned' }

    Add-Evidence 'nodes it may use are cordoned' -If $cordoned -Else Refutes
    Add-Evidence 'every node it may use is cordoned' -If ($cordoned -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($cordoned | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts unschedulable nodes' -If ($said -match 'were unschedulable') -Then Supports

    Add-NextStep 'Ask who cordoned the node and why; then let pods in again' -For $cordoned -Risk Change -Command 'kubectl uncordon {Name}'
}

$silent = $nodes | Get-KubeNode | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Ready' -and $_.Status -eq 'Unknown' } }
$down = $nodes | Where-Object { $_.Node.Name -in $silent.Name }
Test-Hypothesis NodeNotReady 'A node it may use no longer reports' -Target $down {
    $other = $nodes | Where-Object { $_.Node.Name -notin $silent.Name }

    Add-Evidence 'a node it may use no longer reports' -If $down -Else Refutes
    Add-Evidence 'no node it may use reports' -If ($down -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($down | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens

    Add-NextStep 'Look at the node, not at the pod' -For $down -Command 'kubectl describe node {Name}'
}

$pressed = $wanted | Get-KubeNode | Where-Object DiskPressure
Test-Hypothesis NodeDiskPressure 'A node it asks for is short of disk and lets nothing in' -Target $pressed {
    Add-Evidence 'a node it asks for is short of disk' -If $pressed -Else Refutes
    Add-Evidence 'none of the nodes it asks for lets it in' -If ($pressed -and -not $open) -Then Confirms -Else Weakens

    Add-NextStep 'Free disk on the node' -For $pressed -Command 'kubectl describe node {Name}'
}

$starved = $wanted | Get-KubeNode | Where-Object MemoryPressure
Test-Hypothesis NodeMemoryPressure 'A node it asks for is short of memory and lets nothing in' -Target $starved {
    Add-Evidence 'a node it asks for is short of memory' -If $starved -Else Refutes
    Add-Evidence 'none of the nodes it asks for lets it in' -If ($starved -and -not $open) -Then Confirms -Else Weakens

    Add-NextStep 'See what takes the memory of the node' -For $starved -Command 'kubectl describe node {Name}'
}

Test-Hypothesis PodAffinityUnmatched 'The pods it wants to be near are on no node it may use' {
    $lonely = $nodes | Where-Object { $_.Reasons -contains 'PodAffinity' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'PodAffinity' }

    Add-Evidence 'nodes it may use have no such pod near' -If $lonely -Else Refutes
    Add-Evidence 'no node it may use has such a pod near' -If ($lonely -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($lonely | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes that do not match pod affinity rules' -If ($said -match "didn't match pod affinity rules") -Then Supports

    Add-NextStep 'See whether the pods it wants to be near exist and have a node' -For $Target -Command 'kubectl -n {Namespace} get pods -o wide --show-labels'
}

Test-Hypothesis PodAntiAffinity 'Every node it may use has a pod that it must keep away from' {
    $taken = $nodes | Where-Object { $_.Reasons -contains 'PodAntiAffinity' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'PodAntiAffinity' }

    Add-Evidence 'nodes it may use have a pod that excludes it' -If $taken -Else Refutes
    Add-Evidence 'every node it may use has a pod that excludes it' -If ($taken -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($taken | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with anti-affinity' -If ($said -match 'anti-affinity') -Then Supports

    Add-NextStep 'Run no more replicas than there are places, add a node, or prefer instead of require' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis TopologySpread 'Any node it may use would spread its pods too unevenly' {
    $uneven = $nodes | Where-Object { $_.Reasons -contains 'TopologySpread' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'TopologySpread' }

    Add-Evidence 'nodes it may use would make the spread too uneven' -If $uneven -Else Refutes
    Add-Evidence 'every node it may use would make the spread too uneven' -If ($uneven -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($uneven | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes that do not match topology spread constraints' -If ($said -match 'topology spread constraints') -Then Supports

    Add-NextStep 'Look at where its pods are; room is missing in the part that has fewest' -For $Target -Command 'kubectl -n {Namespace} get pods -o wide'
    Add-NextStep 'Or let the constraint prefer (ScheduleAnyway)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis HostPortTaken 'The port of the node that it wants is taken on every node it may use' {
    $taken = $nodes | Where-Object { $_.Reasons -contains 'HostPort' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'HostPort' }

    Add-Evidence 'nodes it may use have given the port to another pod' -If $taken -Else Refutes
    Add-Evidence 'every node it may use has given the port away' -If ($taken -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($taken | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes without free ports' -If ($said -match "didn't have free ports") -Then Supports

    Add-NextStep 'Use a service instead of a host port, or one replica a node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$unbound = $claims | Where-Object Phase -NE 'Bound'
Test-Hypothesis ClaimUnbound 'It waits for a claim that has no volume' {
    Add-Evidence 'a claim of it has no volume' -If $unbound -Else Refutes
    Add-Evidence 'the volume must be there before the pod gets a node' -If ($unbound | Where-Object { $_.StorageClass.BindingMode -eq 'Immediate' }) -Then Supports
    Add-Evidence 'the scheduler waits for it' -If ($said -match 'unbound immediate PersistentVolumeClaims') -Then Confirms

    Add-NextStep 'Look at the claim' -For $unbound -Command 'kubectl -n {Namespace} describe pvc {Name}'
}

Test-Hypothesis ClaimMissing 'It mounts a claim that does not exist' {
    Add-Evidence 'a claim it mounts does not exist' -If ($Target | Get-KubeReference -Missing | Where-Object { $_.Object.Kind -eq 'PersistentVolumeClaim' }) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler did not find it' -If ($said -match 'persistentvolumeclaim "[^"]*" not found') -Then Supports

    Add-NextStep 'Make the claim, or name the right one' -For $Target -Command 'kubectl -n {Namespace} get pvc'
}

Test-Hypothesis NoVolumeAvailable 'No free volume can be used on a node it may use' -Target $unbound {
    $without = $open | Where-Object { $_.Reasons -contains 'VolumeNodeAffinity' }

    Add-Evidence 'a claim of it waits for one of the volumes there are' -If ($unbound | Where-Object { $_.StorageClass.Provisioner -eq 'kubernetes.io/no-provisioner' -and $_.StorageClass.BindingMode -eq 'WaitForFirstConsumer' }) -Else Refutes
    Add-Evidence 'no node that lets it in has a free volume' -If $(if ($unbound -and -not $nodes) { $without }) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler found no volume to bind' -If ($said -match "didn't find available persistent volumes to bind") -Then Supports

    Add-NextStep 'See which volumes there are and who has them' -Command 'kubectl get pv'
}

Test-Hypothesis VolumeNodeAffinityConflict 'Its volume is where it may not run' {
    $bound = $claims | Where-Object Phase -EQ 'Bound'
    $stranded = $open | Where-Object { $bound -and $_.Reasons -contains 'VolumeNodeAffinity' }

    Add-Evidence 'it uses a volume that is there already' -If $bound -Else Refutes
    Add-Evidence 'the volume cannot be used on nodes that would let it in' -If $stranded -Else Refutes
    Add-Evidence 'the volume can be used on no node that would let it in' -If ($stranded -and -not $nodes) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler counts nodes that do not reach the volume' -If ($said -match "volume node affinity conflict|didn't match PersistentVolume's node affinity|no available volume zone") -Then Supports

    Add-NextStep 'Compare where the volume is with what the pod asks for' -For $bound.Volume -Command 'kubectl describe pv {Name}'
    Add-NextStep 'Let the pod run where its volume is; or move the data' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis VolumeLimitReached 'The nodes it may use have as many volumes attached as they can' {
    $full = $nodes | Where-Object { $_.Reasons -contains 'VolumeLimit' }
    $other = $nodes | Where-Object { $_.Reasons -notcontains 'VolumeLimit' }

    Add-Evidence 'nodes it may use have no place for another volume' -If $full -Else Refutes
    Add-Evidence 'no node it may use has a place for another volume' -If ($full -and -not $other) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If (@($full | Where-Object OnlyReason -NE $null).Count -gt 0) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too many volumes' -If ($said -match 'exceed max volume count') -Then Supports

    Add-NextStep 'Add a node, or find attachments nobody needs' -Command 'kubectl get volumeattachments'
}

Test-Hypothesis SchedulingGated 'A scheduling gate holds it back' {
    Add-Evidence 'it has scheduling gates' -If ($Target | Where-Object { $_.Spec.SchedulingGates }) -Then Confirms -Else Refutes

    Add-NextStep 'Ask the controller that should remove the gate' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis SchedulerMissing 'No scheduler takes care of it' {
    $unseen = $Target | Where-Object { -not $_.IsScheduled -and $_.Conditions.Type -notcontains 'PodScheduled' }
    $attempts = $Target | Get-KubeEvent | Where-Object Reason -In 'FailedScheduling', 'Scheduled'
    $later = Get-KubePod -Namespace '*' | Where-Object { $_.IsScheduled -and $_.Created -gt $Target.Created -and $_.Spec.SchedulerName -eq $Target.Spec.SchedulerName }

    Add-Evidence 'no scheduler has written anything about it' -If $unseen -Then Supports -Else Refutes
    Add-Evidence 'there are events of an attempt' -If $attempts -Then Refutes
    Add-Evidence 'it asks for a scheduler of another name than default-scheduler' -If ($unseen | Where-Object { $_.Spec.SchedulerName -ne 'default-scheduler' }) -Then Confirms
    Add-Evidence 'that scheduler gave a node to pods made later' -If $later -Then Weakens

    Add-NextStep 'See whether that scheduler runs; or ask for one that does' -For $Target -Command 'kubectl get pods -A -o wide'
}
