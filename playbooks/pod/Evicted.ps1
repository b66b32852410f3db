<#
.SYNOPSIS
    Why a pod was put off its node.
.DESCRIPTION
    The kubelet ends pods when their node runs short of disk, memory or process ids, those first that use more than they asked for; it lets none in while
    that lasts; and it ends a pod that writes more than its own limits allow. Who used up what the node lacked is told apart from who merely
    stood in the way by what the kubelet measured.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Evicted -Namespace shop -Name spool

    Tests every hypothesis on the pods of spool.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
#>
[RunbookTools.Playbook('pod/Evicted', Symptom = 'Pod.Evicted', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$eviction = $Target | Get-KubeEviction
$greedy = $Target | Get-KubeOwner | Get-KubeEviction -Type NodePressure | Where-Object AccountsForShortage
$ended = $eviction | Where-Object Type -EQ 'NodePressure'
$node = $eviction | Get-KubeNode

$disk = $ended | Where-Object Resource -In 'ephemeral-storage', 'inodes'
Test-Hypothesis EvictedDisk 'It used up the disk of its node' -Target ($greedy | Where-Object Resource -In 'ephemeral-storage', 'inodes') {
    Add-Evidence 'the kubelet ended it because the node was short of disk' -If $disk -Else Refutes
    Add-Evidence 'what it wrote beyond its request is as much as the node lacked' -If ($disk | Where-Object AccountsForShortage) -Then Confirms
    Add-Evidence 'it wrote less than the node lacked' -If ($disk | Where-Object { $null -ne $_.Lacking -and -not $_.AccountsForShortage }) -Then Refutes
    Add-Evidence 'it wrote more than it asked for' -If ($disk | Where-Object Used) -Then Supports -Else Weakens

    Add-NextStep 'See what it writes: logs, caches, emptyDir volumes' -For $disk -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    Add-NextStep 'Limit what it may write (resources.limits.ephemeral-storage), or give it a volume' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$memory = $ended | Where-Object Resource -EQ 'memory'
Test-Hypothesis EvictedMemory 'It used up the memory of its node' -Target ($greedy | Where-Object Resource -EQ 'memory') {
    Add-Evidence 'the kubelet ended it because the node was short of memory' -If $memory -Else Refutes
    Add-Evidence 'what it used beyond its request is as much as the node lacked' -If ($memory | Where-Object AccountsForShortage) -Then Confirms
    Add-Evidence 'it used less than the node lacked' -If ($memory | Where-Object { $null -ne $_.Lacking -and -not $_.AccountsForShortage }) -Then Refutes
    Add-Evidence 'it used more than it asked for' -If ($memory | Where-Object Used) -Then Supports -Else Weakens

    Add-NextStep 'See what the pods of the workload use now' -For $memory -Command 'kubectl -n {Namespace} top pod'
    Add-NextStep 'Ask for what it needs, and limit what it may use' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis EphemeralStorageLimitExceeded 'It wrote more to local storage than its limits allow' {
    Add-Evidence 'the kubelet ended it for a limit of its own' -If ($eviction | Where-Object Type -EQ 'StorageLimit') -Then Confirms -Else Refutes

    Add-NextStep 'See what it writes: logs, caches, emptyDir volumes' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    Add-NextStep 'Write less, or raise the limit' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$bystander = $eviction | Where-Object { $_.Type -in 'NodePressure', 'Rejected' -and -not $_.AccountsForShortage }
Test-Hypothesis NodeDiskPressure 'Its node was short of disk, and others used it' -Target $node {
    Add-Evidence 'the kubelet put it off because the node was short of disk, and not for what it used itself' -If ($bystander | Where-Object Resource -In 'ephemeral-storage', 'inodes') -Else Refutes
    Add-Evidence 'that node is known' -If ($bystander | Where-Object Resource -In 'ephemeral-storage', 'inodes' | Get-KubeNode) -Then Supports
    Add-Evidence 'the node is still short of disk' -If ($node | Where-Object DiskPressure) -Then Confirms

    Add-NextStep 'Free disk on the node: images, logs, what pods write' -For $node -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeMemoryPressure 'Its node was short of memory, and others used it' -Target $node {
    Add-Evidence 'the kubelet put it off because the node was short of memory, and not for what it used itself' -If ($bystander | Where-Object Resource -EQ 'memory') -Else Refutes
    Add-Evidence 'that node is known' -If ($bystander | Where-Object Resource -EQ 'memory' | Get-KubeNode) -Then Supports
    Add-Evidence 'the node is still short of memory' -If ($node | Where-Object MemoryPressure) -Then Confirms

    Add-NextStep 'See which pods use more memory than they ask for' -For $node -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodePidPressure 'Its node had no process ids left' -Target $node {
    Add-Evidence 'the kubelet put it off because the node was short of process ids' -If ($eviction | Where-Object Resource -EQ 'pids') -Else Refutes
    Add-Evidence 'that node is known' -If ($eviction | Where-Object Resource -EQ 'pids' | Get-KubeNode) -Then Supports
    Add-Evidence 'the node is still short of process ids' -If ($node | Where-Object PidPressure) -Then Confirms

    Add-NextStep 'See which pods start so many processes; the kubelet can limit them (podPidsLimit)' -For $node -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
}
