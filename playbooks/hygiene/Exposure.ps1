<#
.SYNOPSIS
    What is open to the outside or to everybody, and what guards or scales nothing.
.DESCRIPTION
    Each hypothesis is about one kind: services, ingresses, network policies, autoscalers. What is broken about them is told without being asked.
.PARAMETER Target
    The service, ingress, network policy or autoscaler.
.EXAMPLE
    Invoke-Playbook hygiene/Exposure -Namespace shop

    Tests every hypothesis on what is in a namespace.
.LINK
    https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
#>
[RunbookTools.Playbook('hygiene/Exposure', Symptom = 'Hygiene.Network', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$service = $Target | Where-Object Kind -EQ 'Service'
$ingress = $Target | Where-Object Kind -EQ 'Ingress'
$policy = $Target | Where-Object Kind -EQ 'NetworkPolicy'
$autoscaler = $Target | Where-Object Kind -EQ 'HorizontalPodAutoscaler'

Test-Hypothesis ServiceOnEveryNode 'a port of every node leads to it' -Target $Target {
    Add-Evidence 'it is a service of type NodePort' -If ($service | Where-Object Type -EQ 'NodePort') -Then Confirms -Else Refutes

    Add-NextStep 'Put it behind an ingress or a gateway, if those outside shall reach it at all' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis SshPortExposed 'those outside may try to log in by ssh' -Target $Target {
    $open = $service | Where-Object Type -In 'NodePort', 'LoadBalancer'

    Add-Evidence 'it is a service that is open to the outside' -If $open -Else Refutes
    Add-Evidence 'it leads to port 22' -If ($open | Where-Object { $_.Ports | Where-Object { $_.Port -eq 22 -or $_.TargetPort -eq '22' } }) -Then Confirms -Else Refutes

    Add-NextStep 'Close it' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis IngressWithoutTls 'what goes through it can be read on the way' -Target $Target {
    Add-Evidence 'it is an ingress without TLS' -If ($ingress | Where-Object { -not $_.Tls }) -Then Confirms -Else Refutes

    Add-NextStep 'Give it a certificate (tls), unless what is before it ends TLS' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis PolicyWithoutMatch 'a network policy guards no pod' -Target $Target {
    Add-Evidence 'it is a network policy that names labels' -If ($policy | Where-Object { -not $_.PodSelector.IsEmpty }) -Else Refutes
    Add-Evidence 'it selects pods' -If ($policy | Get-KubePod) -Then Refutes -Else Supports
    if ($policy) { Add-Evidence 'a workload of its namespace has no pods at the moment' -If (Get-KubeWorkload -Namespace $Target.Namespace | Where-Object Desired -EQ 0) -Then Weakens }

    Add-NextStep 'Compare its selector with the labels there are' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
}

Test-Hypothesis PolicyPeerUnmatched 'a network policy names pods of its namespace that there are none of' -Target $Target {
    $named = @($policy.Ingress.Peers) + @($policy.Egress.Peers) | Where-Object { $_.PodSelector -and -not $_.PodSelector.IsEmpty -and -not $_.NamespaceSelector }
    $met = $named | Where-Object { Get-KubePod -Namespace $Target.Namespace -Selector "$($_.PodSelector)" }

    Add-Evidence 'it lets through pods of its namespace that it names by labels' -If $named -Else Refutes
    Add-Evidence 'there are pods with each of these sets of labels' -If ($met | Where-Object { @($met).Count -ge @($named).Count }) -Then Refutes -Else Supports
    if ($policy) { Add-Evidence 'a workload of its namespace has no pods at the moment' -If (Get-KubeWorkload -Namespace $Target.Namespace | Where-Object { $_.Desired -eq 0 -or $_.Kind -eq 'CronJob' }) -Then Weakens }

    Add-NextStep 'Compare the labels it names with those there are' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
}

Test-Hypothesis AutoscalerMinimumOne 'at night it is left with one pod, and nobody serves while that is replaced' -Target $Target {
    Add-Evidence 'it is an autoscaler whose minimum is one' -If ($autoscaler | Where-Object Minimum -EQ 1) -Then Confirms -Else Refutes

    Add-NextStep 'Set the minimum to two' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"minReplicas":2}}'''
}
