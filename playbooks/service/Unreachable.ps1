<#
.SYNOPSIS
    Why a service is not reached although pods are ready behind it.
.DESCRIPTION
    Ready endpoints are not enough: a load balancer must be made by somebody, a service that serves from the same node only needs a pod where it is called, a port
    must be one that the process listens on, a name that stands for another must lead to one that exists.
.PARAMETER Target
    The service.
.EXAMPLE
    Invoke-Playbook Unreachable -Namespace shop -Name storefront

    Tests every hypothesis on the service storefront.
.LINK
    https://kubernetes.io/docs/concepts/services-networking/service/
#>
[RunbookTools.Playbook('service/Unreachable', Symptom = ('Service.LoadBalancerPending', 'Service.NoLocalEndpoints', 'Service.WrongPort', 'Service.ExternalNameMissing'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$pending = $Target | Where-Object { $_.Type -eq 'LoadBalancer' -and -not $_.ExternalAddresses }
$told = $Target | Get-KubeEvent -Type Warning
$ready = ($Target | Get-KubeService).ReadyEndpoints

Test-Hypothesis LoadBalancerFailed 'The load balancer in front of it cannot be made' {
    Add-Evidence 'it waits for a load balancer' -If $pending -Else Refutes
    Add-Evidence 'whoever should make it says why it cannot' -If ($told | Where-Object { $pending }) -Then Confirms -Else Refutes

    Add-NextStep 'Read what it says: a quota of the cloud, a right, a pool without free addresses' -For $Target -Command 'kubectl -n {Namespace} describe service {Name}'
}

Test-Hypothesis LoadBalancerMissing 'Nobody makes load balancers here' {
    $given = Get-KubeResource Service | Where-Object { $_.Type -eq 'LoadBalancer' -and $_.ExternalAddresses }

    Add-Evidence 'it waits for a load balancer' -If $pending -Else Refutes
    Add-Evidence 'somebody says why it has none' -If $told -Then Refutes
    Add-Evidence 'nobody says a word about it' -If ($pending | Where-Object { -not $told }) -Then Supports
    Add-Evidence 'another service was given one' -If $given -Then Weakens

    Add-NextStep 'See whether a cloud controller, MetalLB or the like runs' -For $Target -Command 'kubectl get pods -A -o wide'
    Add-NextStep 'Use a node port meanwhile' -For $pending -Command 'kubectl -n {Namespace} get service {Name} -o wide'
}

Test-Hypothesis NoLocalEndpoints 'It serves from the same node only, and is called where none of its pods is ready' {
    $outside = $Target | Where-Object ExternalTrafficPolicy -EQ 'Local'
    $inside = $Target | Where-Object InternalTrafficPolicy -EQ 'Local'
    $entered = Get-KubeNode | Where-Object { $outside -and $_.InternalIP -in $Target.ExternalAddresses -and $_.Name -notin $ready.Node }
    $calls = if ($inside) { Get-KubeReference -Kind Service | Where-Object { $_.Exists -and $_.Object.Name -eq $Target.Name -and $_.Object.Namespace -eq $Target.Namespace } }
    $stranded = $calls.From | Get-KubePod | Where-Object { $_.Node -and $_.Node -notin $ready.Node }

    Add-Evidence 'it serves from the same node only' -If (@($outside) + @($inside)) -Else Refutes
    Add-Evidence 'an address of it is that of a node without a ready pod' -If $entered -Then Confirms
    Add-Evidence 'pods that call it are on nodes without a ready pod of it' -If $stranded -Then Confirms
    Add-Evidence 'every node it is known to be called on has a ready pod' -If ($ready | Where-Object { -not $entered -and -not $stranded }) -Then Refutes

    Add-NextStep 'See on which nodes its pods are' -For $Target -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name} -o wide'
    Add-NextStep 'Run its pods on every node, or let it serve from any' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit service {Name}'
}

Test-Hypothesis TargetPortWrong 'It leads to a port that nobody listens on' {
    $pods = $Target | Get-KubePod | Where-Object IsReady
    $ports = $pods.Spec.Containers.Ports.Port
    $astray = $Target.Ports | Where-Object { $_.TargetPort -match '^\d+$' -and $ports -and $_.TargetPort -notin $ports }
    $serving = $pods | Get-KubeLogSign -Sign Serving -Tail 500
    $refused = Get-KubeReference -Namespace $Target.Namespace -Kind Service | Where-Object { $astray -and $_.Object.Name -eq $Target.Name } | ForEach-Object From |
        Get-KubePod | Get-KubeLogSign -Sign ConnectionRefused -Tail 200 | Where-Object { $_.Object.Name -eq $Target.Name }

    Add-Evidence 'its pods declare ports, and not the one it leads to' -If ($pods | Where-Object { $astray }) -Then Supports -Else Refutes
    Add-Evidence 'a pod that is ready is asked for its readiness on another port' -If ($pods.Spec.Containers.ReadinessProbe.Port | Where-Object { $_ -notin $Target.Ports.TargetPort }) -Then Supports -Else Weakens
    Add-Evidence 'its pods say that they listen on another port' -If ($serving | Where-Object { $_.Port -and $_.Port -notin $Target.Ports.TargetPort }) -Then Supports
    Add-Evidence 'its pods say that they listen on this port' -If ($serving | Where-Object Port -In $Target.Ports.TargetPort) -Then Refutes
    Add-Evidence 'who calls it is refused' -If $refused -Then Confirms

    Add-NextStep 'Compare targetPort with the ports that the containers declare' -For $Target -Command 'kubectl -n {Namespace} describe service {Name}'
    Add-NextStep 'Let targetPort be the port that the process listens on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit service {Name}'
}

Test-Hypothesis ExternalNameMissing 'It stands for a service that does not exist' {
    Add-Evidence 'it stands for another name' -If ($Target | Where-Object ExternalName) -Else Refutes
    Add-Evidence 'that name is of this cluster, and there is no such service' -If (($Target | Get-KubeRoute -Broken).Break | Where-Object Break -EQ 'ExternalNameMissing') -Then Confirms -Else Refutes

    Add-NextStep 'See which services there are' -For $Target -Command 'kubectl get services -A'
    Add-NextStep 'Name the service that was meant' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit service {Name}'
}
