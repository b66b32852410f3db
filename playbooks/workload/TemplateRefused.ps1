<#
.SYNOPSIS
    What is wrong in a workload's template, so that the API server does not take its pods.
.DESCRIPTION
    The API server accepts a deployment whose pods it will never accept: the template is validated only when a pod is made from it. What it names
    and does not exist, or what it says and may not, stands in FailedCreate events and in the condition ReplicaFailure.
.PARAMETER Target
    The workload.
.EXAMPLE
    Invoke-Playbook TemplateRefused -Namespace shop -Name checkout

    Tests every hypothesis on the deployment checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
#>
[RunbookTools.Playbook('workload/TemplateRefused', Symptom = ('Workload.RolloutStuck', 'Workload.NoPods', 'CronJob.NotScheduled'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$refusals = $Target | Get-KubeRefusal -Current

Assert-Premise 'its pods are refused' -If $refusals

Test-Hypothesis ServiceAccountMissing 'Its service account does not exist' {
    $refused = $refusals | Where-Object By -EQ ServiceAccount
    $account = Get-KubeResource ServiceAccount -Namespace $Target.Namespace | Where-Object { $_.Name -in $refused.Subject }

    Add-Evidence 'its pods are refused because the account is not found' -If $refused -Then Confirms -Else Refutes
    # A controller writes this for a moment when the account is made together with the workload.
    Add-Evidence 'the account exists now' -If $account -Then Refutes

    Add-NextStep 'See which accounts there are, and name the right one' -For $refused -Command 'kubectl -n {Namespace} get serviceaccounts'
    Add-NextStep 'Or make the one that is named' -For $refused -Risk Change -Command 'kubectl -n {Namespace} create serviceaccount {Subject}'
}

Test-Hypothesis PriorityClassMissing 'Its priority class does not exist' {
    $refused = $refusals | Where-Object By -EQ PriorityClass

    Add-Evidence 'its pods are refused because the class is not found' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'See which priority classes there are' -For $refused -Command 'kubectl get priorityclasses'
    Add-NextStep 'Name one of them, or make the one that is named' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RuntimeClassMissing 'Its runtime class does not exist' {
    $refused = $refusals | Where-Object By -EQ RuntimeClass

    Add-Evidence 'its pods are refused because the class is not found' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'See which runtime classes there are' -For $refused -Command 'kubectl get runtimeclasses'
    Add-NextStep 'Name one of them, or install what brings the one that is named' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PodTemplateInvalid 'Its pods are refused for what is written in the template' {
    Add-Evidence 'the API server says what is invalid' -If ($refusals | Where-Object By -EQ Validation) -Then Confirms -Else Refutes

    Add-NextStep 'Mend the field that the message names' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
