<#
.SYNOPSIS
    Which rule of the cluster refuses what a workload wants to make.
.DESCRIPTION
    A workload asks the API server for its pods and claims, and admission answers: quotas, limit ranges, the pod security standard, webhooks and
    policies. Who says no stands in FailedCreate events and in the condition ReplicaFailure. What is wrong in the pods themselves is asked by
    TemplateRefused.
.PARAMETER Target
    The workload.
.EXAMPLE
    Invoke-Playbook PodsRefused -Namespace shop -Name checkout

    Tests every hypothesis on the deployment checkout.
.LINK
    https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
#>
[RunbookTools.Playbook('workload/PodsRefused', Symptom = ('Workload.RolloutStuck', 'Workload.NoPods', 'CronJob.NotScheduled'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$refusals = $Target | Get-KubeRefusal -Current

Assert-Premise 'its pods are refused' -If $refusals

Test-Hypothesis RolloutBlockedByQuota 'A resource quota refuses its pods' {
    $refused = $refusals | Where-Object { $_.By -eq 'Quota' -and $_.Resource -ne 'persistentvolumeclaims' }

    Add-Evidence 'its pods are refused for a quota' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'See what the quota allows and what is used of it' -For $refused -Command 'kubectl -n {Namespace} describe resourcequota {Subject}'
    Add-NextStep 'Raise the quota' -For $refused -Risk Change -Command 'kubectl -n {Namespace} edit resourcequota {Subject}'
    Add-NextStep 'Or ask for less: fewer replicas, smaller requests, maxSurge 0, limits where the quota asks for them' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis QuotaExceededStorage 'A resource quota refuses the claims of its pods' {
    $refused = $refusals | Where-Object { $_.By -eq 'Quota' -and $_.Resource -eq 'persistentvolumeclaims' }

    Add-Evidence 'its claims are refused for a quota' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'See what the quota allows and what is used of it' -For $refused -Command 'kubectl -n {Namespace} describe resourcequota {Subject}'
    Add-NextStep 'See which claims use it up; some may belong to nobody any more' -For $Target -Command 'kubectl -n {Namespace} get pvc'
    Add-NextStep 'Raise the quota' -For $refused -Risk Change -Command 'kubectl -n {Namespace} edit resourcequota {Subject}'
}

Test-Hypothesis LimitRangeMaxExceeded 'A limit range refuses its pods for what they ask' {
    Add-Evidence 'its pods are refused for a limit range' -If ($refusals | Where-Object By -EQ LimitRange) -Then Confirms -Else Refutes

    Add-NextStep 'Compare what the containers ask with the limit range' -For $Target -Command 'kubectl -n {Namespace} describe limitrange'
    Add-NextStep 'Ask for what is allowed, or change the limit range' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PodSecurityViolation 'The pod security standard of its namespace refuses its pods' {
    Add-Evidence 'its pods are refused for what they would be allowed to do' -If ($refusals | Where-Object By -EQ PodSecurity) -Then Confirms -Else Refutes

    Add-NextStep 'See which standard the namespace enforces' -For $Target -Command 'kubectl get namespace {Namespace} --show-labels'
    Add-NextStep 'Set what the message asks for in the security context' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis WebhookRejected 'An admission webhook refuses its pods' {
    Add-Evidence 'a webhook denied the request' -If ($refusals | Where-Object By -EQ Webhook) -Then Confirms -Else Refutes

    Add-NextStep 'Do what the webhook asks for, or ask the owner of its policy' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Change what it objects to' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis AdmissionPolicyRejected 'An admission policy of the cluster refuses its pods' {
    $refused = $refusals | Where-Object By -EQ AdmissionPolicy

    Add-Evidence 'a policy denied the request' -If $refused -Then Confirms -Else Refutes

    Add-NextStep 'Read what the policy asks for' -For $refused -Command 'kubectl get validatingadmissionpolicy {Subject} -o yaml'
    Add-NextStep 'Change what it objects to' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

$unasked = $refusals | Where-Object By -EQ WebhookUnreachable
$untrusted = $unasked | Where-Object Message -Match 'x509: '
$webhooks = Get-KubeResource -Kind MutatingWebhookConfiguration, ValidatingWebhookConfiguration | Where-Object { $_.Webhooks.Name | Where-Object { $_ -in $unasked.Subject } }
Test-Hypothesis WebhookUnreachable 'An admission webhook that must be asked does not answer' -Target $webhooks {
    Add-Evidence 'the API server could not call a webhook' -If ($unasked | Where-Object { $_ -notin $untrusted }) -Then Confirms -Else Refutes

    Add-NextStep 'Look at the service and the pods behind the webhook' -For $webhooks -Command 'kubectl get {Object} -o yaml'
    Add-NextStep 'If pods must be made before it can be mended, let requests pass without it (failurePolicy Ignore)' -For $webhooks -Risk Change -Command 'kubectl edit {Object}'
}

Test-Hypothesis WebhookUntrusted 'The API server does not trust the certificate of an admission webhook' -Target $webhooks {
    Add-Evidence 'the call fails at the certificate' -If $untrusted -Then Confirms -Else Refutes

    Add-NextStep 'See whether what keeps its caBundle up to date runs' -For $webhooks -Command 'kubectl get {Object} -o yaml'
}

Test-Hypothesis ControllerForbidden 'The controller that makes its pods has lost the right to' {
    Add-Evidence 'the controller may not create what it is there to create' -If ($refusals | Where-Object By -EQ Authorization) -Then Confirms -Else Refutes

    # The API server mends its own roles and bindings at every start, unless the annotation rbac.authorization.kubernetes.io/autoupdate forbids it.
    Add-NextStep 'See who is bound to the controller roles' -Command 'kubectl get clusterrolebindings -l kubernetes.io/bootstrapping=rbac-defaults'
}
