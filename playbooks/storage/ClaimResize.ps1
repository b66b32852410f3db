<#
.SYNOPSIS
    Why a claim does not grow.
.DESCRIPTION
    A claim that asks for more is grown in two steps: the driver's resizer makes the volume larger, then the node makes the file system larger, with some
    drivers only when a pod mounts the volume anew. Each step leaves a condition on the claim and an event.
.PARAMETER Target
    The claim.
.EXAMPLE
    Invoke-Playbook ClaimResize -Namespace shop -Name data-orders-0

    Tests every hypothesis on the claim data-orders-0.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
#>
[RunbookTools.Playbook('storage/ClaimResize', Symptom = 'Claim.ResizeStuck', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent
$conditions = $Target | Get-KubeCondition -Status True
$waits = $conditions | Where-Object Type -EQ 'FileSystemResizePending'
$failed = @($told | Where-Object Reason -EQ 'FileSystemResizeFailed') + @($conditions | Where-Object Type -EQ 'NodeResizeError')
$users = $Target | Get-KubePod | Where-Object { -not $_.IsFinished }

Test-Hypothesis ExpansionFailed 'The driver cannot make the volume larger' {
    Add-Evidence 'the driver says why it cannot' -If (@($told | Where-Object Reason -EQ 'VolumeResizeFailed') + @($conditions | Where-Object Type -EQ 'ControllerResizeError')) -Then Confirms -Else Refutes

    Add-NextStep 'Read what the driver says: quota, a limit of the volume type, too many changes in short time' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
}

Test-Hypothesis FileSystemExpansionFailed 'The node cannot make the file system larger' {
    Add-Evidence 'the node says why it cannot' -If $failed -Then Confirms -Else Refutes

    Add-NextStep 'Read what the node says; check the file system' -For $users -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis ExpanderMissing 'Nobody makes volumes of this driver larger' {
    Add-Evidence 'the controller waits for somebody else to do it' -If ($told | Where-Object Reason -EQ 'ExternalExpanding') -Then Supports -Else Refutes
    Add-Evidence 'somebody has begun' -If (@($told | Where-Object Reason -In 'Resizing', 'VolumeResizeFailed', 'FileSystemResizeRequired', 'VolumeResizeSuccessful') + @($conditions)) -Then Refutes

    Add-NextStep 'See whether the resizer of the driver runs (csi-resizer)' -Command 'kubectl get pods -A'
}

Test-Hypothesis ExpansionNeedsRestart 'The volume is larger; its file system grows when its pods are started anew' {
    Add-Evidence 'only the file system is left' -If $waits -Else Refutes
    Add-Evidence 'a node has tried and failed' -If $failed -Then Refutes
    Add-Evidence 'pods use it, and still see the old size' -If ($users | Where-Object { $waits -and -not $failed }) -Then Confirms -Else Refutes

    Add-NextStep 'Start the pods that use it anew' -For $users -Risk Disrupt -Command 'kubectl -n {Namespace} rollout restart {Rollout}'
}

Test-Hypothesis ExpansionWaitsForMount 'The volume is larger; its file system grows when a pod mounts it' {
    Add-Evidence 'only the file system is left' -If $waits -Else Refutes
    if ($waits) { Add-Evidence 'a pod uses it' -If $users -Then Refutes -Else Confirms }

    Add-NextStep 'Nothing, until a pod uses it' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
}
