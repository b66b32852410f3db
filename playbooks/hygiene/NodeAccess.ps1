<#
.SYNOPSIS
    What a workload may do to the node it runs on.
.DESCRIPTION
    The baseline of the Pod Security Standards refuses each of these. What looks after nodes needs some of them; an application has no use for them.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/NodeAccess -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
#>
[RunbookTools.Playbook('hygiene/NodeAccess', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$containers = $Target | Get-KubeContainerTemplate

Test-Hypothesis PrivilegedContainer 'a container may do everything its node may' -Target $Target {
    Add-Evidence 'a container is privileged' -If ($containers | Where-Object { $_.Spec.Privileged }) -Then Confirms -Else Refutes

    Add-NextStep 'Give it the one capability it needs in place of all' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CapabilityAdded 'a container has a capability that opens its node' -Target $Target {
    $strong = 'ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_RAWIO', 'NET_ADMIN', 'DAC_READ_SEARCH', 'BPF', 'SYS_BOOT', 'SYS_TIME'

    Add-Evidence 'a container adds a strong capability' -If ($containers | Where-Object { $_.Spec.AddedCapabilities | Where-Object { ($_ -replace '^CAP_') -in $strong } }) -Then Confirms -Else Refutes

    Add-NextStep 'Leave it out' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis HostNamespaceShared 'it sees the network, the processes or the memory of its node' -Target $Target {
    Add-Evidence 'it shares the network, the processes or the memory of its node' -If ($containers | Where-Object { $_.Pod.HostNetwork -or $_.Pod.HostPid -or $_.Pod.HostIpc }) -Then Confirms -Else Refutes

    Add-NextStep 'Leave out hostNetwork, hostPID and hostIPC unless it looks after the node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis HostPathMounted 'files of its node are mounted into it' -Target $Target {
    Add-Evidence 'it mounts a path of its node' -If ($containers | Where-Object HostPaths) -Then Confirms -Else Refutes
    Add-Evidence 'a container can write to it' -If ($containers | Where-Object WritableHostPaths) -Then Supports

    Add-NextStep 'Use a volume of another type' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RuntimeSocketMounted 'whoever is in it rules its node, through the container runtime' -Target $Target {
    Add-Evidence 'the socket of the container runtime is mounted into it' -If ($containers | Where-Object { $_.HostPaths -match '/(docker|containerd|crio|cri-dockerd|podman)\.sock$' }) -Then Confirms -Else Refutes

    Add-NextStep 'Ask the Kubernetes API for what it wants to know of containers' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis HostPortUsed 'it answers on a port of its node, and only one pod of it fits on each' -Target $Target {
    Add-Evidence 'a container asks for a port of its node' -If ($containers | Where-Object { -not $_.Pod.HostNetwork -and ($_.Spec.Ports | Where-Object HostPort) }) -Then Confirms -Else Refutes

    Add-NextStep 'Let a service lead to it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
