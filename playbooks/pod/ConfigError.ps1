<#
.SYNOPSIS
    Why a container is not created although its pod has a node and its image is there.
.DESCRIPTION
    Before a container is made the kubelet gathers its environment from secrets and config maps, checks whom it would run as, and the runtime
    wants something to run. The kubelet says which of them stops it; the references say whether it is still so, and whether a name is misspelt. Volumes
    are the question of pod/Mount and pod/Attach, the pod's network and runtime that of pod/Sandbox.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook ConfigError -Namespace shop -Name payments

    Tests every hypothesis on the pods of payments.
.LINK
    https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
#>
[RunbookTools.Playbook('pod/ConfigError', Symptom = 'Pod.ConfigError', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$waiting = $Target | Get-KubeContainer -Waiting
$refusals = $waiting | Where-Object Reason -In 'CreateContainerConfigError', 'CreateContainerError'
$secrets = $Target | Get-KubeReference -Kind Secret -Missing | Where-Object Field -Match 'env'
$maps = $Target | Get-KubeReference -Kind ConfigMap -Missing | Where-Object Field -Match 'env'

Test-Hypothesis SecretMissing 'A secret that its environment is taken from does not exist' {
    $goneSecrets = $secrets | Where-Object { -not $_.OnlyKeyMissing }

    Add-Evidence 'the kubelet does not find a secret' -If ($refusals | Where-Object Message -Match '^secret ".*" not found') -Then Confirms -Else Refutes
    Add-Evidence 'a secret that it names does not exist' -If $goneSecrets -Then Supports
    Add-Evidence 'there is one of nearly the same name' -If ($goneSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which secrets there are' -For $Target -Command 'kubectl -n {Namespace} get secrets'
    Add-NextStep 'Create it, or correct the name where it is used' -For $goneSecrets -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis SecretKeyMissing 'A secret lacks a key that its environment is taken from' {
    $poorSecrets = $secrets | Where-Object OnlyKeyMissing

    Add-Evidence 'the kubelet does not find a key in a secret' -If ($refusals | Where-Object Message -Match '^couldn''t find key .* in Secret') -Then Confirms -Else Refutes
    Add-Evidence 'the secret exists without that key' -If $poorSecrets -Then Supports
    Add-Evidence 'it has a key of nearly the same name' -If ($poorSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which keys it has' -For $poorSecrets.Object -Command 'kubectl -n {Namespace} describe secret {Name}'
    Add-NextStep 'Add the key to the secret, or correct its name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ConfigMapMissing 'A config map that its environment is taken from does not exist' {
    $goneMaps = $maps | Where-Object { -not $_.OnlyKeyMissing }

    Add-Evidence 'the kubelet does not find a config map' -If ($refusals | Where-Object Message -Match '^configmap ".*" not found') -Then Confirms -Else Refutes
    Add-Evidence 'a config map that it names does not exist' -If $goneMaps -Then Supports
    Add-Evidence 'there is one of nearly the same name' -If ($goneMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which config maps there are' -For $Target -Command 'kubectl -n {Namespace} get configmaps'
    Add-NextStep 'Create it, or correct the name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ConfigMapKeyMissing 'A config map lacks a key that its environment is taken from' {
    $poorMaps = $maps | Where-Object OnlyKeyMissing

    Add-Evidence 'the kubelet does not find a key in a config map' -If ($refusals | Where-Object Message -Match '^couldn''t find key .* in ConfigMap') -Then Confirms -Else Refutes
    Add-Evidence 'the config map exists without that key' -If $poorMaps -Then Supports
    Add-Evidence 'it has a key of nearly the same name' -If ($poorMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which keys it has' -For $poorMaps.Object -Command 'kubectl -n {Namespace} describe configmap {Name}'
    Add-NextStep 'Add the key to the config map, or correct its name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis RunAsNonRootImage 'The image runs as root, or as a user without a number, and the pod forbids that' {
    Add-Evidence 'the kubelet cannot tell that it would not run as root' -If ($refusals | Where-Object Message -Match 'runAsNonRoot|non-root') -Then Confirms -Else Refutes

    Add-NextStep 'Set runAsUser to a number other than 0 that the image works with' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ImageHasNoCommand 'Neither the image nor the pod says what to run' {
    Add-Evidence 'the runtime is given nothing to run' -If ($refusals | Where-Object Message -Match 'no command specified') -Then Confirms -Else Refutes

    Add-NextStep 'Set command in the pod, or ENTRYPOINT in the image' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis RuntimeOverloaded 'The container runtime of the node does not keep up' {
    Add-Evidence 'the runtime does not answer in time' -If ($refusals | Where-Object Message -Match 'deadline exceeded|failed to reserve container name|is reserved for') -Then Supports -Else Refutes

    Add-NextStep 'Look at the load of the node, its disk first' -For $Target -Command 'kubectl describe node {Node}'
}
