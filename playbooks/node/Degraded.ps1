<#
.SYNOPSIS
    What is wrong with a node that calls itself ready.
.DESCRIPTION
    A node can be ready and closed, or ready and not fit for work: it comes and goes, its clock or its version is off, a taint was left behind, nobody
    watches it, or pods fail on it that work everywhere else.
.PARAMETER Target
    The node.
.EXAMPLE
    Invoke-Playbook node/Degraded -Name worker-2

    Tests every hypothesis on the node worker-2.
.LINK
    https://kubernetes.io/docs/concepts/architecture/nodes/
#>
[RunbookTools.Playbook('node/Degraded', Symptom = ('Node.NotReady', 'Node.Pressure', 'Node.Cordoned', 'Node.Degraded'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Test-Hypothesis NodeCordoned 'It is cordoned' {
    Add-Evidence 'it is marked unschedulable' -If ($Target | Where-Object Unschedulable) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who cordoned it and why; then let pods in again' -For $Target -Risk Change -Command 'kubectl uncordon {Name}'
}

Test-Hypothesis NodeFlapping 'It goes and comes back' {
    Add-Evidence 'it was not ready several times within the last hour' -If ($Target | Get-KubeNodeSign -Sign Flapping) -Then Confirms -Else Refutes

    Add-NextStep 'Look for load, memory and the network of the machine at those times' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeClockSkew 'Its clock is wrong' {
    Add-Evidence 'its clock differs from that of the API server' -If ($Target | Get-KubeNodeSign -Sign ClockSkew) -Then Confirms -Else Refutes

    Add-NextStep 'Set its clock, and see why time is not synchronised there (chrony, systemd-timesyncd)' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeVersionSkew 'Its kubelet does not go with the version of the API server' {
    Add-Evidence 'its kubelet is too old, or newer' -If ($Target | Get-KubeNodeSign -Sign VersionSkew) -Then Confirms -Else Refutes

    Add-NextStep 'Upgrade the kubelet, or the control plane first' -Command 'kubectl get nodes'
}

Test-Hypothesis TaintLeftBehind 'A taint keeps pods off it that tells of something that is over' {
    Add-Evidence 'a taint is there and its condition is not' -If ($Target | Get-KubeNodeSign -Sign StaleTaint) -Then Confirms -Else Refutes

    Add-NextStep 'See which taints it has; then see why the controller that sets them does not take it away' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeUninitialized 'The controller of the cloud has not initialised it' {
    Add-Evidence 'it still has the taint that it joined with' -If ($Target | Get-KubeNodeSign -Sign Uninitialized) -Then Confirms -Else Refutes

    Add-NextStep 'See whether the cloud controller manager runs and knows the machine' -Command 'kubectl -n kube-system get pods -o wide'
}

Test-Hypothesis NodeHeartbeatIgnored 'It has stopped to report, and nobody has noticed' {
    Add-Evidence 'its lease is minutes older than that of the other nodes, and it still counts as ready' -If ($Target | Get-KubeNodeSign -Sign StaleLease) -Then Confirms -Else Refutes

    Add-NextStep 'See whether kube-controller-manager runs: it calls such nodes not ready' -Command 'kubectl -n kube-system get lease kube-controller-manager -o yaml'
}

Test-Hypothesis NodeDoesNotServe 'Pods fail on it that work on every other node' {
    Add-Evidence 'pods of several workloads are not ready on it, and are everywhere else' -If ($Target | Get-KubeNodeSign -Sign PodsFailHere) -Then Supports -Else Refutes
    Add-Evidence 'they are too many for chance: three or more' -If ($Target | Get-KubeNodeSign -Sign PodsFailHere | Where-Object { $_.Pods.Count -ge 3 }) -Then Confirms

    Add-NextStep 'Look at what those pods have in common there: network, DNS, storage, clock' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
    Add-NextStep 'Move them away while you look' -For $Target -Risk Disrupt -Command 'kubectl drain {Name} --ignore-daemonsets'
}
