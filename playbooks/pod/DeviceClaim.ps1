<#
.SYNOPSIS
    Why a pod does not get the device that it claims.
.DESCRIPTION
    A pod that claims a device (dynamic resource allocation) gets a node only where a device is left that meets the claim. The scheduler says so, and does
    not say which; what drivers offer stands in resource slices, by class.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook DeviceClaim -Namespace lab

    Tests every hypothesis on the pods that wait for a node.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
#>
[RunbookTools.Playbook('pod/DeviceClaim', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeCondition PodScheduled -Status False | Where-Object Message -Match 'cannot allocate all claims|device class \S+ does not exist'

Assert-Premise 'the scheduler speaks of its claim to a device' -If $told

Test-Hypothesis DeviceClassMissing 'It claims a device of a class that does not exist' {
    Add-Evidence 'the scheduler does not find the class' -If ($told | Where-Object Message -Match 'device class \S+ does not exist') -Then Confirms -Else Refutes

    Add-NextStep 'See which classes there are' -For $Target -Command 'kubectl get deviceclasses'
    Add-NextStep 'Name one of them in the claim, or install the driver that brings the one that is named' -For $Target -Command 'kubectl -n {Namespace} get resourceclaims,resourceclaimtemplates -o yaml'
}

Test-Hypothesis DeviceClaimUnmet 'No node has a device left that meets its claim' {
    Add-Evidence 'nodes cannot meet its claims' -If ($told | Where-Object Message -Match 'cannot allocate all claims') -Then Supports -Else Refutes
    Add-Evidence 'it is one more than its workload wants, while a rollout is under way' -If ($Target | Get-KubeWorkload | Where-Object { $_.Current -gt $_.Desired }) -Then Weakens
    Add-Evidence 'no node it may use can' -If ($told | Where-Object Message -Match '^0/(\d+) nodes are available: \1 cannot allocate all claims') -Then Confirms

    Add-NextStep 'See which claims have devices' -For $Target -Command 'kubectl get resourceclaims -A'
    Add-NextStep 'See what the drivers offer, and compare it with what the claim selects' -For $Target -Command 'kubectl get resourceslices -o yaml'
}
