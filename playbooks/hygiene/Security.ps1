<#
.SYNOPSIS
    What a process that somebody breaks into can do, and need not be able to.
.DESCRIPTION
    What a container keeps unless it says otherwise: root, more rights than it started with, raw packets, every system call, its own programs, a token. The
    restricted profile of the Pod Security Standards has it give up most of that.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Security -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
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

Test-Hypothesis RootAllowed 'nothing keeps its processes from being root' -Target $Target {
    Add-Evidence 'a container may run as root: no user but 0 is set, and root is not refused' -If ($containers | Where-Object { -not $_.Spec.RunAsUser -and $_.Spec.RunAsNonRoot -ne $true }) -Then Confirms -Else Refutes

    Add-NextStep 'Refuse root (runAsNonRoot), or set a user' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PrivilegeEscalationAllowed 'a process of it may get more rights than it started with' -Target $Target {
    Add-Evidence 'a container does not refuse it' -If ($confined | Where-Object { $_.Spec.AllowPrivilegeEscalation -ne $false }) -Then Confirms -Else Refutes

    Add-NextStep 'Set allowPrivilegeEscalation to false' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RawSocketsAllowed 'its processes may send packets in the name of others' -Target $Target {
    Add-Evidence 'a container keeps NET_RAW' -If ($confined | Where-Object { -not ($_.Spec.DroppedCapabilities | Where-Object { ($_ -replace '^CAP_') -in 'ALL', 'NET_RAW' }) }) -Then Confirms -Else Refutes

    Add-NextStep 'Drop ALL capabilities, and add those it needs' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis SeccompUnset 'its processes may make every system call there is' -Target $Target {
    $open = $confined | Where-Object { $_.Spec.SeccompProfile -in $null, 'Unconfined' }

    Add-Evidence 'a container names no seccomp profile, or none at all on purpose' -If $open -Then Supports -Else Refutes
    Add-Evidence 'it asks to be unconfined, so that no default of its node holds either' -If ($open | Where-Object { $_.Spec.SeccompProfile }) -Then Confirms

    Add-NextStep 'Set seccompProfile to RuntimeDefault' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
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

Test-Hypothesis SecretInPlainText 'a password, token or key is written where everybody who may see the workload reads it' -Target $Target {
    Add-Evidence 'a variable has a value that is, by its name or its form, a credential' -If ($containers | Where-Object PlainCredentials) -Then Supports -Else Refutes

    Add-NextStep 'Change it, keep the new one in a secret, and take the variable from there' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
