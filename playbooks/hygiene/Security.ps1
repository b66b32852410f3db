<#
.SYNOPSIS
    What a workload may do to its node and its cluster that it hardly needs.
.DESCRIPTION
    The baseline and restricted profiles of the Pod Security Standards name what a container should give up. Each hypothesis is one such right: some
    system workloads need it, an application seldom does.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Security -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/security/pod-security-standards/
#>
[RunbookTools.Playbook('hygiene/Security', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$containers = $Target | Get-KubeContainerTemplate
$confined = $containers | Where-Object { -not $_.Spec.Privileged }
$account = Get-KubeResource ServiceAccount -Namespace $Target.Namespace | Where-Object Name -EQ 'default'

Test-Hypothesis PrivilegedContainer 'a container may do everything its node may' -Target $Target {
    Add-Evidence 'a container is privileged' -If ($containers | Where-Object { $_.Spec.Privileged }) -Then Confirms -Else Refutes

    Add-NextStep 'Give it the one capability it needs in place of all' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis HostNamespaceShared 'it sees the network, the processes or the memory of its node' -Target $Target {
    Add-Evidence 'it shares the network, the processes or the memory of its node' -If ($containers | Where-Object { $_.Pod.HostNetwork -or $_.Pod.HostPid -or $_.Pod.HostIpc }) -Then Confirms -Else Refutes

    Add-NextStep 'Leave out hostNetwork, hostPID and hostIPC unless it looks after the node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis HostPathMounted 'files of its node are mounted into it' -Target $Target {
    Add-Evidence 'it mounts a path of its node' -If ($containers | Where-Object HostPaths) -Then Confirms -Else Refutes

    Add-NextStep 'Use a volume of another type' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RootAllowed 'nothing keeps its processes from being root' -Target $Target {
    Add-Evidence 'a container may run as root: no user but 0 is set, and root is not refused' -If ($containers | Where-Object { -not $_.Spec.RunAsUser -and $_.Spec.RunAsNonRoot -ne $true }) -Then Confirms -Else Refutes

    Add-NextStep 'Refuse root (runAsNonRoot), or set a user' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PrivilegeEscalationAllowed 'a process of it may get more rights than it started with' -Target $Target {
    Add-Evidence 'a container does not refuse it' -If ($confined | Where-Object { $_.Spec.AllowPrivilegeEscalation -ne $false }) -Then Confirms -Else Refutes

    Add-NextStep 'Set allowPrivilegeEscalation to false' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CapabilityAdded 'a container has a capability that opens its node' -Target $Target {
    $strong = 'ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO', 'NET_ADMIN', 'DAC_READ_SEARCH', 'BPF', 'SYS_BOOT', 'SYS_TIME'

    Add-Evidence 'a container adds a strong capability' -If ($containers | Where-Object { $_.Spec.AddedCapabilities | Where-Object { ($_ -replace '^CAP_') -in $strong } }) -Then Confirms -Else Refutes

    Add-NextStep 'Leave it out' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RawSocketsAllowed 'its processes may send packets in the name of others' -Target $Target {
    Add-Evidence 'a container keeps NET_RAW' -If ($confined | Where-Object { -not ($_.Spec.DroppedCapabilities | Where-Object { ($_ -replace '^CAP_') -in 'ALL', 'NET_RAW' }) }) -Then Confirms -Else Refutes

    Add-NextStep 'Drop ALL capabilities, and add those it needs' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RootFileSystemWritable 'its programs can be changed while it runs' -Target $Target {
    Add-Evidence 'a container can write to its root file system' -If ($containers | Where-Object { -not $_.Spec.ReadOnlyRoot }) -Then Confirms -Else Refutes

    Add-NextStep 'Set readOnlyRootFilesystem, with an emptyDir where it writes' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis DefaultTokenMounted 'it carries the token of an account that everything in its namespace shares' -Target $Target {
    $carriers = $containers | Where-Object { $_.Pod.ServiceAccount -in $null, '', 'default' -and $_.Pod.AutomountToken -ne $false }
    $sparing = $account | Where-Object { $_.AutomountToken -eq $false -and -not ($carriers | Where-Object { $_.Pod.AutomountToken }) }

    Add-Evidence 'it runs as the default account, and does not say that no token is mounted' -If $carriers -Else Refutes
    if ($carriers) { Add-Evidence 'nor does that account' -If (-not $sparing) -Then Confirms -Else Refutes }

    Add-NextStep 'Set automountServiceAccountToken to false' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis SecretInEnvironment 'a secret stands in its environment, where every child process and crash report has it' -Target $Target {
    Add-Evidence 'a variable is taken from a secret' -If ($containers | Where-Object { $_.Spec.Env.From.Kind -contains 'Secret' -or $_.Spec.EnvFrom.Kind -contains 'Secret' }) -Then Confirms -Else Refutes

    Add-NextStep 'Mount the secret as a file' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
