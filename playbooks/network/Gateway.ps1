<#
.SYNOPSIS
    Why a gateway takes no traffic.
.DESCRIPTION
    A gateway is set up by the controller of its class, which says in conditions how far it came: whether it took the gateway, whether each listener is
    free of conflicts and has what it names, whether there is an address. Where nobody says anything, nobody serves the class.
.PARAMETER Target
    The gateway.
.EXAMPLE
    Invoke-Playbook Gateway -Namespace edge -Name public

    Tests every hypothesis on the gateway public.
.LINK
    https://gateway-api.sigs.k8s.io/api-types/gateway/
#>
[RunbookTools.Playbook('network/Gateway', Symptom = 'Gateway.NotProgrammed', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$class = $Target | Get-KubeResource GatewayClass
$controller = $class | Get-KubeWorkload
$taken = $Target | Get-KubeCondition Accepted -Status True
$refused = $Target | Get-KubeCondition Accepted, Programmed -Status False

Test-Hypothesis GatewayClassMissing 'Its class does not exist' {
    Add-Evidence 'there is no gateway class of that name' -If ($Target | Get-KubeReference -Kind GatewayClass -Missing) -Then Confirms -Else Refutes
    Add-Evidence 'a controller has taken it all the same' -If $taken -Then Refutes

    Add-NextStep 'See which classes there are' -For $Target -Command 'kubectl get gatewayclasses'
    Add-NextStep 'Name one of them' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit gateway {Name}'
}

Test-Hypothesis GatewayClassRefused 'The controller refuses its class' -Target $class {
    Add-Evidence 'the class exists' -If $class -Else Refutes
    Add-Evidence 'the class is not accepted' -If ($class | Get-KubeCondition Accepted -Status False) -Then Confirms -Else Refutes

    Add-NextStep 'Read why, and mend the parameters of the class' -For $class -Command 'kubectl describe gatewayclass {Name}'
}

Test-Hypothesis GatewayControllerDown 'The controller that serves it has no ready pod' {
    Add-Evidence 'a controller of its class is installed' -If $controller -Else Refutes
    Add-Evidence 'none of the pods of the controller is ready' -If ($controller | Where-Object Ready -EQ 0) -Then Confirms -Else Refutes
    Add-Evidence 'another controller of the class has ready pods' -If ($controller | Where-Object Ready -GT 0) -Then Refutes

    Add-NextStep 'Look at the controller, not at the gateway' -For $controller -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis GatewayNotServed 'No controller serves its class' {
    Add-Evidence 'its class exists' -If $class -Else Refutes
    Add-Evidence 'a controller has said something of it' -If ($Target | Get-KubeCondition -Status True, False) -Then Refutes
    Add-Evidence 'a controller of the class is installed' -If $controller -Then Refutes
    Add-Evidence 'nobody has said anything of the class either' -If ($class | Where-Object { -not ($_ | Get-KubeCondition -Status True, False) }) -Then Confirms -Else Supports

    Add-NextStep 'See which controller the class asks for, and whether it is installed' -For $class -Command 'kubectl describe gatewayclass {Name}'
}

Test-Hypothesis ListenerConflict 'Two of its listeners claim the same port in different ways' {
    Add-Evidence 'the controller tells of a conflict between listeners' -If ($Target | Get-KubeCondition Conflicted -Status True) -Then Confirms -Else Refutes

    Add-NextStep 'Give each listener a port, protocol and host name of its own' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit gateway {Name}'
}

Test-Hypothesis ListenerCertificateInvalid 'A listener names a certificate that is missing or unusable' {
    Add-Evidence 'the controller cannot use a certificate' -If ($Target | Get-KubeCondition ResolvedRefs -Status False -Reason InvalidCertificateRef) -Then Confirms -Else Refutes
    Add-Evidence 'a secret that it names does not exist' -If ($Target | Get-KubeReference -Kind Secret -Missing) -Then Supports

    Add-NextStep 'Read which listener, and why' -For $Target -Command 'kubectl -n {Namespace} describe gateway {Name}'
    Add-NextStep 'Make the secret, or name the one that was meant' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit gateway {Name}'
}

Test-Hypothesis ReferenceGrantMissing 'Another namespace does not let it use what it names' {
    Add-Evidence 'the controller may not follow a reference' -If ($Target | Get-KubeCondition ResolvedRefs -Status False -Reason RefNotPermitted) -Then Confirms -Else Refutes

    Add-NextStep 'See what that namespace grants' -For $Target -Command 'kubectl get referencegrants -A'
}

Test-Hypothesis ListenerUnsupported 'A listener asks for what the controller cannot give' {
    Add-Evidence 'the controller refuses a listener' -If ($Target | Get-KubeCondition Accepted, ResolvedRefs -Status False -Reason UnsupportedProtocol, PortUnavailable, InvalidRouteKinds) -Then Confirms -Else Refutes

    Add-NextStep 'Read which listener, and why' -For $Target -Command 'kubectl -n {Namespace} describe gateway {Name}'
}

Test-Hypothesis GatewayAddressPending 'It has no address' {
    Add-Evidence 'the controller has taken it' -If $taken -Else Refutes
    Add-Evidence 'the controller says that no address is assigned' -If ($Target | Get-KubeCondition Programmed -Status False -Reason AddressNotAssigned, AddressNotUsable) -Then Confirms -Else Refutes

    Add-NextStep 'See whether the service in front of it waits for a load balancer' -For $Target -Command 'kubectl get services -A --field-selector spec.type=LoadBalancer'
}

Test-Hypothesis GatewayRefused 'The controller refuses it for another reason' {
    $known = $Target | Get-KubeCondition -Status False -Reason InvalidCertificateRef, RefNotPermitted, UnsupportedProtocol, PortUnavailable, InvalidRouteKinds, AddressNotAssigned, AddressNotUsable
    $conflict = $Target | Get-KubeCondition Conflicted -Status True

    Add-Evidence 'the controller refuses it' -If $refused -Then Supports -Else Refutes
    Add-Evidence 'the controller gives a closer reason' -If (@($known) + @($conflict)) -Then Refutes

    Add-NextStep 'Read what the controller says' -For $Target -Command 'kubectl -n {Namespace} describe gateway {Name}'
}
