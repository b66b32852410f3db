<#
.SYNOPSIS
    Why a registry does not let a node have an image.
.DESCRIPTION
    A private image needs credentials that the node finds for its registry: in the pull secrets of the pod or of its service account. The secret may be missing,
    of another type, or for another registry; the credentials in it may be wrong; and there may be none. Some registries answer the same whether a
    repository is missing or only private. Then both are likely and neither is a fact.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook PullAccess -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
#>
[RunbookTools.Playbook('pod/PullAccess', Symptom = 'Pod.ImagePull', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$denied = $Target | Get-KubePullFailure -Reason Denied
$refused = $Target | Get-KubePullFailure -Reason Denied, DeniedOrMissing
$named = $Target | Get-KubeReference -Kind Secret | Where-Object Field -Like '*imagePullSecrets*'
$absent = $named | Where-Object Exists -EQ $false
$given = $named | Where-Object Exists | ForEach-Object { $_.Object | Get-KubeResource -Kind Secret }
$sound = $given | Where-Object Type -In 'kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'
$odd = $given | Where-Object { $_.Type -and $_ -notin $sound }
$foreign = $refused | Where-Object { $_.IsAnonymous -and $sound }

Test-Hypothesis PullSecretMissing 'The pull secret that the pod names does not exist' {
    Add-Evidence 'a pull secret that it names does not exist' -If $absent -Else Refutes
    Add-Evidence 'the registry refuses a pull without credentials' -If ($refused | Where-Object { $absent }) -Then Confirms -Else Weakens
    Add-Evidence 'there is one of nearly the same name' -If ($absent | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which pull secrets there are' -For $absent -Command 'kubectl -n {Namespace} get secrets --field-selector type=kubernetes.io/dockerconfigjson'
    Add-NextStep 'Create it, or correct its name' -For $absent -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis PullSecretWrongType 'The pull secret that the pod names is not one' {
    Add-Evidence 'a secret that it names for pulling has another type, and is passed over' -If $odd -Else Refutes
    Add-Evidence 'the registry refuses a pull without credentials' -If ($refused | Where-Object { $odd }) -Then Confirms -Else Weakens

    Add-NextStep 'See its type' -For $odd -Command 'kubectl -n {Namespace} get secret {Name} -o jsonpath=''{.type}'''
    Add-NextStep 'Make it anew with kubectl create secret docker-registry' -For $odd -Risk Change
}

Test-Hypothesis PullSecretOtherRegistry 'The pull secret that the pod names is for another registry' {
    Add-Evidence 'the pod names a pull secret that exists and is one' -If $sound -Else Refutes
    Add-Evidence 'the registry was asked without credentials all the same' -If $foreign -Then Confirms -Else Refutes

    Add-NextStep 'See for which registry the secret is, without its credentials' -For $named.Object -Command 'kubectl -n {Namespace} get secret {Name} -o jsonpath=''{.data.\.dockerconfigjson}'' | base64 -d | grep -oE ''"[^"]+": *[{]'''
    Add-NextStep 'Make a pull secret for the registry of this image and name it in imagePullSecrets' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ImagePullUnauthorized 'The registry refuses the credentials, or asks for some' {
    Add-Evidence 'the registry refuses the pull' -If $refused -Else Refutes
    Add-Evidence 'it asks for credentials, or for others' -If $denied -Then Supports
    Add-Evidence 'it says that credentials are missing or wrong, and no pull secret is known to be at fault' -If ($denied | Where-Object { -not $absent -and -not $odd -and -not $foreign }) -Then Confirms
    Add-Evidence 'a pull secret is for another registry' -If $foreign -Then Refutes
    Add-Evidence 'it says that the repository is private or does not exist' -If ($refused | Where-Object Reason -EQ 'DeniedOrMissing') -Then Supports
    Add-Evidence 'the pod brings no pull secret' -If ($refused | Where-Object { -not $named }) -Then Supports

    Add-NextStep 'See which pull secrets the pod brings' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o jsonpath=''{.spec.imagePullSecrets}'''
    Add-NextStep 'Make a pull secret for this registry (kubectl create secret docker-registry) and name it in imagePullSecrets' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis PullRateLimited 'The registry lets this network pull no more for now' {
    Add-Evidence 'the registry answers that there were too many pulls' -If ($Target | Get-KubePullFailure -Reason RateLimited) -Then Confirms -Else Refutes
    Add-Evidence 'the pod brings no pull secret, so it shares the allowance of everybody behind its address' -If ($Target | Get-KubePullFailure -Reason RateLimited | Where-Object { -not $named }) -Then Supports

    Add-NextStep 'Pull with an account, or through a mirror of your own' -For $Target
}
