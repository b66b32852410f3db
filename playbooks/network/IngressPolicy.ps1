<#
.SYNOPSIS
    Whether network policies let the controller of an ingress reach the pods it leads to.
.DESCRIPTION
    The controller calls pods itself, from its own namespace: a policy that lets in only pods of the same namespace keeps it out, and nobody writes an event.
.EXAMPLE
    Invoke-Playbook IngressPolicy -Namespace shop -Name web
.LINK
    https://kubernetes.io/docs/concepts/services-networking/network-policies/
#>
[RunbookTools.Playbook('network/IngressPolicy', Symptom = 'Ingress.Broken', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$class = Get-KubeResource IngressClass | Where-Object { $_.Name -eq $Target.Class -or (-not $Target.Class -and $_.IsDefault) }
$callers = $class | Get-KubeWorkload | Get-KubePod | Where-Object IsReady
$flows = $Target | Get-KubeService | ForEach-Object { $service = $_; $callers | Get-KubeFlow -To $service -Blocked }
$called = $flows.To | Get-KubePod
$late = $callers | Get-KubeLogSign -Sign TimedOut -Tail 500 | Where-Object { $_.Host -in $called.PodIP -or $_.Object.Name -in $flows.Service.Name }
$enforcer = Get-KubePod | Where-Object { $_.Spec.HostNetwork -and $_.Name -match '^(calico-node|canal|cilium|antrea-agent|weave-net|kube-router|ovnkube-node|kube-ovn-cni|azure-npm|aws-node)-' }

Test-Hypothesis PolicyDeniesIngress 'A policy keeps its controller from the pods it leads to' -Target ($flows.Denials | Where-Object Direction -EQ Ingress).Policies {
    Add-Evidence 'policies of these pods have no rule for the controller' -If ($flows | Where-Object { $_.Denials.Direction -eq 'Ingress' }) -Then Supports -Else Refutes
    Add-Evidence 'the log of the controller says that these pods do not answer' -If ($late | Where-Object { $flows }) -Then Confirms
    Add-Evidence 'the network plugin holds to policies' -If ($enforcer | Where-Object { $flows }) -Then Supports -Else Weakens

    Add-NextStep 'Let the namespace of the controller in: add the missing rule under ingress' -For ($flows.Denials | Where-Object Direction -EQ Ingress).Policies -Risk Change -Command 'kubectl -n {Namespace} edit networkpolicy {Name}'
}
