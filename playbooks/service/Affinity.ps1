<#
.SYNOPSIS
    Why a service that holds each client to one pod does not.
.DESCRIPTION
    With sessionAffinity: ClientIP a client is known by its address, as far as the service gets to see it.
.EXAMPLE
    Invoke-Playbook Affinity -Namespace shop -Name cart
.LINK
    https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
#>
[RunbookTools.Playbook('service/Affinity', Symptom = 'Service.AffinityUseless', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$held = $Target | Where-Object SessionAffinity -EQ 'ClientIP'

Test-Hypothesis AffinityHiddenClients 'Nodes put their own address in place of the client''s: all who come through one node share a pod' {
    Add-Evidence 'it knows a client by its address' -If $held -Else Refutes
    Add-Evidence 'it is reached from outside through every node, which replaces the address' -If ($held | Where-Object { $_.Type -eq 'LoadBalancer' -and $_.ExternalTrafficPolicy -eq 'Cluster' }) -Then Supports -Else Refutes
    Add-Evidence 'the load balancer leads to pods, past the nodes' -If ($held | Where-Object { $_.Annotations['service.beta.kubernetes.io/aws-load-balancer-nlb-target-type'] -eq 'ip' -or $_.Annotations['cloud.google.com/neg'] }) -Then Refutes
    Add-Evidence 'services are served by Cilium, which may keep the address' -If (Get-KubePod cilium-* -Namespace kube-system | Where-Object { -not (Get-KubePod kube-proxy-* -Namespace kube-system) }) -Then Weakens

    Add-NextStep 'Keep the address of clients, where every node that is reached has a pod' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch service {Name} -p ''{"spec":{"externalTrafficPolicy":"Local"}}'''
}

Test-Hypothesis AffinityBypassed 'The ingress controller goes to its pods past the service' {
    $past = Get-KubeResource Ingress -Namespace $Target.Namespace | Where-Object { ($_ | Get-KubeService).Name -contains $Target.Name -and $_.Annotations['nginx.ingress.kubernetes.io/service-upstream'] -ne 'true' }
    $class = Get-KubeResource IngressClass | Where-Object { $_.ControllerName -eq 'k8s.io/ingress-nginx' -and ($_.Name -in $past.Class -or ($_.IsDefault -and ($past | Where-Object { -not $_.Class }))) }

    Add-Evidence 'it knows a client by its address' -If $held -Else Refutes
    Add-Evidence 'an ingress leads to it' -If $past -Else Refutes
    Add-Evidence 'ingress-nginx serves that ingress, and calls pods itself' -If $class -Then Confirms -Else Refutes

    Add-NextStep 'Let the controller hold clients to pods, by a cookie' -For $past -Risk Change -Command 'kubectl -n {Namespace} annotate ingress {Name} nginx.ingress.kubernetes.io/affinity=cookie'
}
