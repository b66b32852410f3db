<#
.SYNOPSIS
    Why an admission webhook does not answer, and what that does.
.DESCRIPTION
    The API server asks webhooks before it lets a change in. One that does not answer holds up every change it is asked about, or is passed over where
    its failure policy says so. What it calls is a service like any other, trusted by a certificate.
.PARAMETER Target
    The webhook configuration.
.EXAMPLE
    Invoke-Playbook Admission -Name sidecar-injector

    Tests every hypothesis on the webhook configuration sidecar-injector.
.LINK
    https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
#>
[RunbookTools.Playbook('access/Admission', Symptom = 'Webhook.Unreachable', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$missing = $Target | Get-KubeReference -Kind Service -Missing
$called = ($Target | Get-KubeReference -Kind Service).Object | Get-KubeService
$silent = $called | Where-Object { $null -ne $_.ReadyEndpoints -and $_.ReadyEndpoints.Count -eq 0 }
$required = $Target | Where-Object { $_.Webhooks | Where-Object FailurePolicy -NE 'Ignore' }
$refusals = Get-KubeRefusal -By WebhookUnreachable -Current | Where-Object Subject -In $Target.Webhooks.Name

Test-Hypothesis WebhookUnreachable 'What it calls does not answer, so requests it must be asked about are refused' -Target $Target {
    Add-Evidence 'requests are refused when it does not answer' -If $required -Else Refutes
    Add-Evidence 'it calls a service or port that does not exist' -If ($missing | Where-Object { $required }) -Then Confirms
    Add-Evidence 'it calls a service that has nobody behind it' -If ($silent | Where-Object { $required }) -Then Confirms
    Add-Evidence 'pods are refused because it could not be called' -If ($refusals | Where-Object { $required }) -Then Confirms

    Add-NextStep 'See which service it calls, and for which requests' -For $Target -Command 'kubectl get {Object} -o yaml'
    Add-NextStep 'See the pods behind that service' -For $silent -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'If changes must get in before it is mended, let requests pass without it (failurePolicy Ignore)' -For $Target -Risk Change -Command 'kubectl edit {Object}'
    Add-NextStep 'If its owner is gone for good, take it away' -For $missing -Risk Disrupt -Command 'kubectl delete {Object}'
}

Test-Hypothesis WebhookSkipped 'What it calls does not answer, so requests pass without it' -Target $Target {
    Add-Evidence 'requests are refused when it does not answer' -If $required -Then Refutes
    Add-Evidence 'it calls a service or port that does not exist' -If ($missing | Where-Object { -not $required }) -Then Confirms
    Add-Evidence 'it calls a service that has nobody behind it' -If ($silent | Where-Object { -not $required }) -Then Confirms

    Add-NextStep 'See which service it calls; what it should have added or checked has not been' -For $Target -Command 'kubectl get {Object} -o yaml'
    Add-NextStep 'See the pods behind that service' -For $silent -Command 'kubectl -n {Namespace} describe {Object}'
}
