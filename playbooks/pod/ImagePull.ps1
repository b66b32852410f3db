<#
.SYNOPSIS
    Why an image cannot be pulled.
.DESCRIPTION
    The kubelet passes on what the runtime says, and the runtime what the registry or the network says. The answer decides: the name, the tag,
    the credentials, the way to the registry or the registry itself.

    Some registries answer the same whether a repository is missing or only private. Then both are likely and neither is a fact.
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

$waiting = $Target | Get-KubeContainer -Waiting |
    Where-Object Reason -In 'ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull', 'ImageInspectError', 'RegistryUnavailable', 'SignatureValidationFailed'
# Up to Kubernetes 1.31 only the event carries what the runtime said; later the waiting container does too.
$attempts = $Target | Get-KubeEvent | Where-Object { $_.Message -match '^Failed to pull image' -and $_.Container -in $waiting.Name }
$told = $waiting | Where-Object { $_.Reason -eq 'ErrImagePull' -or $_.Message -match 'ErrImagePull: ' }
$answers = @($told) + @($attempts)

# Phrases of registries (error codes of the distribution API), containerd, CRI-O and Docker.
$ambiguous = $answers | Where-Object Message -Match 'does not exist or (may require|no pull access)|insufficient_scope|requested access to the resource is denied|or it may not exist|verify that it exists and you have permission' |
    Where-Object Message -NotMatch 'no basic auth credentials'
$refused = $answers | Where-Object { $_.Message -match '\b401 Unauthorized|\b403 Forbidden|no basic auth credentials|authentication required|unauthorized: |denied: ' } |
    Where-Object { $_ -notin $ambiguous }
$lookup = $answers | Where-Object Message -Match 'dial tcp: lookup |no such host|server misbehaving|temporary failure in name resolution'
$noPlatform = $answers | Where-Object Message -Match 'no match for platform|no matching manifest for|no image found in (manifest list|image index) for architecture'
$noRepository = $answers | Where-Object Message -Match 'name unknown|NAME_UNKNOWN|repository name not known|repository with name .* does not exist|repository .* not found'
$named = $Target | Get-KubeReference -Kind Secret | Where-Object Field -Like '*imagePullSecrets*'
$absent = $named | Where-Object Exists -EQ $false
$odd = $named | Where-Object Exists | ForEach-Object { $_.Object | Get-KubeResource -Kind Secret } |
    Where-Object { $_.Type -and $_.Type -notin 'kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg' }

Test-Hypothesis ImageNotFound 'The registry has no such tag or digest' {
    $unknown = $answers | Where-Object Message -Match 'manifest unknown|(manifest for|tag) .* not found|code = NotFound|: not found\W*$' |
        Where-Object { $_ -notin $noPlatform -and $_ -notin $lookup -and $_ -notin $ambiguous -and $_ -notin $noRepository }

    Add-Evidence 'the registry answers that it has no such image' -If $unknown -Then Confirms -Else Refutes

    Add-NextStep 'Look up the tags the registry has, and correct the image' -For $waiting -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'If a rollout brought it, go back' -For $waiting -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
}

Test-Hypothesis RepositoryMissing 'The registry has no such repository' {
    Add-Evidence 'the registry answers that it does not know the repository' -If $noRepository -Then Confirms
    Add-Evidence 'the registry says neither that it exists nor that it does not' -If $ambiguous -Then Supports
    Add-Evidence 'the answer is about the repository' -If (@($noRepository) + @($ambiguous)) -Else Refutes

    Add-NextStep 'Check the spelling of registry and repository' -For $waiting -Command 'kubectl -n {Namespace} get {Owner} -o wide'
}

Test-Hypothesis PullSecretMissing 'The pull secret that the pod names does not exist' {
    Add-Evidence 'a pull secret that it names does not exist' -If $absent -Else Refutes
    Add-Evidence 'the registry refuses a pull without credentials' -If (@($refused) + @($ambiguous) | Where-Object { $absent }) -Then Confirms -Else Weakens

    Add-NextStep 'Create it, or correct its name' -For $absent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which pull secrets there are' -For $absent -Command 'kubectl -n {Namespace} get secrets --field-selector type=kubernetes.io/dockerconfigjson'
}

Test-Hypothesis PullSecretWrongType 'The pull secret that the pod names is not one' {
    Add-Evidence 'a secret that it names for pulling has another type, and is passed over' -If $odd -Else Refutes
    Add-Evidence 'the registry refuses a pull without credentials' -If (@($refused) + @($ambiguous) | Where-Object { $odd }) -Then Confirms -Else Weakens

    Add-NextStep 'Make it anew with kubectl create secret docker-registry' -For $odd -Risk Change -Command 'kubectl -n {Namespace} get secret {Name} -o jsonpath=''{.type}'''
}

Test-Hypothesis ImagePullUnauthorized 'The registry refuses the credentials, or asks for some' {
    $plain = $refused | Where-Object { -not $absent -and -not $odd }

    Add-Evidence 'the registry refuses the pull' -If (@($refused) + @($ambiguous)) -Else Refutes
    Add-Evidence 'it says that credentials are missing or wrong, and the pod names no pull secret that is missing or none' -If $plain -Then Confirms
    Add-Evidence 'it says that the repository is private or does not exist' -If $ambiguous -Then Supports
    Add-Evidence 'the pod brings no pull secret' -If (@($refused) + @($ambiguous) | Where-Object { -not $named }) -Then Supports

    Add-NextStep 'See which pull secrets the pod brings' -For $waiting -Command 'kubectl -n {Namespace} get pod {Pod} -o jsonpath=''{.spec.imagePullSecrets}'''
    Add-NextStep 'Make a pull secret for this registry (kubectl create secret docker-registry) and name it in imagePullSecrets' -For $waiting -Risk Change `
        -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis PullRateLimited 'The registry lets this network pull no more for now' {
    Add-Evidence 'the registry answers that there were too many pulls' -If ($answers | Where-Object Message -Match 'toomanyrequests|429 Too Many|rate limit') -Then Confirms -Else Refutes

    Add-NextStep 'Pull with an account, or through a mirror of your own' -For $waiting
}

Test-Hypothesis RegistryNameNotResolving 'The name of the registry does not resolve on the node' {
    Add-Evidence 'the node cannot resolve the name' -If $lookup -Then Confirms -Else Refutes

    Add-NextStep 'Check the spelling of the registry, then the name servers of the node' -For $waiting -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryUnreachable 'The node does not reach the registry' {
    $blocked = $answers | Where-Object Message -Match 'i/o timeout|connection refused|no route to host|network is unreachable|connection reset|TLS handshake timeout|deadline exceeded|Client.Timeout|\bEOF\W*$|50[0234] (Bad Gateway|Service|Gateway|Internal)|registry is unavailable' |
        Where-Object { $_ -notin $lookup }

    Add-Evidence 'the node gets no answer from the registry' -If $blocked -Then Confirms -Else Refutes

    Add-NextStep 'Reach the registry from that node: firewall, proxy, route' -For $waiting -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryCertificateUntrusted 'The node does not trust the certificate of the registry' {
    Add-Evidence 'the node rejects the certificate' -If ($answers | Where-Object Message -Match 'x509: ') -Then Confirms -Else Refutes

    Add-NextStep 'Give the nodes the authority that signed it, or the registry a certificate that is valid for its name' -For $waiting -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryWithoutTls 'The registry speaks plain HTTP where HTTPS is expected' {
    Add-Evidence 'it answers without TLS' -If ($answers | Where-Object Message -Match 'server gave HTTP response to HTTPS client') -Then Confirms -Else Refutes

    Add-NextStep 'Give the registry TLS, or name it to the runtime as plain HTTP' -For $waiting -Command 'kubectl describe node {Node}'
}

Test-Hypothesis NoImageForPlatform 'The image is not built for the platform of the node' {
    Add-Evidence 'the image has nothing for the platform of the node' -If $noPlatform -Then Confirms -Else Refutes
    Add-Evidence 'the node it is on' -If ($noPlatform | Get-KubeNode | Where-Object Architecture) -Then Supports

    Add-NextStep 'Build for this platform too, or keep the pod to nodes it can run on' -For $waiting -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis InvalidImageName 'The image is not written as an image is' {
    Add-Evidence 'the kubelet cannot read the image as a name' -If ($waiting | Where-Object Reason -EQ 'InvalidImageName') -Then Confirms -Else Refutes

    Add-NextStep 'Write it in lower case, as registry/repository:tag' -For $waiting -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ErrImageNeverPull 'The image is not on the node, and the pod forbids pulling it' {
    Add-Evidence 'the kubelet may not pull, and the node does not have it' -If ($waiting | Where-Object Reason -EQ 'ErrImageNeverPull') -Then Confirms -Else Refutes

    Add-NextStep 'Set imagePullPolicy to IfNotPresent, or load the image on every node' -For $waiting -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ImageSignatureRejected 'The policy of the node does not accept the signature of the image' {
    Add-Evidence 'the runtime rejects the signature' -If ($waiting | Where-Object { "$($_.Reason) $($_.Message)" -match 'SignatureValidationFailed' }) -Then Confirms -Else Refutes

    Add-NextStep 'Sign the image, or see which signatures the policy of the node accepts' -For $waiting -Command 'kubectl describe node {Node}'
}

$full = $answers | Where-Object Message -Match 'no space left on device'
Test-Hypothesis DiskFull 'The node has no room for the image' -Target ($full | Get-KubeNode) {
    Add-Evidence 'the node had no space left to unpack it' -If $full -Then Confirms -Else Refutes
    Add-Evidence 'the node says that it is short of disk' -If ($full | Get-KubeNode | Where-Object DiskPressure) -Then Supports

    Add-NextStep 'Make room on the node, or move the pods to another' -For $waiting -Command 'kubectl describe node {Node}'
}
