<#
.SYNOPSIS
    Why a container is not created although its pod has a node and its image is there.
.DESCRIPTION
    Between a node and a running container lie what the pod refers to (secrets, config maps, their keys, its service account), its volumes and
    what it may run as. The kubelet says which of them stops it; the references say whether it is still so, and whether a name is misspelt.
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
$mounts = $Target | Get-KubeEvent | Where-Object Reason -In 'FailedMount', 'FailedAttachVolume', 'FailedMapVolume'
$sandbox = $Target | Get-KubeEvent -Reason 'FailedCreatePodSandBox'
$secrets = $Target | Get-KubeReference -Kind Secret -Missing
$maps = $Target | Get-KubeReference -Kind ConfigMap -Missing

Test-Hypothesis SecretMissing 'A secret that its environment is taken from does not exist' {
    $goneSecrets = $secrets | Where-Object { -not $_.OnlyKeyMissing -and $_.Field -match 'env' }

    Add-Evidence 'the kubelet does not find a secret' -If ($refusals | Where-Object Message -Match '^secret ".*" not found') -Then Confirms -Else Refutes
    Add-Evidence 'a secret that it names does not exist' -If $goneSecrets -Then Supports
    Add-Evidence 'there is one of nearly the same name' -If ($goneSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Create it, or correct the name where it is used' -For $goneSecrets -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which secrets there are' -For $Target -Command 'kubectl -n {Namespace} get secrets'
}

Test-Hypothesis SecretKeyMissing 'A secret lacks a key that its environment is taken from' {
    $poorSecrets = $secrets | Where-Object { $_.OnlyKeyMissing -and $_.Field -match 'env' }

    Add-Evidence 'the kubelet does not find a key in a secret' -If ($refusals | Where-Object Message -Match '^couldn''t find key .* in Secret') -Then Confirms -Else Refutes
    Add-Evidence 'the secret exists without that key' -If $poorSecrets -Then Supports
    Add-Evidence 'it has a key of nearly the same name' -If ($poorSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Add the key to the secret, or correct its name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which keys it has' -For $poorSecrets.Object -Command 'kubectl -n {Namespace} describe secret {Name}'
}

Test-Hypothesis ConfigMapMissing 'A config map that its environment is taken from does not exist' {
    $goneMaps = $maps | Where-Object { -not $_.OnlyKeyMissing -and $_.Field -match 'env' }

    Add-Evidence 'the kubelet does not find a config map' -If ($refusals | Where-Object Message -Match '^configmap ".*" not found') -Then Confirms -Else Refutes
    Add-Evidence 'a config map that it names does not exist' -If $goneMaps -Then Supports
    Add-Evidence 'there is one of nearly the same name' -If ($goneMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Create it, or correct the name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which config maps there are' -For $Target -Command 'kubectl -n {Namespace} get configmaps'
}

Test-Hypothesis ConfigMapKeyMissing 'A config map lacks a key that its environment is taken from' {
    $poorMaps = $maps | Where-Object { $_.OnlyKeyMissing -and $_.Field -match 'env' }

    Add-Evidence 'the kubelet does not find a key in a config map' -If ($refusals | Where-Object Message -Match '^couldn''t find key .* in ConfigMap') -Then Confirms -Else Refutes
    Add-Evidence 'the config map exists without that key' -If $poorMaps -Then Supports
    Add-Evidence 'it has a key of nearly the same name' -If ($poorMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Add the key to the config map, or correct its name where it is used' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which keys it has' -For $poorMaps.Object -Command 'kubectl -n {Namespace} describe configmap {Name}'
}

Test-Hypothesis FailedMountSecret 'A secret that it mounts does not exist or lacks a key' {
    $lostSecrets = $secrets | Where-Object Field -Match '^volumes'

    Add-Evidence 'the kubelet cannot mount a secret' -If ($mounts | Where-Object Message -Match 'secret ".*" not found|references non-existent secret key') -Then Supports -Else Refutes
    Add-Evidence 'the secret, or the key, does not exist' -If $lostSecrets -Then Confirms -Else Refutes
    Add-Evidence 'there is one of nearly the same name' -If ($lostSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Create it, or correct the name where it is mounted' -For $lostSecrets -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which secrets there are' -For $Target -Command 'kubectl -n {Namespace} get secrets'
}

Test-Hypothesis FailedMountConfigMap 'A config map that it mounts does not exist or lacks a key' {
    $lostMaps = $maps | Where-Object Field -Match '^volumes'

    Add-Evidence 'the kubelet cannot mount a config map' -If ($mounts | Where-Object Message -Match 'configmap ".*" not found|references non-existent config key') -Then Supports -Else Refutes
    Add-Evidence 'the config map, or the key, does not exist' -If $lostMaps -Then Confirms -Else Refutes
    Add-Evidence 'there is one of nearly the same name' -If ($lostMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'Create it, or correct the name where it is mounted' -For $lostMaps -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which config maps there are' -For $Target -Command 'kubectl -n {Namespace} get configmaps'
}

Test-Hypothesis ServiceAccountMissing 'Its service account does not exist' {
    Add-Evidence 'the kubelet gets no token for its service account' -If ($mounts | Where-Object Message -Match 'serviceaccounts? ".*" not found') -Then Supports -Else Refutes
    Add-Evidence 'the service account does not exist' -If ($Target | Get-KubeReference -Kind ServiceAccount -Missing) -Then Confirms -Else Refutes

    Add-NextStep 'Create it, or correct serviceAccountName' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which service accounts there are' -For $Target -Command 'kubectl -n {Namespace} get serviceaccounts'
}

Test-Hypothesis ClaimMissing 'A claim that it mounts does not exist' {
    Add-Evidence 'a claim that it mounts does not exist' -If ($Target | Get-KubeReference -Kind PersistentVolumeClaim -Missing) -Then Confirms -Else Refutes

    Add-NextStep 'Create the claim, or correct its name' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See which claims there are' -For $Target -Command 'kubectl -n {Namespace} get pvc'
}

Test-Hypothesis RunAsNonRootImage 'The image runs as root, or as a user without a number, and the pod forbids that' {
    Add-Evidence 'the kubelet cannot tell that it would not run as root' -If ($refusals | Where-Object Message -Match 'runAsNonRoot|non-root') -Then Confirms -Else Refutes

    Add-NextStep 'Set runAsUser to a number other than 0 that the image works with' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ImageHasNoCommand 'Neither the image nor the pod says what to run' {
    Add-Evidence 'the runtime is given nothing to run' -If ($refusals | Where-Object Message -Match 'no command specified') -Then Confirms -Else Refutes

    Add-NextStep 'Set command in the pod, or ENTRYPOINT in the image' -For $refusals -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis VolumeSubPathFailed 'A path inside a volume cannot be mounted' {
    $badPaths = @($refusals | Where-Object Message -Match 'subPath') + @($waiting | Where-Object LastExitMessage -Match 'mounting \S*(volume-subpaths|\S+ to rootfs)')

    Add-Evidence 'the kubelet cannot prepare a subPath, or the runtime cannot mount it' -If $badPaths -Then Confirms -Else Refutes

    Add-NextStep 'See whether the path exists in the volume, is a file where a file is expected, and does not lead out of it' -For $badPaths `
        -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis HostPathWrongType 'A path of the node is not what the pod expects there' {
    $typed = $Target.Spec.Volumes | Where-Object HostPathType

    Add-Evidence 'it asks for a path of a certain type on its node' -If ($Target | Where-Object { $typed }) -Else Refutes
    Add-Evidence 'the kubelet finds none, or something else' -If ($mounts | Where-Object Message -Match 'hostPath type check failed') -Then Confirms -Else Refutes

    Add-NextStep 'Create the path on the node, or set the type to DirectoryOrCreate or FileOrCreate' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis MultiAttach 'A volume it needs is still attached to another node' {
    $attached = $mounts | Where-Object Message -Match '^Multi-Attach error'

    Add-Evidence 'a volume for one node at a time is asked for on a second' -If $attached -Then Confirms -Else Refutes

    Add-NextStep 'See which pods use the claim; end the one that is not needed, or wait until its node lets go' -For $attached -Command 'kubectl -n {Namespace} describe pvc'
    Add-NextStep 'See where the volume is attached' -For $attached -Command 'kubectl get volumeattachments'
}

Test-Hypothesis CsiDriverMissing 'The storage driver of a volume does not run on its node' {
    $unregistered = $mounts | Where-Object Message -Match 'not found in the list of registered CSI drivers'

    Add-Evidence 'the kubelet does not know the driver' -If $unregistered -Then Confirms -Else Refutes
    Add-Evidence 'its node' -If ($Target | Where-Object { $unregistered } | Get-KubeNode) -Then Supports

    Add-NextStep 'See which drivers the node has, and whether the node plugin runs there' -For $Target -Command 'kubectl get csinode {Node} -o yaml'
}

$explained = 'secret ".*" not found|configmap ".*" not found|references non-existent|serviceaccounts? ".*" not found|hostPath type check|Multi-Attach|registered CSI drivers|persistentvolumeclaims? ".*"|failed to sync'
Test-Hypothesis VolumeAttachFailed 'A volume cannot be attached to its node' {
    Add-Evidence 'the storage refuses to attach it' -If ($mounts | Where-Object { $_.Reason -eq 'FailedAttachVolume' -and $_.Message -notmatch $explained }) -Then Confirms -Else Refutes

    Add-NextStep 'See where it is attached, and what the storage says' -For $Target -Command 'kubectl get volumeattachments'
}

Test-Hypothesis VolumeMountFailed 'A volume cannot be mounted on its node' {
    $unmountable = $mounts | Where-Object { $_.Reason -in 'FailedMount', 'FailedMapVolume' -and $_.Message -match 'Mount(Volume|Device)|mount failed' -and $_.Message -notmatch $explained }

    Add-Evidence 'the node cannot mount it' -If ($unmountable | Where-Object { $_.Count -ge 3 }) -Then Confirms
    Add-Evidence 'the node could not mount it' -If $unmountable -Then Supports -Else Refutes

    Add-NextStep 'Look at the server behind the volume, and at the way from the node to it' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis RuntimeOverloaded 'The container runtime of the node does not keep up' {
    Add-Evidence 'the runtime does not answer in time' -If ($refusals | Where-Object Message -Match 'deadline exceeded|failed to reserve container name|is reserved for') -Then Supports -Else Refutes

    Add-NextStep 'Look at the load of the node, its disk first' -For $Target -Command 'kubectl describe node {Node}'
}

$noAddress = $sandbox | Where-Object Message -Match 'failed to assign an IP address|no (more |available )*IP(s| address)'
Test-Hypothesis PodAddressesExhausted 'There is no address left for the pod' {
    Add-Evidence 'the network plugin has no address to give' -If $noAddress -Then Confirms -Else Refutes

    Add-NextStep 'Give the node or its subnet more addresses, or move pods to other nodes' -For $Target -Command 'kubectl describe node {Node}'
}

Test-Hypothesis PodNetworkFailed 'The network plugin cannot set up the network of the pod' {
    $unplugged = $sandbox | Where-Object { $_.Message -match 'failed to set ?up .*network|network for sandbox|networkPlugin|CNI' -and $_ -notin $noAddress }

    Add-Evidence 'the network plugin fails' -If $unplugged -Then Confirms -Else Refutes
    Add-Evidence 'its node' -If ($unplugged | Get-KubeNode | Where-Object IsReady) -Then Supports

    Add-NextStep 'Look at the pod of the network plugin on that node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}

Test-Hypothesis RuntimeHandlerMissing 'Its node has no runtime of the class it asks for' {
    Add-Evidence 'the pod asks for a runtime class' -If ($Target | Where-Object { $_.Spec.RuntimeClass }) -Else Refutes
    Add-Evidence 'the runtime of the node has no handler for it' -If ($sandbox | Where-Object Message -Match 'no runtime for|runtime handler|RuntimeClass') -Then Confirms -Else Refutes

    Add-NextStep 'Keep pods of this class to nodes that have it (scheduling of the RuntimeClass)' -For $Target -Command 'kubectl get runtimeclasses -o yaml'
}

Test-Hypothesis MemoryLimitTooLow 'The memory limit of the pod is too low to set it up' {
    $limited = $waiting | Where-Object MemoryLimit

    Add-Evidence 'it has a memory limit' -If $limited -Else Refutes
    Add-Evidence 'the kernel killed the sandbox of the pod for memory' -If ($sandbox | Where-Object Message -Match 'OOM-killed') -Then Confirms -Else Refutes

    Add-NextStep 'Raise the limit; the sandbox alone needs some megabytes' -For $limited -Risk Change `
        -Command 'kubectl -n {Namespace} set resources {Rollout} -c {Container} --limits=memory={MemoryLimit*10}'
}
