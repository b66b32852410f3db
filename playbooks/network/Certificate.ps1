<#
.SYNOPSIS
    Whether the certificate that an ingress or a gateway serves is one that clients take.
.DESCRIPTION
    Of a certificate only its dates and names are read, and those only where the keys of secrets may be read (-IncludeSecretKeys, or a dump that
    has them). Its key never is.
.EXAMPLE
    Invoke-Playbook Certificate -Namespace shop -Name web
.LINK
    https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
#>
[RunbookTools.Playbook('network/Certificate', Symptom = ('Ingress.Broken', 'Gateway.NotProgrammed'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$served = $Target | Get-KubeCertificate

Test-Hypothesis TlsCertificateExpired 'Its certificate has ended, and clients refuse it' {
    Add-Evidence 'the certificate in its secret has ended' -If ($served | Where-Object IsExpired) -Then Confirms -Else Refutes
    Add-Evidence 'who should have renewed it says why it has not' -If ($served | Where-Object { $_.IsExpired -and $_.NotIssued }) -Then Supports

    Add-NextStep 'See who made the secret: a person, or cert-manager' -For $served.Secret -Command 'kubectl -n {Namespace} get secret {Name} -o jsonpath=''{.metadata.annotations}'''
    Add-NextStep 'Put a new certificate into the secret' -For $served.Secret -Risk Change -Command 'kubectl -n {Namespace} edit secret {Name}'
}

Test-Hypothesis TlsCertificateEnding 'Its certificate ends within days, and should have been renewed long ago' {
    Add-Evidence 'the certificate in its secret ends within a week, and a tenth of its life' -If ($served | Where-Object IsEnding) -Then Confirms -Else Refutes
    Add-Evidence 'who should have renewed it says why it has not' -If ($served | Where-Object { $_.IsEnding -and $_.NotIssued }) -Then Supports

    Add-NextStep 'See who made the secret: a person, or cert-manager' -For $served.Secret -Command 'kubectl -n {Namespace} get secret {Name} -o jsonpath=''{.metadata.annotations}'''
}

Test-Hypothesis TlsCertificateOtherHost 'Its certificate is for other hosts than it serves' {
    Add-Evidence 'no name in the certificate is that of a host it is served for' -If ($served | Where-Object Uncovered) -Then Confirms -Else Refutes

    Add-NextStep 'Compare the hosts under tls with the names in the certificate' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Name the secret that was meant, or have a certificate issued for these hosts' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
