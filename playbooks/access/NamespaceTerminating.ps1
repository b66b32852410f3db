<#
.SYNOPSIS
    What keeps a namespace from going away.
.DESCRIPTION
    A namespace that was deleted goes when everything in it is gone. Objects with finalizers wait for whoever has to take these off; an API that does
    not answer keeps the controller from knowing what there is. The namespace's conditions tell which.
.PARAMETER Target
    The namespace.
.EXAMPLE
    Invoke-Playbook NamespaceTerminating -Name library-staging

    Tests every hypothesis on the namespace library-staging.
.LINK
    https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
#>
[RunbookTools.Playbook('access/NamespaceTerminating', Symptom = 'Namespace.Terminating', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$said = $Target | Get-KubeCondition -Status True
$held = $Target | Get-KubeResource * | Where-Object { $_.Deleted -and $_.Finalizers }

Test-Hypothesis NamespaceStuckTerminating 'Objects in it have finalizers that nobody takes off' {
    Add-Evidence 'it is being deleted' -If ($Target | Where-Object Phase -EQ 'Terminating') -Else Refutes
    Add-Evidence 'it says that finalizers remain' -If ($said | Where-Object Type -EQ 'NamespaceFinalizersRemaining') -Then Confirms -Else Refutes
    Add-Evidence 'these objects are deleted and held' -If $held -Then Supports

    Add-NextStep 'See what is left in it' -For $Target -Command 'kubectl api-resources --verbs=list --namespaced -o name | xargs -n 1 kubectl get -n {Name} --ignore-not-found --show-kind'
    Add-NextStep 'Find the controller that owns the finalizer, and make it run' -For $held -Command 'kubectl -n {Namespace} get {Object} -o yaml'
    Add-NextStep 'Only when that controller is gone for good, take the finalizer off by hand; what it would have cleaned up stays' -For $held -Risk Disrupt -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"metadata":{"finalizers":null}}'''
}

Test-Hypothesis NamespaceApiUnavailable 'An API that does not answer hides what is left in it' {
    $failure = $said | Where-Object Type -In 'NamespaceDeletionDiscoveryFailure', 'NamespaceDeletionGroupVersionParsingFailure'
    $apis = Get-KubeResource APIService | Where-Object { -not $_.IsAvailable -and $failure.Message -like "*$($_.Group)*" }

    Add-Evidence 'the controller cannot list every kind' -If $failure -Then Supports -Else Refutes
    Add-Evidence 'an API service that it names is not available' -If $apis -Then Confirms

    Add-NextStep 'Mend the API service, or delete it when its server is gone' -For $apis -Command 'kubectl describe {Object}'
}

Test-Hypothesis NamespaceDeletionRefused 'Something refuses to let its content be deleted' {
    $failure = $said | Where-Object Type -EQ 'NamespaceDeletionContentFailure'

    Add-Evidence 'deleting its content fails' -If $failure -Then Confirms -Else Refutes
    Add-Evidence 'a webhook is in the way' -If ($failure | Where-Object Message -Match 'webhook') -Then Supports

    Add-NextStep 'Read what is refused, and by whom' -For $Target -Command 'kubectl describe {Object}'
}

Test-Hypothesis NamespacePodsLeft 'Pods in it have not ended' {
    $pods = $Target | Get-KubePod | Where-Object Deleted

    Add-Evidence 'content remains' -If ($said | Where-Object Type -EQ 'NamespaceContentRemaining') -Else Refutes
    Add-Evidence 'finalizers remain too' -If ($said | Where-Object Type -EQ 'NamespaceFinalizersRemaining') -Then Refutes
    Add-Evidence 'pods of it are being deleted' -If $pods -Then Confirms -Else Refutes

    Add-NextStep 'See what the pods wait for' -For $pods -Command 'kubectl -n {Namespace} describe pod {Name}'
}
