<#
.SYNOPSIS
    Why the volumes of a pod keep it off every node.
.DESCRIPTION
    A pod gets a node only where all its volumes can be used: each claim exists and is bound, or will be once the pod has a node; the volume is
    where the pod may run; the node can attach one more; and nobody else has a claim that is for one pod.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook VolumePlacement -Namespace shop -Name orders

    Tests every hypothesis on the pods of orders.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/
#>
[RunbookTools.Playbook('pod/VolumePlacement', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$claims = $Target | Get-KubeVolumeClaim
$unbound = $claims | Where-Object Phase -NE 'Bound'
$says = $Target | Get-KubeCondition PodScheduled -Status False
$unreached = $Target | Get-KubeSchedulingBlocker -Reason VolumeNodeAffinity

Test-Hypothesis ClaimUnbound 'It waits for a claim that has no volume' {
    Add-Evidence 'a claim of it has no volume' -If $unbound -Else Refutes
    Add-Evidence 'the volume must be there before the pod gets a node' -If ($unbound | Where-Object { $_.StorageClass.BindingMode -eq 'Immediate' }) -Then Supports
    Add-Evidence 'the scheduler waits for it' -If ($says | Where-Object Message -Match 'unbound immediate PersistentVolumeClaims') -Then Confirms

    Add-NextStep 'Look at the claim' -For $unbound -Command 'kubectl -n {Namespace} describe pvc {Name}'
}

Test-Hypothesis ClaimMissing 'It mounts a claim that does not exist' {
    Add-Evidence 'a claim it mounts does not exist' -If ($Target | Get-KubeReference -Kind PersistentVolumeClaim -Missing) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler did not find it' -If ($says | Where-Object Message -Match 'persistentvolumeclaim "[^"]*" not found') -Then Supports

    Add-NextStep 'See which claims there are' -For $Target -Command 'kubectl -n {Namespace} get pvc'
    Add-NextStep 'Make the claim, or name the right one' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis NoVolumeAvailable 'No free volume can be used on a node it may use' -Target $unbound {
    Add-Evidence 'a claim of it waits for one of the volumes there are' -If ($unbound | Where-Object { $_.StorageClass.Provisioner -eq 'kubernetes.io/no-provisioner' -and $_.StorageClass.BindingMode -eq 'WaitForFirstConsumer' }) -Else Refutes
    Add-Evidence 'no node that lets it in has a free volume' -If ($unreached | Where-Object { $unbound -and $_.IsEverywhere }) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler found no volume to bind' -If ($says | Where-Object Message -Match 'didn''t find available persistent volumes to bind') -Then Supports

    Add-NextStep 'See which volumes there are and who has them' -Command 'kubectl get pv'
}

Test-Hypothesis VolumeNodeAffinityConflict 'Its volume is where it may not run' {
    $bound = $claims | Where-Object Phase -EQ 'Bound'

    Add-Evidence 'it uses a volume that is there already' -If $bound -Else Refutes
    Add-Evidence 'the volume can be used on no node that would let it in' -If ($unreached | Where-Object { $bound -and $_.IsEverywhere }) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler counts nodes that do not reach the volume' -If ($unreached | Where-Object Counted) -Then Supports

    Add-NextStep 'Compare where the volume is with what the pod asks for' -For $bound.Volume -Command 'kubectl describe pv {Name}'
    Add-NextStep 'Let the pod run where its volume is; or move the data' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis VolumeLimitReached 'The nodes it may use have as many volumes attached as they can' {
    $attached = $Target | Get-KubeSchedulingBlocker -Reason VolumeLimit

    Add-Evidence 'nodes it may use have no place for another volume' -If ($attached | Where-Object Nodes) -Else Refutes
    Add-Evidence 'no node it may use has a place for another volume' -If ($attached | Where-Object IsEverywhere) -Then Confirms
    Add-Evidence 'nothing else is missing there' -If ($attached | Where-Object IsOnly) -Then Supports -Else Weakens
    Add-Evidence 'the scheduler counts nodes with too many volumes' -If ($attached | Where-Object Counted) -Then Supports

    Add-NextStep 'Add a node, or find attachments nobody needs' -Command 'kubectl get volumeattachments'
}

Test-Hypothesis ClaimInUse 'Another pod uses a claim that one pod at a time may use' {
    $used = $Target | Get-KubeSchedulingBlocker -Reason ClaimInUse

    Add-Evidence 'a claim of it is for one pod (ReadWriteOncePod)' -If ($claims | Where-Object { $_.AccessModes -contains 'ReadWriteOncePod' }) -Else Refutes
    Add-Evidence 'another pod uses it' -If ($used | Where-Object IsEverywhere) -Then Confirms -Else Refutes
    Add-Evidence 'the scheduler says so' -If ($used | Where-Object Counted) -Then Supports

    Add-NextStep 'End the other pod first; a deployment does so with strategy Recreate' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
