<#
.SYNOPSIS
    Why no node is one that a pod may use.
.DESCRIPTION
    A pod asks for nodes by label (selector, affinity); nodes say by taints whom they let in, and are closed when somebody cordons them, when they
    are not ready or run short of something. The nodes are sifted in that order: each cause is asked of the nodes that passed the ones before it.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Placement -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
#>
[RunbookTools.Playbook('pod/Placement', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'nodes do not let it in' -If ($Target | Get-KubeSchedulingBlocker -Reason NodeSelector, NodeAffinity, Taint, Cordoned, NotReady, Pressure)

Test-Hypothesis NodeSelectorUnmatched 'No node has the labels of its node selector' {
    $selector = $Target | Get-KubeSchedulingBlocker -Reason NodeSelector

    Add-Evidence 'it has a node selector' -If ($Target | Where-Object { $_.Spec.NodeSelector.Count }) -Else Refutes
    Add-Evidence 'no node has all labels of it' -If ($selector | Where-Object IsEverywhere) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler counts nodes that do not match, and none that got further' -If ($selector | Where-Object StopsAll) -Then Supports

    Add-NextStep 'Compare the selector with the labels of the nodes' -Command 'kubectl get nodes --show-labels'
    Add-NextStep 'Mend the selector' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis NodeAffinityUnmatched 'No node satisfies its node affinity' {
    $affinity = $Target | Get-KubeSchedulingBlocker -Reason NodeAffinity

    Add-Evidence 'it requires a node affinity' -If ($Target | Where-Object { $_.Spec.RequiredNodeTerms }) -Else Refutes
    Add-Evidence 'no node with the labels of its selector satisfies it' -If ($affinity | Where-Object IsEverywhere) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler counts nodes that do not match, and none that got further' -If ($affinity | Where-Object StopsAll) -Then Supports

    Add-NextStep 'Compare the affinity with the labels of the nodes' -Command 'kubectl get nodes --show-labels'
    Add-NextStep 'Mend the affinity' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis TaintNotTolerated 'Every node it asks for has a taint that it does not tolerate' {
    $taint = $Target | Get-KubeSchedulingBlocker -Reason Taint

    Add-Evidence 'every node it asks for has a taint that it does not tolerate' -If ($taint | Where-Object IsEverywhere) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler counts untolerated taints, and no node that got further' -If ($taint | Where-Object StopsAll) -Then Supports

    Add-NextStep 'See why the nodes are tainted' -For $taint.Nodes -Command 'kubectl describe node {Name}'
    Add-NextStep 'Let it tolerate the taint, if it belongs on these nodes' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis NodesCordoned 'The nodes it may use are cordoned' {
    $cordoned = $Target | Get-KubeSchedulingBlocker -Reason Cordoned

    Add-Evidence 'nodes it may use are cordoned' -If ($cordoned | Where-Object Nodes) -Else Refutes
    Add-Evidence 'every node it may use is cordoned' -If ($cordoned | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($cordoned | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts unschedulable nodes' -If ($cordoned | Where-Object Counted) -Then Supports

    Add-NextStep 'Ask who cordoned them and why; then let pods in again' -For $cordoned.Nodes -Risk Change -Command 'kubectl uncordon {Names}'
}

$closed = $Target | Get-KubeSchedulingBlocker -Reason NotReady
$silent = $closed.Nodes | Get-KubeNode | Get-KubeCondition Ready -Status Unknown
Test-Hypothesis NodeNotReady 'The nodes it may use no longer report' -Target $silent {
    Add-Evidence 'a node it may use no longer reports' -If $silent -Else Refutes
    Add-Evidence 'no node it may use is ready' -If ($closed | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($closed | Where-Object IsOnly) -Then Supports -Else Weakens

    Add-NextStep 'Look at the node, not at the pod' -For $silent -Command 'kubectl describe node {Name}'
}

$pressure = $Target | Get-KubeSchedulingBlocker -Reason Pressure
$full = $pressure.Nodes | Get-KubeNode | Where-Object DiskPressure
Test-Hypothesis NodeDiskPressure 'A node it asks for is short of disk and lets nothing in' -Target $full {
    Add-Evidence 'a node it asks for is short of disk' -If $full -Else Refutes
    Add-Evidence 'none of the nodes that would let it in has enough of everything' -If ($pressure | Where-Object IsEverywhere) -Then Confirms -Else Weakens

    Add-NextStep 'Free disk on the node' -For $full -Command 'kubectl describe node {Name}'
}

$starved = $pressure.Nodes | Get-KubeNode | Where-Object MemoryPressure
Test-Hypothesis NodeMemoryPressure 'A node it asks for is short of memory and lets nothing in' -Target $starved {
    Add-Evidence 'a node it asks for is short of memory' -If $starved -Else Refutes
    Add-Evidence 'none of the nodes that would let it in has enough of everything' -If ($pressure | Where-Object IsEverywhere) -Then Confirms -Else Weakens

    Add-NextStep 'See what takes the memory of the node' -For $starved -Command 'kubectl describe node {Name}'
}
