<#
.SYNOPSIS
    Which right the service account of a pod lacks, and why.
.DESCRIPTION
    What the API refuses stands in the log of who asked: the account, the verb, the resource, the namespace. Roles and bindings tell why: none is
    bound, the role lacks the rule, or the binding names another role, account or namespace.
.PARAMETER Target
    The pod.
.EXAMPLE
    Get-KubePod operator-* | Invoke-Playbook access/RBAC

    Tests every hypothesis on the pods of an operator.
.LINK
    https://kubernetes.io/docs/reference/access-authn-authz/rbac/
#>
[RunbookTools.Playbook('access/RBAC', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$ended = $Target | Get-KubeContainer -Restarted | Get-KubeDenial -Ended -Tail 500
$now = $Target | Get-KubeContainer | Where-Object State -EQ 'Running' | Get-KubeDenial -Tail 500
$denials = @($ended) + @($now)

Assert-Premise 'the API refuses it something' -If $denials

$inNamespace = $denials | Where-Object Scope
$inCluster = $denials | Where-Object Scope -EQ $null
$ready = $denials | Where-Object { $_.Role -and $_.Scope }

Test-Hypothesis AccountWithoutBinding 'Nothing gives its service account any right there' {
    $bare = $denials | Where-Object Reason -EQ NoBinding

    Add-Evidence 'the API refuses it something, and nothing is bound to its account' -If $bare -Then Confirms -Else Refutes

    Add-NextStep 'See what its account may do' -For $bare -Command 'kubectl -n {Namespace} auth can-i --list --as=system:serviceaccount:{AccountName}'
    Add-NextStep 'Make a role with the rule' -For ($inNamespace | Where-Object { $_ -in $bare }) -Risk Change -Command 'kubectl -n {Scope} create role {GrantName} --verb={Verb} --resource={Resource}'
    Add-NextStep 'Bind it to the account' -For ($inNamespace | Where-Object { $_ -in $bare }) -Risk Change -Command 'kubectl -n {Scope} create rolebinding {GrantName} --role={GrantName} --serviceaccount={AccountName}'
    Add-NextStep 'Make a role with the rule, for the whole cluster as it asks' -For ($inCluster | Where-Object { $_ -in $bare }) -Risk Change -Command 'kubectl create clusterrole {GrantName} --verb={Verb} --resource={Resource}'
    Add-NextStep 'Bind it to the account' -For ($inCluster | Where-Object { $_ -in $bare }) -Risk Change -Command 'kubectl create clusterrolebinding {GrantName} --clusterrole={GrantName} --serviceaccount={AccountName}'
}

Test-Hypothesis RoleRuleMissing 'The role of its service account lacks the rule' {
    $short = $denials | Where-Object Reason -EQ RuleMissing

    Add-Evidence 'its account has a role there, without this rule' -If $short -Then Confirms -Else Refutes

    Add-NextStep 'See what its account may do' -For $short -Command 'kubectl -n {Namespace} auth can-i --list --as=system:serviceaccount:{AccountName}'
    Add-NextStep 'Add the rule' -For $short.Subject -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RoleMissing 'Its account is bound to a role that does not exist' {
    $hanging = $denials | Where-Object Reason -EQ RoleMissing

    Add-Evidence 'a binding of its account names a role that is not there' -If $hanging -Then Confirms -Else Refutes

    Add-NextStep 'See which role the binding names' -For $hanging.Subject -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Make that role with the rule' -For ($inNamespace | Where-Object { $_ -in $hanging }) -Risk Change -Command 'kubectl -n {Scope} create role {GrantName} --verb={Verb} --resource={Resource}'
}

Test-Hypothesis BindingWrongAccount 'The right is bound to another account' {
    $missed = $denials | Where-Object Reason -EQ WrongAccount

    Add-Evidence 'a binding gives the right to an account of nearly this name' -If $missed -Then Confirms -Else Refutes

    Add-NextStep 'See which account the binding names' -For $missed.Subject -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Bind the role to the account that asks' -For ($ready | Where-Object { $_ -in $missed }) -Risk Change -Command 'kubectl -n {Scope} create rolebinding {GrantName} --{RoleArgument} --serviceaccount={AccountName}'
}

Test-Hypothesis BindingWrongNamespace 'Its account has the right in another namespace' {
    $elsewhere = $denials | Where-Object Reason -EQ WrongNamespace

    Add-Evidence 'a binding in another namespace gives its account the right' -If $elsewhere -Then Confirms -Else Refutes

    Add-NextStep 'See where the binding is' -For $elsewhere.Subject -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Have it ask in that namespace only, or give it the right where it asks' -For $elsewhere -Command 'kubectl -n {Namespace} auth can-i --list --as=system:serviceaccount:{AccountName}'
}

Test-Hypothesis DefaultAccountUsed 'It runs as the default account, while another has the right' {
    $defaulted = $denials | Where-Object Reason -EQ DefaultAccount

    Add-Evidence 'another account of its namespace has the right, and it runs as default' -If $defaulted -Then Confirms -Else Refutes

    Add-NextStep 'See which account the binding names' -For $defaulted.Subject -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Run it as that account (serviceAccountName)' -For ($Target | Get-KubeOwner -Root) -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
