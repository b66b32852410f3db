<#
.SYNOPSIS
    Which rights are given that are wider than anybody needs, or to nobody.
.DESCRIPTION
    Roles and bindings that the cluster makes for itself are left out. The rights of a binding are those of its role.
.PARAMETER Target
    The role, cluster role or binding.
.EXAMPLE
    Invoke-Playbook hygiene/Access

    Tests every hypothesis on every role and binding that somebody made.
.LINK
    https://kubernetes.io/docs/concepts/security/rbac-good-practices/
#>
[RunbookTools.Playbook('hygiene/Access', Symptom = 'Hygiene.Access', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$binding = $Target | Where-Object Kind -In 'RoleBinding', 'ClusterRoleBinding'
$role = $Target | Where-Object Kind -In 'Role', 'ClusterRole'
$bound = $binding.Role | Get-KubeResource
$wide = $binding | Where-Object Kind -EQ 'ClusterRoleBinding'

Test-Hypothesis ClusterAdminBound 'somebody besides the cluster itself may do everything' -Target $Target {
    Add-Evidence 'it gives the role cluster-admin in the whole cluster' -If ($wide | Where-Object { $_.Role.Name -eq 'cluster-admin' }) -Then Confirms -Else Refutes

    Add-NextStep 'See who has it, and give them a role with what they need' -For $Target -Command 'kubectl describe {Object}'
}

Test-Hypothesis WildcardRule 'a role allows everything of its kind, also what does not exist yet' -Target $Target {
    Add-Evidence 'it is a role' -If $role -Else Refutes
    Add-Evidence 'a rule of it allows every verb or every resource' -If ($role | Where-Object { $_.Rules | Where-Object { $_.Verbs -contains '*' -or $_.Resources -contains '*' } }) -Then Confirms -Else Refutes

    Add-NextStep 'Name the verbs and resources that are needed' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis RightsExtendable 'those who have a role may give themselves rights that nobody gave them' -Target $Target {
    Add-Evidence 'it is a role' -If $role -Else Refutes
    Add-Evidence 'a rule of it allows to bind or to write any role, or to act as anybody' -If ($role | Where-Object { $_.Rules | Where-Object { -not $_.ResourceNames -and ($_.Verbs | Where-Object { $_ -in 'bind', 'escalate', 'impersonate' }) } }) -Then Confirms -Else Refutes

    Add-NextStep 'Name the roles or the users that are meant (resourceNames)' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis AnonymousBound 'whoever reaches the API server has these rights, without saying who they are' -Target $Target {
    Add-Evidence 'it gives rights to system:anonymous or system:unauthenticated' -If ($binding | Where-Object { $_.Subjects | Where-Object Name -In 'system:anonymous', 'system:unauthenticated' }) -Then Confirms -Else Refutes

    Add-NextStep 'See what they may do' -For $bound -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Give it by name to those who need it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis SecretsReadable 'somebody may read every secret of the cluster' -Target $Target {
    Add-Evidence 'it is in force in the whole cluster' -If $wide -Else Refutes
    Add-Evidence 'its role allows to get or list secrets without naming them' -If ($bound | Where-Object { $_.Rules | Where-Object { -not $_.ResourceNames -and ($_.Resources -contains 'secrets' -or $_.Resources -contains '*') -and ($_.ApiGroups -contains '' -or $_.ApiGroups -contains '*') -and ($_.Verbs | Where-Object { $_ -in 'get', 'list', 'watch', '*' }) } }) -Then Confirms -Else Refutes

    Add-NextStep 'See who has it' -For $Target -Command 'kubectl describe {Object}'
}

Test-Hypothesis ExecAllowed 'somebody may run commands in every pod of the cluster' -Target $Target {
    Add-Evidence 'it is in force in the whole cluster' -If $wide -Else Refutes
    Add-Evidence 'its role allows exec into pods, or attach to them' -If ($bound | Where-Object { $_.Rules | Where-Object { ($_.Resources | Where-Object { $_ -in 'pods/exec', 'pods/attach', '*' }) -and ($_.ApiGroups -contains '' -or $_.ApiGroups -contains '*') -and ($_.Verbs | Where-Object { $_ -in 'create', 'get', '*' }) } }) -Then Confirms -Else Refutes

    Add-NextStep 'See who has it' -For $Target -Command 'kubectl describe {Object}'
}

Test-Hypothesis BindingWithoutSubject 'it gives rights to accounts that do not exist, and to whoever makes them' -Target $Target {
    $accounts = $binding.Subjects | Where-Object Kind -EQ 'ServiceAccount'

    Add-Evidence 'it gives rights to service accounts, and to nobody else' -If ($binding | Where-Object { $accounts -and -not ($_.Subjects | Where-Object Kind -NE 'ServiceAccount') }) -Else Refutes
    if ($accounts) { Add-Evidence 'one of these accounts exists' -If ($accounts | Get-KubeResource) -Then Refutes -Else Confirms }

    Add-NextStep 'Name the account that is meant, or delete it' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis RoleUnbound 'nobody has a role' -Target $Target {
    $holders = @(Get-KubeResource RoleBinding) + @(Get-KubeResource ClusterRoleBinding) | Where-Object { $_.Role.Kind -eq $role.Kind -and $_.Role.Name -eq $role.Name -and ($role.Kind -eq 'ClusterRole' -or $_.Namespace -eq $role.Namespace) }

    Add-Evidence 'it is a role' -If $role -Else Refutes
    Add-Evidence 'it is part of other roles, by its labels' -If ($role | Where-Object { "$($_.Labels.Keys)" -like '*rbac.authorization.k8s.io/aggregate-to-*' }) -Then Refutes
    if ($role) { Add-Evidence 'a binding gives it to somebody' -If $holders -Then Refutes -Else Confirms }

    Add-NextStep 'Delete it, if nobody shall have it' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}
