<#
.SYNOPSIS
    Why a node gave back a pod that it was to run, or ended it when its time was up.
.DESCRIPTION
    The kubelet looks once more at what the scheduler sends, and at what is put on its node by name. What it refuses has failed for good: nobody starts it
    again, its controller makes another. The reason stands in the status of the pod.
.PARAMETER Target
    The pod.
.EXAMPLE
    Get-KubePod -Namespace shop | Where-Object Phase -EQ Failed | Invoke-Playbook NodeRefused

    Tests every hypothesis on the pods that failed.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-lifetime
#>
[RunbookTools.Playbook('pod/NodeRefused', Symptom = 'Pod.Failed', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'the node said why it would not run it' -If ($Target | Where-Object Reason)

$pinned = $Target | Get-KubeWorkload | Where-Object { $_.Template.Spec.NodeName }

Test-Hypothesis NodeOutOfResources 'Its node had less left than it asks for' {
    Add-Evidence 'the node refused it for want of a resource' -If ($Target | Where-Object Reason -Like 'OutOf*') -Then Confirms -Else Refutes
    Add-Evidence 'its template names the node, so no scheduler looks whether it fits' -If $pinned -Then Supports

    Add-NextStep 'See what that node has left' -For $Target -Command 'kubectl describe node {Node}'
    Add-NextStep 'Let the scheduler find a node (leave nodeName out)' -For $pinned -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis DeviceNotAllocated 'Its node could not give it a device that it promised' {
    Add-Evidence 'the node failed to set the device aside' -If ($Target | Where-Object { $_.Reason -eq 'UnexpectedAdmissionError' -and $_.Message -match 'Allocate failed|Update plugin resources failed' }) -Then Confirms -Else Refutes

    Add-NextStep 'See which devices the node offers, and whether its device plugin was started anew just then' -For $Target -Command 'kubectl describe node {Node}'
    Add-NextStep 'See the pods of the device plugin there' -For $Target -Command 'kubectl get pods -A --field-selector spec.nodeName={Node}'
}

Test-Hypothesis NodeNoLongerMatches 'Its node does not have the labels that it asks for' {
    Add-Evidence 'the node refused it for its labels' -If ($Target | Where-Object Reason -In 'NodeAffinity', 'MatchNodeSelector') -Then Confirms -Else Refutes
    Add-Evidence 'its template names the node, so no scheduler looks whether it may run there' -If $pinned -Then Supports

    Add-NextStep 'Compare the labels of the node with what the pod asks for; a label that its kubelet set may have come late after a restart' -For ($Target | Get-KubeNode) -Command 'kubectl get node {Name} --show-labels'
}

Test-Hypothesis SysctlForbidden 'It sets a kernel parameter that its node does not allow' {
    Add-Evidence 'the node refused the parameter' -If ($Target | Where-Object Reason -EQ 'SysctlForbidden') -Then Confirms -Else Refutes

    Add-NextStep 'Leave the parameter out; or allow it on some nodes (allowedUnsafeSysctls of the kubelet) and have the pod ask for these' -For ($Target | Get-KubeOwner -Root) -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis TopologyAffinityError 'Its node cannot give it processors and devices that are near each other' {
    Add-Evidence 'the topology manager of the node refused it' -If ($Target | Where-Object Reason -EQ 'TopologyAffinityError') -Then Confirms -Else Refutes

    Add-NextStep 'Ask for no more than one NUMA node has, or use nodes whose topology policy is less strict' -For ($Target | Get-KubeOwner -Root) -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PodDeadlineExceeded 'It ran longer than its own deadline allows' {
    Add-Evidence 'the kubelet ended it when its deadline passed' -If ($Target | Where-Object Reason -EQ 'DeadlineExceeded') -Then Confirms -Else Refutes

    Add-NextStep 'See what it was doing when its time was up' -For $Target -Command 'kubectl -n {Namespace} logs {Pod} --all-containers --tail=50'
    Add-NextStep 'Allow more time (activeDeadlineSeconds), or find out what takes so long' -For ($Target | Get-KubeOwner -Root) -Command 'kubectl -n {Namespace} describe {Object}'
}
