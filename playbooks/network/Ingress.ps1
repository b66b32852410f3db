<#
.SYNOPSIS
    Why an ingress does not bring requests to its services.
.DESCRIPTION
    An ingress is words until a controller takes it: its class must exist, a controller must serve that class, and each rule must lead to a port of a
    service. Secrets for TLS are looked at by name, type and key, never by value, so an expired certificate cannot be told here. A service that exists and has
    nobody behind it is another question: NoEndpoints.
.PARAMETER Target
    The ingress.
.EXAMPLE
    Invoke-Playbook Ingress -Namespace shop -Name web

    Tests every hypothesis on the ingress web.
.LINK
    https://kubernetes.io/docs/concepts/services-networking/ingress/
#>
[RunbookTools.Playbook('network/Ingress', Symptom = 'Ingress.Broken', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$breaks = ($Target | Get-KubeRoute -Broken).Break
$class = Get-KubeResource IngressClass | Where-Object { $_.Name -eq $Target.Class -or (-not $Target.Class -and $_.IsDefault) }
$controller = $class | Get-KubeWorkload
$secrets = $Target | Get-KubeReference -Kind Secret

Test-Hypothesis IngressServiceMissing 'A rule leads to a service that does not exist' {
    $missing = $Target | Get-KubeReference -Kind Service | Where-Object { $_.Exists -eq $false -and -not $_.OnlyKeyMissing }

    Add-Evidence 'a rule names a service that does not exist' -If $missing -Then Confirms -Else Refutes

    Add-NextStep 'Compare the names of the services with the rules' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Name the service that was meant, or make it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis IngressPortMismatch 'A rule leads to a port that the service does not have' {
    $missing = $Target | Get-KubeReference -Kind Service | Where-Object OnlyKeyMissing

    Add-Evidence 'a rule names a port that its service does not have' -If $missing -Then Confirms -Else Refutes

    Add-NextStep 'Compare the ports of the services with the rules' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Name a port of the service (not of the pod)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis IngressBackendMissing 'A rule leads to an object that does not exist' {
    Add-Evidence 'a rule names an object, other than a service, that does not exist' -If ($breaks | Where-Object Break -EQ 'BackendMissing') -Then Confirms -Else Refutes

    Add-NextStep 'Make the object, or name another' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis IngressClassMissing 'Its class does not exist' {
    Add-Evidence 'it names a class' -If ($Target | Where-Object Class) -Else Refutes
    Add-Evidence 'there is no class of that name' -If ($breaks | Where-Object Break -EQ 'ClassMissing') -Then Confirms
    Add-Evidence 'there is a class of that name' -If $class -Then Refutes
    Add-Evidence 'a controller has put its address on it all the same' -If ($Target | Where-Object Addresses) -Then Refutes

    Add-NextStep 'See which classes there are' -For $Target -Command 'kubectl get ingressclasses'
    Add-NextStep 'Name one of them' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis IngressControllerDown 'The controller that serves it has no ready pod' {
    Add-Evidence 'a controller of its class is installed' -If $controller -Else Refutes
    Add-Evidence 'none of the pods of the controller is ready' -If ($controller | Where-Object Ready -EQ 0) -Then Confirms -Else Refutes
    Add-Evidence 'another controller of the class has ready pods' -If ($controller | Where-Object Ready -GT 0) -Then Refutes

    Add-NextStep 'Look at the controller, not at the ingress' -For $controller -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis IngressNotServed 'No controller serves its class' {
    Add-Evidence 'its class exists' -If $class -Else Refutes
    Add-Evidence 'a controller of the class is installed' -If $controller -Then Refutes
    Add-Evidence 'no controller has put an address on it' -If ($Target | Where-Object { -not $_.Addresses }) -Then Supports -Else Refutes

    Add-NextStep 'See which controller the class asks for, and whether it is installed' -For $class -Command 'kubectl describe ingressclass {Name}'
}

Test-Hypothesis IngressHostConflict 'Another ingress takes its requests' {
    Add-Evidence 'an older ingress has the same host and path, and the oldest wins' -If ($breaks | Where-Object Break -EQ 'HostTaken') -Then Confirms -Else Refutes

    Add-NextStep 'See who has which host' -For $Target -Command 'kubectl get ingresses -A'
    Add-NextStep 'Give the host and path to one of them' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis TlsSecretMissing 'The secret with its certificate does not exist' {
    $missing = $secrets | Where-Object Exists -EQ $false

    Add-Evidence 'it names a secret that does not exist' -If $missing -Then Confirms -Else Refutes
    Add-Evidence 'cert-manager is asked for the certificate, and has not issued it' -If ($Target | Get-KubeCertificate | Where-Object { $missing -and $_.NotIssued }) -Then Supports

    Add-NextStep 'See who should make the secret' -For $Target -Command 'kubectl -n {Namespace} describe ingress {Name}'
    Add-NextStep 'Make the secret, or name the one that was meant' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit ingress {Name}'
}

Test-Hypothesis TlsSecretInvalid 'The secret with its certificate is of another kind' {
    $found = $secrets.Object | Get-KubeResource
    $other = $found | Where-Object { $_.Keys -and ($_.Keys -notcontains 'tls.crt' -or $_.Keys -notcontains 'tls.key') }

    Add-Evidence 'it names a secret that exists' -If $found -Else Refutes
    Add-Evidence 'the secret lacks tls.crt or tls.key' -If $other -Then Confirms -Else Refutes
    Add-Evidence 'the secret is not of the type kubernetes.io/tls' -If ($other | Where-Object Type -NE 'kubernetes.io/tls') -Then Supports

    Add-NextStep 'See the type and the keys of the secret' -For $other -Command 'kubectl -n {Namespace} describe secret {Name}'
}
