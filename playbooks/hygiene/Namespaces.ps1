<#
.SYNOPSIS
    What a namespace leaves open to whatever runs in it.
.DESCRIPTION
    Without a network policy every pod of the cluster may call every pod in it; without a pod security standard a pod may ask for its node. Both are the
    default of Kubernetes, and other means than these two may hold instead.
.PARAMETER Target
    The namespace.
.EXAMPLE
    Get-KubeResource Namespace shop | Invoke-Playbook hygiene/Namespaces

    Tests every hypothesis on one namespace.
.LINK
    https://kubernetes.io/docs/concepts/security/multi-tenancy/
#>
[RunbookTools.Playbook('hygiene/Namespaces', Symptom = 'Hygiene.Namespace', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$pods = $Target | Get-KubePod | Where-Object { -not $_.IsFinished -and -not $_.Spec.HostNetwork }

Assert-Premise 'pods run in it' -If $pods

Test-Hypothesis NetworkPolicyUnset 'every pod of the cluster may call every pod in it' -Target $Target {
    $others = Get-KubeResource CustomResourceDefinition | Where-Object DefinedKind -Match 'NetworkPolicy$|^AuthorizationPolicy$|^Tier$'

    if ($pods) { Add-Evidence 'it has a network policy' -If (Get-KubeResource NetworkPolicy -Namespace $Target.Name) -Then Refutes -Else Supports }
    Add-Evidence 'the cluster knows policies of another kind, which may guard it' -If $others -Then Weakens

    Add-NextStep 'See which labels there are to let in by; begin with a policy for what holds data' -For $Target -Command 'kubectl -n {Name} get pods --show-labels'
}

Test-Hypothesis PodSecurityUnset 'nothing keeps a pod in it from asking for everything its node has' -Target $Target {
    $asked = Get-KubeResource ValidatingWebhookConfiguration | Where-Object { $_.Webhooks.Resources -match '^(\*|)/(\*|pods)$' }

    if ($pods) { Add-Evidence 'its labels name a pod security standard' -If ($Target | Where-Object { $_.Labels['pod-security.kubernetes.io/enforce'] }) -Then Refutes -Else Supports }
    Add-Evidence 'a webhook is asked about pods, and may refuse them' -If $asked -Then Weakens

    Add-NextStep 'See what the standard would refuse of what runs now' -For $Target -Command 'kubectl label --dry-run=server --overwrite namespace {Name} pod-security.kubernetes.io/enforce=baseline'
}

Test-Hypothesis DefaultNamespaceUsed 'what runs in it shares rights, limits and policies with whatever nobody placed' -Target $Target {
    Add-Evidence 'it is the default namespace' -If ($Target | Where-Object { $pods -and $_.Name -eq 'default' }) -Then Confirms -Else Refutes

    Add-NextStep 'See what runs in it, and give each its own namespace' -For $Target -Command 'kubectl -n {Name} get pods --show-labels'
}
