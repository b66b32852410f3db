<#
.SYNOPSIS
    Why pods of an old deployment run on.
.DESCRIPTION
    A deployment owns its replica sets. One that was deleted without them (cascade=orphan), or made anew with another selector, leaves replica sets
    whose pods run on, are selected by services, and are never updated.
.PARAMETER Target
    The replica set.
.EXAMPLE
    Invoke-Playbook ReplicaSetOrphaned -Namespace shop -Name report-6f9c

    Tests every hypothesis on the replica set report-6f9c.
.LINK
    https://kubernetes.io/docs/tasks/administer-cluster/use-cascading-deletion/#set-orphan-deletion-policy
#>
[RunbookTools.Playbook('workload/ReplicaSetOrphaned', Symptom = 'ReplicaSet.Orphaned', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$template = $Target.Template.Labels
$deployments = Get-KubeWorkload -Namespace $Target.Namespace | Where-Object Kind -EQ 'Deployment'
$heirs = $deployments | Where-Object { $wanted = $_.Selector.MatchLabels; $wanted.Count -and -not ($wanted.Keys | Where-Object { $template[$_] -ne $wanted[$_] }) }
$namesakes = $deployments | Where-Object { $Target.Name -like "$($_.Name)-*" -and $_ -notin $heirs }

Test-Hypothesis DeploymentSelectorChanged 'Its deployment was made anew with another selector' -Target $Target {
    Add-Evidence 'no deployment owns it' -If ($Target | Where-Object { -not $_.Controller }) -Else Refutes
    Add-Evidence 'a deployment of its name selects other labels' -If $namesakes -Then Confirms -Else Refutes

    Add-NextStep 'Compare its labels with the selector of that deployment' -For $namesakes -Command 'kubectl -n {Namespace} get {Object} -o yaml'
    Add-NextStep 'When the new pods serve well, delete the old replica set' -For $Target -Risk Disrupt -Command 'kubectl -n {Namespace} delete {Object}'
}

Test-Hypothesis ReplicaSetOrphaned 'Its deployment was deleted without it' -Target $Target {
    Add-Evidence 'no deployment owns it' -If ($Target | Where-Object { -not $_.Controller }) -Else Refutes
    Add-Evidence 'a deployment of its name is there' -If $namesakes -Then Refutes
    Add-Evidence 'a deployment selects its pods and will adopt it' -If $heirs -Then Refutes
    Add-Evidence 'no deployment of its name is there' -If (@($namesakes).Count + @($heirs).Count -eq 0) -Then Confirms

    Add-NextStep 'See whether its pods are still needed' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'If they are not, delete it with its pods' -For $Target -Risk Disrupt -Command 'kubectl -n {Namespace} delete {Object}'
}
