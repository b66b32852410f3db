<#
.SYNOPSIS
    What the operating system, the language runtime or the Kubernetes API refuses a process, so that it ends.
.DESCRIPTION
    Permissions, a root that is read-only, a full disk, a heap that is used up, a right that the service account lacks: each is named in the last
    lines of the process, and each has its own remedy.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook SystemError -Namespace shop -Name uploads

    Tests every hypothesis on the pods of uploads.
.LINK
    https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
#>
[RunbookTools.Playbook('pod/SystemError', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$failed = $Target | Get-KubeRestart -Recent -EndedBy Process

Assert-Premise 'it ended with an error of its own' -If $failed

$signs = $failed | Get-KubeLogSign -Ended -Tail 100 -Decisive
$change = $Target | Get-KubeRevision -Suspect
$silent = if ($failed | Get-KubeLog -Ended -Tail 1) { 'Refutes' } else { 'Weakens' }

Test-Hypothesis PermissionDenied 'It may not read, write or open what it needs' {
    $barred = $signs | Where-Object Sign -EQ PermissionDenied

    Add-Evidence 'its log says that the operating system refused it' -If $barred -Then Confirms -Else $silent
    Add-Evidence 'its user is set, or must not be root' -If ($failed.Container | Where-Object { $barred -and ($_.Spec.RunAsUser -or $_.Spec.RunAsNonRoot) }) -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $barred }) -Then Supports

    Add-NextStep 'See which user it runs as, and who owns what it opens' -For $failed -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    Add-NextStep 'Set fsGroup so that its user may use the volume, or mount a volume where it writes' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ReadOnlyFileSystem 'It writes where nothing can be written' {
    $barred = $signs | Where-Object Sign -EQ ReadOnlyFileSystem

    Add-Evidence 'its log says that the file system is read-only' -If $barred -Then Confirms -Else $silent
    Add-Evidence 'its root, or a volume it mounts, is set read-only' -If ($failed.Container | Where-Object { $barred -and ($_.Spec.ReadOnlyRoot -or ($_.Spec.Mounts | Where-Object ReadOnly)) }) -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $barred }) -Then Supports

    Add-NextStep 'Mount an emptyDir where it writes' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DiskFull 'There is no room left where it writes' {
    Add-Evidence 'its log says that no space is left' -If ($signs | Where-Object Sign -EQ DiskFull) -Then Confirms -Else $silent
    Add-Evidence 'its node is short of disk' -If ($failed | Get-KubeNode | Get-KubeCondition DiskPressure -Status True) -Then Supports

    Add-NextStep 'See how large its claims are' -For $failed -Command 'kubectl -n {Namespace} get pvc'
}

Test-Hypothesis HeapTooSmall 'The heap its language runtime allows itself is too small' {
    $exhausted = $signs | Where-Object Sign -EQ HeapExhausted

    Add-Evidence 'its log says that the heap is exhausted' -If $exhausted -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $exhausted }) -Then Supports

    Add-NextStep 'Raise the heap setting (-Xmx, --max-old-space-size) and the memory limit with it' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ClusterAccessDenied 'Its service account may not do what it asks of the Kubernetes API' {
    Add-Evidence 'its log quotes a refusal of the API server' -If ($signs | Where-Object Sign -EQ ApiForbidden) -Then Supports -Else $silent

    Add-NextStep 'See what its service account is bound to; access/RBAC tells which right is missing' -For $Target -Command 'kubectl -n {Namespace} get rolebindings -o wide'
}
