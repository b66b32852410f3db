<#
.SYNOPSIS
    Whether anybody uses a config map, a secret, a claim or a service account, and whether a job was left behind.
.DESCRIPTION
    Everything that was read is asked: pods, templates of every workload and its old revisions, accounts, ingresses, gateways, storage, roles, and custom resources,
    annotations, variables and arguments in which the name stands. What may read it without naming it speaks against. Where one kind of user could not be
    read, nothing is said. A program may still know a name by heart, so it is never more than likely.
.PARAMETER Target
    The config map, secret, claim, service account or job.
.EXAMPLE
    Invoke-Playbook hygiene/Unused -Namespace shop

    Tests every hypothesis on what lies in a namespace.
.LINK
    https://kubernetes.io/docs/concepts/configuration/
#>
[RunbookTools.Playbook('hygiene/Unused', Symptom = 'Hygiene.Unused', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$referrers = $Target | Get-KubeReference -Incoming
$users = $referrers | Where-Object Field -NE 'rules'
$readers = $referrers | Where-Object Field -EQ 'rules'

Test-Hypothesis ConfigMapUnused 'nothing that was read uses a config map' -Target $Target {
    Add-Evidence 'it is a config map' -If ($Target | Where-Object Kind -EQ 'ConfigMap') -Else Refutes
    Add-Evidence 'something refers to it' -If $users -Then Refutes -Else Supports
    Add-Evidence 'a program may find it by its labels or list it' -If $readers -Then Weakens

    Add-NextStep 'Look whether anybody misses it, then delete it' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o yaml'
}

Test-Hypothesis SecretUnused 'nothing that was read uses a secret' -Target $Target {
    Add-Evidence 'it is a secret' -If ($Target | Where-Object Kind -EQ 'Secret') -Else Refutes
    Add-Evidence 'something refers to it' -If $users -Then Refutes -Else Supports
    Add-Evidence 'a program may find it by its labels or list it' -If $readers -Then Weakens

    Add-NextStep 'See when it was made and by whom' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ClaimUnused 'no pod and no workload uses a claim, whose volume is paid for' -Target $Target {
    Add-Evidence 'it is a claim' -If ($Target | Where-Object Kind -EQ 'PersistentVolumeClaim') -Else Refutes
    Add-Evidence 'something refers to it' -If $users -Then Refutes -Else Supports
    Add-Evidence 'it is of a stateful set, which keeps it for a pod to come' -If (Get-KubeResource StatefulSet -Namespace $Target.Namespace | Where-Object { $_.ClaimTemplates | Where-Object { $Target.Name -like "$($_.Name)-*" } } | Where-Object { $Target.Name -match "-$($_.Name)-[0-9]+$" }) -Then Refutes

    Add-NextStep 'See what it holds and who used it last' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ServiceAccountUnused 'no pod runs as a service account' -Target $Target {
    Add-Evidence 'it is a service account' -If ($Target | Where-Object Kind -EQ 'ServiceAccount') -Else Refutes
    Add-Evidence 'something runs as it or holds its token' -If ($users | Where-Object Field -NotLike 'subjects*') -Then Refutes -Else Supports
    Add-Evidence 'a binding gives it rights, which somebody outside may use' -If ($users | Where-Object Field -Like 'subjects*') -Then Weakens

    Add-NextStep 'See what it may do' -For $Target -Command 'kubectl -n {Namespace} auth can-i --list --as=system:serviceaccount:{Namespace}:{Name}'
}

Test-Hypothesis JobLeftBehind 'a finished job stays for ever, with its pods' -Target $Target {
    Add-Evidence 'it is a job that has ended' -If ($Target | Where-Object Kind -EQ 'Job' | Where-Object IsFinished) -Then Confirms -Else Refutes
    Add-Evidence 'it is deleted some time after its end' -If ($Target | Where-Object TtlSecondsAfterFinished -NE $null) -Then Refutes

    Add-NextStep 'See what it did' -For ($Target | Where-Object { $_ | Get-KubePod }) -Command 'kubectl -n {Namespace} logs {Object} --tail=50'
    Add-NextStep 'Have such jobs deleted after their end (ttlSecondsAfterFinished)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"ttlSecondsAfterFinished":86400}}'''
}
