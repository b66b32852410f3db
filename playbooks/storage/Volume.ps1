<#
.SYNOPSIS
    Why a volume cannot be used, attached, detached or deleted.
.DESCRIPTION
    What is behind a volume belongs to the storage driver: it attaches the volume to nodes, takes it off them, and deletes it when its claim is
    gone and the policy says so. What the driver answered stands on the attachment, on the volume or in its events.
.PARAMETER Target
    The volume, or the attachment of one.
.EXAMPLE
    Invoke-Playbook storage/Volume -Name pvc-7d4f2c1e

    Tests every hypothesis on a volume.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
#>
[RunbookTools.Playbook('storage/Volume', Symptom = 'Volume.Failed', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$attachments = Get-KubeResource -Kind VolumeAttachment | Where-Object { $_.Name -eq $Target.Name -or $_.Volume -eq $Target.Name }
$refused = $attachments | Where-Object { $_.AttachError -and -not $_.Attached }
$stuck = $attachments | Where-Object { $_.DetachError -and $_.Deleted }
$lost = $attachments | Get-KubeNode | Get-KubeCondition Ready -Status Unknown

Test-Hypothesis VolumeAttachFailed 'The storage refuses to attach it' -Target ($Target | Get-KubePod | Where-Object { $_.Node -in $refused.Node } | Get-KubeOwner -Root) {
    Add-Evidence 'attaching it ends in an error' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'See what the storage says' -For $refused -Command 'kubectl describe volumeattachment {Name}'
}

Test-Hypothesis VolumeDetachFailed 'The storage does not take it off a node' {
    Add-Evidence 'taking it off a node ends in an error' -If $stuck -Then Confirms -Else Refutes
    Add-Evidence 'that node no longer reports' -If $lost -Then Supports

    Add-NextStep 'See what the storage says' -For $stuck -Command 'kubectl describe volumeattachment {Name}'
    Add-NextStep 'See whether a process on the node still uses it' -For $stuck -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}

Test-Hypothesis VolumeDeleteFailed 'What is behind it cannot be deleted' {
    Add-Evidence 'its claim is gone and it should go too' -If ($Target | Where-Object { $_.Phase -in 'Released', 'Failed' -and $_.ReclaimPolicy -eq 'Delete' }) -Else Refutes
    Add-Evidence 'the driver says why it cannot delete it' -If ($Target | Get-KubeEvent -Reason VolumeFailedDelete) -Then Confirms
    Add-Evidence 'the volume itself says so' -If ($Target | Where-Object { $_.Phase -eq 'Failed' -and $_.ReclaimPolicy -eq 'Delete' -and $_.Message }) -Then Confirms
    Add-Evidence 'it is still attached to a node' -If ($attachments | Where-Object Attached) -Then Supports

    Add-NextStep 'Read what the driver says: still in use, snapshots that depend on it, rights' -For $Target -Command 'kubectl describe pv {Name}'
}

Test-Hypothesis VolumeRecycleFailed 'Its files cannot be scrubbed for the next claim' {
    Add-Evidence 'it is to be scrubbed (policy Recycle, which is deprecated)' -If ($Target | Where-Object ReclaimPolicy -EQ 'Recycle') -Else Refutes
    Add-Evidence 'that failed' -If ($Target | Where-Object Phase -EQ 'Failed') -Then Confirms -Else Refutes

    Add-NextStep 'Read why, and use a class that makes volumes instead' -For $Target -Command 'kubectl describe pv {Name}'
}
