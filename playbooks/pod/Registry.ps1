<#
.SYNOPSIS
    Why a node gets no answer from a registry.
.DESCRIPTION
    Between a node and a registry lie the name server, the network, and the certificate that each side accepts. The error of the runtime says how far it got.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Registry -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/containers/images/
#>
[RunbookTools.Playbook('pod/Registry', Symptom = 'Pod.ImagePull', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$failures = $Target | Get-KubePullFailure

Assert-Premise 'its image is not pulled' -If $failures

Test-Hypothesis RegistryNameNotResolving 'The name of the registry does not resolve on the node' {
    $lookup = $failures | Where-Object Reason -EQ 'NameNotResolving'

    Add-Evidence 'the node cannot resolve the name' -If $lookup -Then Confirms -Else Refutes

    Add-NextStep 'Check the spelling of the registry, then the name servers of the node' -For $lookup -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryUnreachable 'The node does not reach the registry' {
    $blocked = $failures | Where-Object Reason -EQ 'Unreachable'

    Add-Evidence 'the node gets no answer from the registry' -If $blocked -Then Confirms -Else Refutes

    Add-NextStep 'Reach the registry from that node: firewall, proxy, route' -For $blocked -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryFailing 'The registry itself is broken' {
    $broken = $failures | Where-Object Reason -EQ 'RegistryError'

    Add-Evidence 'the registry answers with an error of its own' -If $broken -Then Confirms -Else Refutes

    Add-NextStep 'See whether the registry, or the proxy before it, is up' -For $broken -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis RegistryCertificateUntrusted 'The node does not trust the certificate of the registry' {
    $untrusted = $failures | Where-Object Reason -EQ 'CertificateUntrusted'

    Add-Evidence 'the node rejects the certificate' -If $untrusted -Then Confirms -Else Refutes

    Add-NextStep 'Give the nodes the authority that signed it, or the registry a certificate that is valid for its name' -For $untrusted -Command 'kubectl describe node {Node}'
}

Test-Hypothesis RegistryWithoutTls 'The registry speaks plain HTTP where HTTPS is expected' {
    $plain = $failures | Where-Object Reason -EQ 'PlainHttp'

    Add-Evidence 'it answers without TLS' -If $plain -Then Confirms -Else Refutes

    Add-NextStep 'Give the registry TLS, or name it to the runtime as plain HTTP' -For $plain -Command 'kubectl describe node {Node}'
}
