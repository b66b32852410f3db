<#
.SYNOPSIS
    Why the storage behind a volume does not come to the node of a pod.
.DESCRIPTION
    A volume is attached to the node by the storage driver's controller, then mounted there by its node plugin or the kubelet. It may still hang on
    another node, which may be lost; a part of the driver may be missing; and the storage itself may refuse or not answer. What the controller and the
    kubelet write decides, together with where the volume is attached.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Attach -Namespace shop -Name orders

    Tests every hypothesis on the pods of orders.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/
#>
[RunbookTools.Playbook('pod/Attach', Symptom = 'Pod.ConfigError', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent -Reason FailedMount, FailedAttachVolume, FailedMapVolume

Assert-Premise 'a volume of it is not attached or mounted' -If $told

$attaches = $told | Where-Object Reason -EQ 'FailedAttachVolume'
$mounts = $told | Where-Object { $_.Reason -ne 'FailedAttachVolume' -and $_.Message -match 'Mount(Volume|Device)|MapVolume|mount failed' }
$volumes = ($Target | Get-KubeVolumeClaim).VolumeName
$held = Get-KubeResource -Kind VolumeAttachment | Where-Object { $_.Attached -and $_.Volume -in $volumes -and $_.Node -ne $Target.Node }
$lost = $held | Get-KubeNode | Get-KubeCondition Ready -Status Unknown

$multi = $attaches | Where-Object Message -Match '^Multi-Attach error'
Test-Hypothesis MultiAttach 'A volume it needs is still attached to another node' {
    Add-Evidence 'a volume for one node at a time is asked for on a second' -If $multi -Then Confirms -Else Refutes
    Add-Evidence 'it is attached to another node' -If $held -Then Supports
    Add-Evidence 'another pod uses the claim there' -If ($Target | Get-KubeVolumeClaim | Get-KubePod | Where-Object { $_.Node -and $_.Node -ne $Target.Node -and -not $_.IsFinished }) -Then Supports

    Add-NextStep 'See where the volume is attached' -For $multi -Command 'kubectl get volumeattachments'
    Add-NextStep 'See which pods use the claim' -For $multi -Command 'kubectl -n {Namespace} describe pvc'
    Add-NextStep 'Let the old pod end before the new one starts: strategy Recreate, or a stateful set' -For $multi -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis NodeNotReady 'The node that still has its volume no longer reports' -Target $lost {
    Add-Evidence 'its volume is attached to a node that does not report' -If $lost -Then Confirms -Else Refutes

    Add-NextStep 'See whether the machine comes back' -For $lost -Command 'kubectl describe node {Name}'
    Add-NextStep 'If it is certainly off, say so: its volumes are then detached' -For $lost -Risk Disrupt -Command 'kubectl taint nodes {Name} node.kubernetes.io/out-of-service=nodeshutdown:NoExecute'
}

$unregistered = $told | Where-Object Message -Match 'driver name \S+ not found in the list of registered CSI drivers'
$driver = @($unregistered.Message -replace '(?s)^.*driver name (\S+) not found.*$', '$1')[0]
$csi = Get-KubeResource -Kind CSINode
$elsewhere = $csi | Where-Object { $driver -and $_.Drivers.Name -contains $driver }
Test-Hypothesis CsiDriverMissing 'The storage driver of a volume does not run on its node' {
    Add-Evidence 'the kubelet does not know the driver' -If $unregistered -Then Supports -Else Refutes
    Add-Evidence 'no other node has it either' -If ($csi | Where-Object { $driver -and -not $elsewhere }) -Then Refutes
    Add-Evidence 'other nodes have it' -If $elsewhere -Then Confirms

    Add-NextStep 'See which drivers the node has' -For $Target -Command 'kubectl get csinode {Node} -o yaml'
    Add-NextStep 'See whether the node plugin of the driver runs there' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}

Test-Hypothesis CsiDriverNotInstalled 'The storage driver of a volume is not installed' {
    Add-Evidence 'the kubelet does not know the driver' -If $unregistered -Else Refutes
    Add-Evidence 'no node has it' -If ($csi | Where-Object { $driver -and -not $elsewhere }) -Then Confirms -Else Refutes

    Add-NextStep 'See which drivers there are' -Command 'kubectl get csidrivers'
}

Test-Hypothesis AttacherDown 'Nobody attaches volumes of this driver' {
    Add-Evidence 'the controller waits for the driver to attach it, in vain' -If ($attaches | Where-Object Message -Match 'timed out waiting for external-attacher') -Then Supports -Else Refutes
    Add-Evidence 'the driver has said why it cannot' -If (Get-KubeResource -Kind VolumeAttachment | Where-Object { $_.Volume -in $volumes -and $_.Node -eq $Target.Node -and $_.AttachError }) -Then Refutes

    Add-NextStep 'See whether the controller of the driver runs (csi-attacher)' -Command 'kubectl get pods -A'
}

$network = 'timed out|No route to host|Connection refused|Host is down|i/o timeout|Name or service not known|Temporary failure in name resolution|deadline exceeded'
$denied = 'access denied by server|Permission denied|Access ?Denied|Unauthorized|not authorized|AuthorizationFailed|mount error\(13\)'
Test-Hypothesis StorageServerUnreachable 'The node does not reach the server behind a volume' {
    $blocked = $mounts | Where-Object Message -Match $network | Where-Object Message -NotMatch 'failed to sync|waiting for the condition|registered CSI drivers'

    Add-Evidence 'mounting it ends in no answer' -If $blocked -Then Confirms -Else Refutes

    Add-NextStep 'Reach the server from that node: address, firewall, whether it runs' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis StorageAccessDenied 'The storage refuses the node' {
    Add-Evidence 'the storage denies access' -If (@($mounts) + @($attaches) | Where-Object Message -Match $denied | Where-Object Message -NotMatch 'applyFSGroup') -Then Confirms -Else Refutes

    Add-NextStep 'See whom the server, or the cloud account, lets in' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

$explained = "$network|$denied|secret `".*`" not found|configmap `".*`" not found|references non-existent|serviceaccounts? `".*`" not found|hostPath type check|Multi-Attach|registered CSI drivers|persistentvolumeclaims? `".*`"|failed to sync|applyFSGroup|external-attacher"
Test-Hypothesis VolumeAttachFailed 'A volume cannot be attached to its node' {
    Add-Evidence 'the storage refuses to attach it' -If ($attaches | Where-Object Message -NotMatch $explained) -Then Confirms -Else Refutes

    Add-NextStep 'See where it is attached, and what the storage says' -For $Target -Command 'kubectl get volumeattachments'
}

Test-Hypothesis VolumeMountFailed 'A volume cannot be mounted on its node' {
    $unmountable = $mounts | Where-Object Message -NotMatch $explained

    Add-Evidence 'the node cannot mount it' -If ($unmountable | Where-Object Count -GE 3) -Then Confirms
    Add-Evidence 'the node could not mount it' -If $unmountable -Then Supports -Else Refutes

    Add-NextStep 'Look at the file system, its mount options, and the tools the node has for it' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}
