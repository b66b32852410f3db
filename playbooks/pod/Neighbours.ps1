<#
.SYNOPSIS
    Why other pods keep a pod off every node.
.DESCRIPTION
    A pod may have to be near certain pods, away from others, spread evenly with its own kind, or alone with a port of the node. Each is asked of the nodes
    that the pod may use otherwise; where all of them fail for the same, that is the cause.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Neighbours -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
#>
[RunbookTools.Playbook('pod/Neighbours', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'a pod that is there keeps it off a node, or one that is not' -If ($Target | Get-KubeSchedulingBlocker -Reason PodAffinity, PodAntiAffinity, TopologySpread, HostPort)

Test-Hypothesis PodAffinityUnmatched 'The pods it wants to be near are on no node it may use' {
    $lonely = $Target | Get-KubeSchedulingBlocker -Reason PodAffinity

    Add-Evidence 'nodes it may use have no such pod near' -If ($lonely | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has such a pod near' -If ($lonely | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($lonely | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes that do not match pod affinity rules' -If ($lonely | Where-Object Counted) -Then Supports

    Add-NextStep 'See whether the pods it wants to be near exist and have a node' -For $Target -Command 'kubectl -n {Namespace} get pods -o wide --show-labels'
}

Test-Hypothesis PodAntiAffinity 'Every node it may use has a pod that it must keep away from' {
    $taken = $Target | Get-KubeSchedulingBlocker -Reason PodAntiAffinity

    Add-Evidence 'nodes it may use have a pod that excludes it' -If ($taken | Where-Object Nodes) -Else Refutes
    Add-Evidence 'every node it may use has a pod that excludes it' -If ($taken | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($taken | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with anti-affinity' -If ($taken | Where-Object Counted) -Then Supports

    Add-NextStep 'Run no more replicas than there are places, add a node, or prefer instead of require' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis TopologySpread 'Any node it may use would spread its pods too unevenly' {
    $uneven = $Target | Get-KubeSchedulingBlocker -Reason TopologySpread

    Add-Evidence 'nodes it may use would make the spread too uneven' -If ($uneven | Where-Object Nodes) -Else Refutes
    Add-Evidence 'every node it may use would make the spread too uneven' -If ($uneven | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($uneven | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes that do not match topology spread constraints' -If ($uneven | Where-Object Counted) -Then Supports

    Add-NextStep 'Look at where its pods are; room is missing in the part that has fewest' -For $Target -Command 'kubectl -n {Namespace} get pods -o wide'
    Add-NextStep 'Or let the constraint prefer (ScheduleAnyway)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis HostPortTaken 'The port of the node that it wants is taken on every node it may use' {
    $port = $Target | Get-KubeSchedulingBlocker -Reason HostPort

    Add-Evidence 'nodes it may use have given the port to another pod' -If ($port | Where-Object Nodes) -Else Refutes
    Add-Evidence 'every node it may use has given the port away' -If ($port | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($port | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes without free ports' -If ($port | Where-Object Counted) -Then Supports

    Add-NextStep 'Use a service instead of a host port, or one replica a node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
