<#
.SYNOPSIS
    Why a route of the Gateway API does not bring requests to its services.
.DESCRIPTION
    A route names the gateway it hangs on and the services it leads to. The gateway must exist and let it in, each service must exist and have the port, and
    what lies in another namespace must be granted there. The controller of the gateway says so in conditions, which count more than anything else.
.PARAMETER Target
    The route.
.EXAMPLE
    Invoke-Playbook Route -Namespace shop -Name checkout

    Tests every hypothesis on the route checkout.
.LINK
    https://gateway-api.sigs.k8s.io/api-types/httproute/
#>
[RunbookTools.Playbook('network/Route', Symptom = 'Route.Broken', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$services = $Target | Get-KubeReference -Kind Service
$parents = $Target | Get-KubeReference -Kind Gateway
$refused = $Target | Get-KubeCondition Accepted -Status False

Test-Hypothesis RouteServiceMissing 'It leads to a service that does not exist' {
    Add-Evidence 'it names a service that does not exist' -If ($services | Where-Object { $_.Exists -eq $false -and -not $_.OnlyKeyMissing }) -Then Confirms -Else Refutes
    Add-Evidence 'the controller does not find a backend' -If ($Target | Get-KubeCondition ResolvedRefs -Status False -Reason BackendNotFound) -Then Supports

    Add-NextStep 'Compare the names of the services with the route' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Name the service that was meant, or make it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit httproute {Name}'
}

Test-Hypothesis RoutePortMismatch 'It leads to a port that the service does not have' {
    Add-Evidence 'it names a port that its service does not have' -If ($services | Where-Object OnlyKeyMissing) -Then Confirms -Else Refutes

    Add-NextStep 'Compare the ports of the services with the route' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Name a port of the service (not of the pod)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit httproute {Name}'
}

Test-Hypothesis RouteParentMissing 'It hangs on a gateway that does not exist' {
    Add-Evidence 'it names a gateway that does not exist' -If ($parents | Where-Object Exists -EQ $false) -Then Confirms -Else Refutes

    Add-NextStep 'See which gateways there are' -For $Target -Command 'kubectl get gateways -A'
    Add-NextStep 'Name the gateway that was meant, with its namespace' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit httproute {Name}'
}

Test-Hypothesis RouteNotAllowed 'The listeners of the gateway do not let it in' {
    Add-Evidence 'the gateway does not allow the route' -If ($Target | Get-KubeCondition Accepted -Status False -Reason NotAllowedByListeners) -Then Confirms -Else Refutes

    Add-NextStep 'See which namespaces and kinds each listener allows' -For $parents.Object -Command 'kubectl -n {Namespace} describe gateway {Name}'
}

Test-Hypothesis RouteHostnameUnmatched 'No listener of the gateway has one of its host names' {
    Add-Evidence 'the gateway has no listener for its host names' -If ($Target | Get-KubeCondition Accepted -Status False -Reason NoMatchingListenerHostname) -Then Confirms -Else Refutes

    Add-NextStep 'Compare the host names of the listeners with those of the route' -For $parents.Object -Command 'kubectl -n {Namespace} describe gateway {Name}'
}

Test-Hypothesis RouteListenerMissing 'The gateway has no such listener' {
    Add-Evidence 'the gateway has no listener of that name or port' -If ($Target | Get-KubeCondition Accepted -Status False -Reason NoMatchingParent) -Then Confirms -Else Refutes

    Add-NextStep 'Compare sectionName and port with the listeners' -For $parents.Object -Command 'kubectl -n {Namespace} describe gateway {Name}'
}

Test-Hypothesis ReferenceGrantMissing 'Another namespace does not let it use a service' {
    Add-Evidence 'the controller may not follow a reference' -If ($Target | Get-KubeCondition ResolvedRefs -Status False -Reason RefNotPermitted) -Then Confirms -Else Refutes

    Add-NextStep 'See what that namespace grants' -For $Target -Command 'kubectl get referencegrants -A'
}

Test-Hypothesis RouteRefused 'The gateway refuses it for another reason' {
    Add-Evidence 'the gateway refuses it' -If (@($refused) + @($Target | Get-KubeCondition ResolvedRefs -Status False)) -Then Supports -Else Refutes
    Add-Evidence 'the gateway gives a closer reason' -If ($Target | Get-KubeCondition -Status False -Reason NotAllowedByListeners, NoMatchingListenerHostname, NoMatchingParent, RefNotPermitted, BackendNotFound) -Then Refutes

    Add-NextStep 'Read what the gateway says' -For $Target -Command 'kubectl -n {Namespace} describe httproute {Name}'
}

Test-Hypothesis RouteNotServed 'No gateway says anything of it' {
    Add-Evidence 'its gateway exists' -If ($parents | Where-Object Exists) -Else Refutes
    Add-Evidence 'the gateway has said something of it' -If ($Target | Get-KubeCondition) -Then Refutes
    Add-Evidence 'the gateway itself is accepted' -If ($parents.Object | Get-KubeResource | Get-KubeCondition Accepted -Status True) -Then Supports

    Add-NextStep 'See whether the controller watches this namespace' -For $parents.Object -Command 'kubectl -n {Namespace} describe gateway {Name}'
}
