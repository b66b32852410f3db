<#
.SYNOPSIS
    Why a node takes no pods.
.DESCRIPTION
    A node that no longer reports is NotReady with status Unknown: machine, kubelet or the way to the API server. One that reports says itself
    what is missing: container runtime, pod network, memory, disk, process ids. What it says decides.
.PARAMETER Target
    The node.
.EXAMPLE
    Invoke-Playbook node/NotReady -Name worker-2

    Tests every hypothesis on the node worker-2.
.LINK
    https://kubernetes.io/docs/concepts/architecture/nodes/#condition
#>
[RunbookTools.Playbook('node/NotReady', Symptom = ('Node.NotReady', 'Node.Pressure', 'Node.Cordoned'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$lost = $Target | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Ready' -and $_.Status -eq 'Unknown' } }
$refusing = $Target | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Ready' -and $_.IsFalse } }
$says = "$(($Target.Conditions | Where-Object Type -EQ 'Ready').Message)"
$runtime = $refusing | Where-Object { $says -match 'container runtime is down|PLEG is not healthy|container runtime status check|RuntimeReady=false|container runtime not ready: RuntimeReady' }
$network = $refusing | Where-Object { $says -match 'NetworkReady=false|NetworkPluginNotReady|cni (plugin|config)' }
$ending = $refusing | Where-Object { $says -match 'node is shutting down' }
$told = $Target | Get-KubeEvent

Test-Hypothesis NodeNotReady 'The node no longer reports' {
    Add-Evidence 'its kubelet stopped reporting' -If ([bool] $lost) -Then Confirms -Else Refutes
    Add-Evidence 'events tell when' -If ($told | Where-Object Reason -EQ 'NodeNotReady') -Then Supports

    Add-NextStep 'See whether the machine runs and reaches the API server; then look at its kubelet' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis RuntimeDown 'Its container runtime does not answer' {
    Add-Evidence 'the kubelet says that the runtime does not answer' -If ([bool] $runtime) -Then Confirms -Else Refutes
    if ($runtime) { Add-Evidence $says -If $true -Then Supports }

    Add-NextStep 'Look at the container runtime on the machine' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NetworkPluginNotReady 'Its pod network is not set up' {
    # The runtime being down hides whether the network is there.
    Add-Evidence 'the kubelet says that the pod network is not ready' -If ($network -and -not $runtime) -Then Confirms -Else Refutes
    if ($network) { Add-Evidence $says -If $true -Then Supports }
    Add-Evidence 'a pod of the network plugin on it is not ready' -If ($Target | Get-KubePod | Where-Object { -not $_.IsReady -and $_.Name -match 'calico|cilium|flannel|weave|kindnet|aws-node|antrea|kube-router|canal|ovn|azure-cni|cni' }) -Then Supports

    Add-NextStep 'Look at the pod of the network plugin on this node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
}

Test-Hypothesis NodeShuttingDown 'It is shutting down' {
    Add-Evidence 'the kubelet says so' -If ([bool] $ending) -Then Confirms -Else Refutes
    if ($ending) { Add-Evidence $says -If $true -Then Supports }

    Add-NextStep 'Wait for it to come back, or remove it from the cluster' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis KubeletNotReady 'Its kubelet reports that it cannot run pods' {
    Add-Evidence 'the kubelet reports that it is not ready' -If ([bool] $refusing) -Else Refutes
    Add-Evidence 'for another reason than runtime, network or shutdown' -If ($refusing -and -not $runtime -and -not $network -and -not $ending) -Then Confirms -Else Refutes
    if ($refusing) { Add-Evidence $says -If $true -Then Supports }

    Add-NextStep 'Read what the kubelet says' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeNetworkUnavailable 'Its network is not set up' {
    Add-Evidence 'the condition NetworkUnavailable holds' -If ($Target | Where-Object NetworkUnavailable) -Then Confirms -Else Refutes

    Add-NextStep 'Look at the cloud controller or the network plugin that sets this condition' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeDiskPressure 'It is short of disk' {
    Add-Evidence 'the condition DiskPressure holds' -If ($Target | Where-Object DiskPressure) -Then Confirms -Else Refutes
    Add-Evidence 'the kubelet tries to free disk' -If ($told | Where-Object { $_.Reason -in 'EvictionThresholdMet', 'FreeDiskSpaceFailed', 'ImageGCFailed' -and $_.Message -match 'ephemeral-storage|disk|image|inodes' }) -Then Supports

    Add-NextStep 'Free disk on the node: images, logs, what pods write' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeMemoryPressure 'It is short of memory' {
    Add-Evidence 'the condition MemoryPressure holds' -If ($Target | Where-Object MemoryPressure) -Then Confirms -Else Refutes
    Add-Evidence 'the kubelet tries to free memory' -If ($told | Where-Object { $_.Reason -eq 'EvictionThresholdMet' -and $_.Message -match 'memory' }) -Then Supports

    Add-NextStep 'See which pods use more memory than they ask for' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodePidPressure 'It is short of process ids' {
    Add-Evidence 'the condition PIDPressure holds' -If ($Target | Where-Object PidPressure) -Then Confirms -Else Refutes

    Add-NextStep 'See which pods start so many processes' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
}

Test-Hypothesis NodeCordoned 'It is cordoned' {
    Add-Evidence 'it is marked unschedulable' -If ($Target | Where-Object Unschedulable) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who cordoned it and why; then let pods in again' -For $Target -Risk Change -Command 'kubectl uncordon {Name}'
}
