<#
.SYNOPSIS
    Why an autoscaler does not scale.
.DESCRIPTION
    An autoscaler reads how busy the pods of its target are and sets how many there shall be. It fails when the metrics are not served, when the pods
    give nothing to compare with, or when the target is not there. What it was told stands in its conditions.
.PARAMETER Target
    The autoscaler.
.EXAMPLE
    Invoke-Playbook autoscale/HPA -Namespace shop -Name webshop

    Tests every hypothesis on the autoscaler webshop.
.LINK
    https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
#>
[RunbookTools.Playbook('autoscale/HPA', Symptom = 'Autoscaler.Failing', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$unable = $Target | Get-KubeCondition AbleToScale, ScalingActive -Status False
$group = if ($unable.Message -match 'external\.metrics|external metric') { 'external.metrics.k8s.io' } elseif ($unable.Message -match 'custom\.metrics|custom metrics|pods metric|object metric') { 'custom.metrics.k8s.io' } else { 'metrics.k8s.io' }
$apis = Get-KubeResource APIService
$api = $apis | Where-Object Group -EQ $group

Test-Hypothesis MetricsAPIMissing 'Nothing in the cluster serves the metrics it asks for' -Target $Target {
    Add-Evidence 'it cannot read metrics' -If ($unable | Where-Object Message -Match 'unable to fetch metrics from|no (custom|external) metrics API|no matches for kind') -Else Refutes
    Add-Evidence 'the API server does not know that API' -If ($unable | Where-Object Message -Match 'could not find the requested resource|no matches for kind') -Then Supports
    Add-Evidence "an API service for $group is registered" -If $api -Then Refutes
    Add-Evidence "other API services are registered, and none for $group" -If ($apis | Where-Object { -not $api }) -Then Confirms

    Add-NextStep 'See which metrics APIs are registered' -Command 'kubectl get apiservices'
    Add-NextStep 'Install metrics-server, or the adapter that serves these metrics' -Risk Change
}

Test-Hypothesis MetricsAPIFailing 'The metrics API is there and does not answer' -Target $Target {
    Add-Evidence 'it cannot read metrics' -If ($unable | Where-Object Message -Match 'unable to fetch metrics from') -Else Refutes
    Add-Evidence "the API service for $group is not available" -If ($api | Where-Object IsAvailable -EQ $false) -Then Confirms
    Add-Evidence "the API service for $group is available" -If ($api | Where-Object IsAvailable) -Then Refutes
    Add-Evidence 'the API server cannot pass the request on' -If ($unable | Where-Object Message -Match 'unable to handle the request|ServiceUnavailable|context deadline exceeded|connection refused') -Then Supports -Else Weakens
    Add-Evidence "no API service for $group is registered" -If ($apis | Where-Object { -not $api }) -Then Refutes

    Add-NextStep 'See why the API service is not available' -For $api -Command 'kubectl describe {Object}'
}

Test-Hypothesis HPAMissingRequests 'Its pods ask for none of what it measures' -Target $Target {
    $missing = $unable | Where-Object Message -Match 'missing request for'

    Add-Evidence 'it has no request to compare with' -If $missing -Then Confirms -Else Refutes

    Add-NextStep 'See which container asks for nothing; sidecars count too' -For $Target.ScaleTarget -Command 'kubectl -n {Namespace} get {Object} -o yaml'
    Add-NextStep 'Give every container a request' -For $Target.ScaleTarget -Risk Change -Command 'kubectl -n {Namespace} set resources {Object} --requests=cpu=100m'
}

Test-Hypothesis HPAScaleRefused 'It may not read or set how many pods its target has' -Target $Target {
    Add-Evidence 'it is refused the scale of its target' -If ($unable | Where-Object { $_.Reason -in 'FailedGetScale', 'FailedUpdateScale' -and $_.Message -match 'is forbidden|denied the request|is invalid' }) -Then Confirms -Else Refutes

    Add-NextStep 'Read who refuses it: a role, a webhook, or what the target allows' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis HPATargetMissing 'What it shall scale does not exist' -Target $Target {
    Add-Evidence 'it cannot get the scale of its target' -If ($unable | Where-Object Reason -EQ 'FailedGetScale') -Else Refutes
    Add-Evidence 'the API server finds no such object or kind' -If ($unable | Where-Object Message -Match 'not found|no matches for kind|could not find the requested resource') -Then Supports -Else Refutes
    Add-Evidence 'its target does not exist' -If ($Target | Get-KubeReference -Missing) -Then Confirms
    Add-Evidence 'its target exists' -If ($Target.ScaleTarget | Get-KubeResource) -Then Refutes

    Add-NextStep 'Compare kind, apiVersion and name of the target with what there is' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o yaml'
    Add-NextStep 'Name the right target' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CustomMetricMissing 'Nobody measures the metric it names' -Target $Target {
    Add-Evidence 'it fails at a metric of its own choice' -If ($unable | Where-Object Reason -In 'FailedGetPodsMetric', 'FailedGetObjectMetric', 'FailedGetExternalMetric') -Else Refutes
    Add-Evidence 'the metrics API answers, and does not have it' -If ($unable | Where-Object Message -Match 'could not find the metric|no metrics returned from (custom|external)|could not find the descriptor') -Then Confirms -Else Refutes
    Add-Evidence "the API service for $group is not available" -If ($api | Where-Object IsAvailable -EQ $false) -Then Refutes

    Add-NextStep 'See which metrics are offered' -Command "kubectl get --raw /apis/$group/v1beta1"
}

Test-Hypothesis HPAPodsUnmeasured 'There are no measurements of its pods' -Target $Target {
    $unready = $Target | Get-KubePod | Where-Object IsReady -EQ $false

    Add-Evidence 'the metrics API has nothing about its pods' -If ($unable | Where-Object { $_.Reason -eq 'FailedGetResourceMetric' -and $_.Message -match 'no metrics returned from resource metrics API|did not receive metrics for|no pods returned by selector' }) -Then Supports -Else Refutes
    Add-Evidence 'pods of it are not ready, and are not measured before they are' -If $unready -Then Confirms

    Add-NextStep 'See why they are not ready' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'See what is measured' -For $Target -Command 'kubectl -n {Namespace} top pods'
}

Test-Hypothesis HPASelectorShared 'Pods of its target are pods of another target too' -Target $Target {
    $shared = $unable | Where-Object Reason -EQ 'AmbiguousSelector'
    $twins = Get-KubeResource HorizontalPodAutoscaler -Namespace $Target.Namespace | Where-Object { $_.Name -ne $Target.Name -and $_.ScaleTarget -eq $Target.ScaleTarget }

    Add-Evidence 'its controller finds its pods under another autoscaler too' -If $shared -Else Refutes
    if ($shared) { Add-Evidence 'another autoscaler scales the same target' -If $twins -Then Refutes -Else Confirms }

    Add-NextStep 'Compare the selectors of the targets with the labels of their pods' -For $Target.ScaleTarget -Command 'kubectl -n {Namespace} get {Object} -o jsonpath={.spec.selector}'
    Add-NextStep 'Give each its own label: a selector cannot be changed, so one of them is made anew' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
}

Test-Hypothesis HPASelectorInvalid 'Its target does not say which pods are its own' -Target $Target {
    Add-Evidence 'the scale of its target has no selector, or one that cannot be read' -If ($unable | Where-Object Reason -EQ 'InvalidSelector') -Then Confirms -Else Refutes

    Add-NextStep 'Have the kind of its target say labelSelectorPath in its scale subresource' -For $Target.ScaleTarget -Command 'kubectl -n {Namespace} get {Object} -o yaml'
}
