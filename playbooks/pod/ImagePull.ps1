<#
.SYNOPSIS
    Whether there is an image like the one a container asks for.
.DESCRIPTION
    The name, the tag or digest, the platform, the signature and the pull policy decide whether an image can come at all. The kubelet passes on what the runtime
    says, and the runtime what the registry says. Whether the registry lets the node have it is the question of pod/PullAccess, whether the node reaches it that of
    pod/Registry.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook ImagePull -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/containers/images/
#>
[RunbookTools.Playbook('pod/ImagePull', Symptom = 'Pod.ImagePull', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$waiting = $Target | Get-KubeContainer -Waiting
$failures = $Target | Get-KubePullFailure

Test-Hypothesis ImageNotFound 'The registry has no such tag or digest' {
    $unknown = $failures | Where-Object Reason -EQ 'NotFound'

    Add-Evidence 'the registry answers that it has no such image' -If $unknown -Then Confirms -Else Refutes

    Add-NextStep 'Look up the tags the registry has, and correct the image' -For $unknown -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'If a rollout brought it, go back' -For ($unknown | Where-Object { $Target | Get-KubeRevision | Where-Object IsCurrent -EQ $false }) -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
}

Test-Hypothesis RepositoryMissing 'The registry has no such repository' {
    $unnamed = $failures | Where-Object Reason -EQ 'RepositoryUnknown'
    $unsaid = $failures | Where-Object Reason -EQ 'DeniedOrMissing'

    Add-Evidence 'the registry answers that it does not know the repository' -If $unnamed -Then Confirms
    Add-Evidence 'the registry says neither that it exists nor that it does not' -If $unsaid -Then Supports
    Add-Evidence 'the answer is about the repository' -If (@($unnamed) + @($unsaid)) -Else Refutes

    Add-NextStep 'Check the spelling of registry and repository' -For $failures -Command 'kubectl -n {Namespace} get {Owner} -o wide'
}

Test-Hypothesis NoImageForPlatform 'The image is not built for the platform of the node' {
    $foreign = $failures | Where-Object Reason -EQ 'NoPlatform'

    Add-Evidence 'the image has nothing for the platform of the node' -If $foreign -Then Confirms -Else Refutes
    Add-Evidence 'the node it is on' -If ($foreign | Get-KubeNode | Where-Object Architecture) -Then Supports

    Add-NextStep 'Build for this platform too, or keep the pod to nodes it can run on' -For $foreign -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InvalidImageName 'The image is not written as an image is' {
    $odd = $waiting | Where-Object Reason -EQ 'InvalidImageName'

    Add-Evidence 'the kubelet cannot read the image as a name' -If $odd -Then Confirms -Else Refutes

    Add-NextStep 'Write it in lower case, as registry/repository:tag' -For $odd -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ErrImageNeverPull 'The image is not on the node, and the pod forbids pulling it' {
    $forbidden = $waiting | Where-Object Reason -EQ 'ErrImageNeverPull'

    Add-Evidence 'the kubelet may not pull, and the node does not have it' -If $forbidden -Then Confirms -Else Refutes

    Add-NextStep 'Set imagePullPolicy to IfNotPresent, or load the image on every node' -For $forbidden -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ImageSignatureRejected 'The policy of the node does not accept the signature of the image' {
    $unsigned = $failures | Where-Object Reason -EQ 'SignatureRejected'

    Add-Evidence 'the runtime rejects the signature' -If $unsigned -Then Confirms -Else Refutes

    Add-NextStep 'Sign the image, or see which signatures the policy of the node accepts' -For $unsigned -Command 'kubectl describe node {Node}'
}

$full = $failures | Where-Object Reason -EQ 'DiskFull'
Test-Hypothesis DiskFull 'The node has no room for the image' -Target ($full | Get-KubeNode) {
    Add-Evidence 'the node had no space left to unpack it' -If $full -Then Confirms -Else Refutes
    Add-Evidence 'the node says that it is short of disk' -If ($full | Get-KubeNode | Where-Object DiskPressure) -Then Supports

    Add-NextStep 'Make room on the node, or move the pods to another' -For $full -Command 'kubectl describe node {Node}'
}
