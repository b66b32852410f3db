<#
.SYNOPSIS
    Why what a pod mounts is not there, or not as the pod expects it.
.DESCRIPTION
    Secrets, config maps, tokens, claims and paths of the node have to exist under the names the pod gives, and to be what it says they are. The
    kubelet tries again and again and says what it misses; the references say whether that is still so, and whether a name is misspelt. Whether the
    storage behind a claim can be reached is the question of pod/Attach.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Mount -Namespace shop -Name payments

    Tests every hypothesis on the pods of payments.
.LINK
    https://kubernetes.io/docs/concepts/storage/volumes/
#>
[RunbookTools.Playbook('pod/Mount', Symptom = 'Pod.ConfigError', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$waiting = $Target | Get-KubeContainer -Waiting
$mounts = $Target | Get-KubeEvent -Reason FailedMount, FailedMapVolume

Test-Hypothesis FailedMountSecret 'A secret that it mounts does not exist or lacks a key' {
    $lostSecrets = $Target | Get-KubeReference -Kind Secret -Missing | Where-Object Field -Match '^volumes'

    Add-Evidence 'the kubelet cannot mount a secret' -If ($mounts | Where-Object Message -Match 'secret ".*" not found|references non-existent secret key') -Then Supports -Else Refutes
    Add-Evidence 'the secret, or the key, does not exist' -If $lostSecrets -Then Confirms -Else Refutes
    Add-Evidence 'there is one of nearly the same name' -If ($lostSecrets | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which secrets there are' -For $Target -Command 'kubectl -n {Namespace} get secrets'
    Add-NextStep 'Create it, or correct the name where it is mounted' -For $lostSecrets -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis FailedMountConfigMap 'A config map that it mounts does not exist or lacks a key' {
    $lostMaps = $Target | Get-KubeReference -Kind ConfigMap -Missing | Where-Object Field -Match '^volumes'

    Add-Evidence 'the kubelet cannot mount a config map' -If ($mounts | Where-Object Message -Match 'configmap ".*" not found|references non-existent config key') -Then Supports -Else Refutes
    Add-Evidence 'the config map, or the key, does not exist' -If $lostMaps -Then Confirms -Else Refutes
    Add-Evidence 'there is one of nearly the same name' -If ($lostMaps | Where-Object NearMiss) -Then Supports

    Add-NextStep 'See which config maps there are' -For $Target -Command 'kubectl -n {Namespace} get configmaps'
    Add-NextStep 'Create it, or correct the name where it is mounted' -For $lostMaps -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ServiceAccountMissing 'Its service account does not exist' {
    Add-Evidence 'the kubelet gets no token for its service account' -If ($mounts | Where-Object Message -Match 'serviceaccounts? ".*" not found') -Then Supports -Else Refutes
    Add-Evidence 'the service account does not exist' -If ($Target | Get-KubeReference -Kind ServiceAccount -Missing) -Then Confirms -Else Refutes

    Add-NextStep 'See which service accounts there are' -For $Target -Command 'kubectl -n {Namespace} get serviceaccounts'
    Add-NextStep 'Create it, or correct serviceAccountName' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ClaimMissing 'A claim that it mounts does not exist' {
    Add-Evidence 'a claim that it mounts does not exist' -If ($Target | Get-KubeReference -Kind PersistentVolumeClaim -Missing) -Then Confirms -Else Refutes

    Add-NextStep 'See which claims there are' -For $Target -Command 'kubectl -n {Namespace} get pvc'
    Add-NextStep 'Create the claim, or correct its name' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis HostPathWrongType 'A path of the node is not what the pod expects there' {
    Add-Evidence 'it asks for a path of a certain type on its node' -If ($Target | Where-Object { $_.Spec.Volumes | Where-Object HostPathType }) -Else Refutes
    Add-Evidence 'the kubelet finds none, or something else' -If ($mounts | Where-Object Message -Match 'hostPath type check failed') -Then Confirms -Else Refutes

    Add-NextStep 'Create the path on the node, or set the type to DirectoryOrCreate or FileOrCreate' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis VolumeSubPathFailed 'A path inside a volume cannot be mounted' {
    $badPaths = @($waiting | Where-Object { $_.Reason -in 'CreateContainerConfigError', 'CreateContainerError' -and $_.Message -match 'subPath' }) +
        @($waiting | Where-Object LastExitMessage -Match 'mounting \S*(volume-subpaths|\S+ to rootfs)')

    Add-Evidence 'the kubelet cannot prepare a subPath, or the runtime cannot mount it' -If $badPaths -Then Confirms -Else Refutes

    Add-NextStep 'See whether the path exists in the volume, is a file where a file is expected, and does not lead out of it' -For $badPaths -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis VolumeOwnershipFailed 'The files of a volume cannot be given to the group the pod asks for' {
    Add-Evidence 'it asks that its volumes belong to a group (fsGroup)' -If ($Target | Where-Object { $null -ne $_.Spec.FsGroup }) -Else Refutes
    Add-Evidence 'the kubelet cannot change the owner of the files' -If ($mounts | Where-Object Message -Match 'applyFSGroup failed|SetVolumeOwnership') -Then Confirms -Else Refutes

    Add-NextStep 'See whether the storage lets the node change owners: a server that squashes root, or a read-only volume, does not' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
    Add-NextStep 'Leave fsGroup out, or set fsGroupChangePolicy to OnRootMismatch' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis VolumeOwnershipSlow 'The kubelet still changes the owner of every file in a volume' {
    Add-Evidence 'it asks that its volumes belong to a group (fsGroup)' -If ($Target | Where-Object { $null -ne $_.Spec.FsGroup }) -Else Refutes
    Add-Evidence 'the kubelet says that this takes long' -If ($Target | Get-KubeEvent -Reason VolumePermissionChangeInProgress) -Then Confirms -Else Refutes

    Add-NextStep 'Wait; set fsGroupChangePolicy to OnRootMismatch, so that it need not be done at every start' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
