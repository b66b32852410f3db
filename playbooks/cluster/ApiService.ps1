<#
.SYNOPSIS
    Why an aggregated API is not available.
.DESCRIPTION
    Some APIs are served by pods of the cluster: metrics-server and its like. The API server passes requests on to a service, and says in the condition
    Available why it cannot.
.PARAMETER Target
    The API service.
.EXAMPLE
    Invoke-Playbook ApiService -Name v1beta1.metrics.k8s.io

    Tests every hypothesis on the API service v1beta1.metrics.k8s.io.
.LINK
    https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
#>
[RunbookTools.Playbook('cluster/ApiService', Symptom = 'ApiService.Unavailable', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$unavailable = $Target | Get-KubeCondition Available -Status False, Unknown
$missing = $Target | Get-KubeReference -Kind Service -Missing
$service = $Target.Service | Get-KubeService
$unready = $service | Get-KubePod | Where-Object { -not $_.IsReady -and -not $_.IsFinished }

Test-Hypothesis APIServiceUnavailable 'The service that answers for it is not there or has nobody behind it' -Target $Target {
    Add-Evidence 'the API server finds no service, port or endpoints' -If ($unavailable | Where-Object Reason -In 'ServiceNotFound', 'MissingEndpoints', 'ServicePortError', 'EndpointsNotFound') -Then Confirms -Else Refutes
    Add-Evidence 'the service does not exist' -If $missing -Then Supports
    Add-Evidence 'pods behind it are not ready' -If $unready -Then Supports

    Add-NextStep 'See what the API server says' -For $Target -Command 'kubectl describe {Object}'
    Add-NextStep 'See why the pods behind it are not ready' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'If its server was taken away for good, take the registration away too' -For $missing -Risk Disrupt -Command 'kubectl delete {Object}'
}

Test-Hypothesis APIServiceUnreachable 'Its pods are ready, and the API server cannot reach them' -Target $Target {
    Add-Evidence 'the API server asked and got no proper answer' -If ($unavailable | Where-Object Reason -EQ 'FailedDiscoveryCheck') -Else Refutes
    Add-Evidence 'the connection fails' -If ($unavailable | Where-Object Message -Match 'connection refused|no route to host|i/o timeout|context deadline exceeded|Client.Timeout') -Then Confirms
    Add-Evidence 'pods behind it are not ready' -If $unready -Then Weakens

    Add-NextStep 'Reach it as the API server does' -For $Target -Command 'kubectl get --raw /apis/{Group}/{Version}'
    Add-NextStep 'See which policies guard its namespace; the API server calls from outside the pod network' -For $service -Command 'kubectl -n {Namespace} get networkpolicies'
}

Test-Hypothesis APIServiceUntrusted 'The API server does not trust its certificate' -Target $Target {
    Add-Evidence 'the call fails at the certificate' -If ($unavailable | Where-Object Message -Match 'x509: ') -Then Confirms -Else Refutes

    Add-NextStep 'See by which authority it is trusted, and who keeps it up to date' -For $Target -Command 'kubectl get {Object} -o yaml'
}
