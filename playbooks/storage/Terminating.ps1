<#
.SYNOPSIS
    Why a claim or a volume that was deleted is still there.
.DESCRIPTION
    Finalizers keep storage from going while it is in use: a claim while pods use it, a volume while a claim has it or a node has it attached. Those are
    taken away when that is over; any other finalizer waits for whoever put it there.
.PARAMETER Target
    The claim or the volume.
.EXAMPLE
    Invoke-Playbook storage/Terminating -Namespace shop -Name data-orders-0

    Tests every hypothesis on the claim data-orders-0.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
#>
[RunbookTools.Playbook('storage/Terminating', Symptom = ('Claim.Terminating', 'Volume.Terminating'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Test-Hypothesis ClaimStillUsed 'Pods still use it' {
    Add-Evidence 'it is a claim, kept while pods use it' -If ($Target | Where-Object Finalizers -Contains 'kubernetes.io/pvc-protection') -Else Refutes
    Add-Evidence 'pods use it' -If ($Target | Get-KubePod | Where-Object { -not $_.IsFinished -and $_.Spec.Volumes.Claim -contains $Target.Name }) -Then Confirms -Else Refutes

    Add-NextStep 'See which pods use it' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
    Add-NextStep 'Keep the data: when the last of those pods ends the claim goes, and with policy Delete the data too' -For ($Target | Get-KubeVolumeClaim).Volume -Risk Change -Command 'kubectl patch pv {Name} -p ''{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'''
}

Test-Hypothesis VolumeStillBound 'A claim still has it' {
    Add-Evidence 'it is a volume, kept while a claim has it' -If ($Target | Where-Object { $_.Phase -eq 'Bound' -and $_.Finalizers -contains 'kubernetes.io/pv-protection' }) -Then Confirms -Else Refutes

    Add-NextStep 'See which claim' -For $Target -Command 'kubectl describe pv {Name}'
}

Test-Hypothesis VolumeStillAttached 'It is still attached to a node' {
    Add-Evidence 'it is kept while it is attached' -If ($Target | Where-Object { $_.Finalizers -like 'external-attacher/*' }) -Else Refutes
    Add-Evidence 'it is attached' -If (Get-KubeResource -Kind VolumeAttachment | Where-Object Volume -EQ $Target.Name) -Then Confirms -Else Refutes

    Add-NextStep 'See where' -Command 'kubectl get volumeattachments'
}

Test-Hypothesis FinalizerHolds 'A finalizer holds it' {
    $foreign = $Target | Where-Object { $_.Finalizers -notmatch '^(kubernetes\.io/pvc?-protection|external-attacher/)' }

    Add-Evidence 'it has a finalizer of somebody else than Kubernetes' -If $foreign -Then Confirms -Else Refutes

    Add-NextStep 'See which, and whether what put it there still runs' -For ($foreign | Where-Object Kind -EQ 'PersistentVolumeClaim') -Command 'kubectl -n {Namespace} get pvc {Name} -o jsonpath=''{.metadata.finalizers}'''
    Add-NextStep 'See which, and whether what put it there still runs' -For ($foreign | Where-Object Kind -EQ 'PersistentVolume') -Command 'kubectl get pv {Name} -o jsonpath=''{.metadata.finalizers}'''
}
