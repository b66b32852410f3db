<#
.SYNOPSIS
    What a process calls and does not get, so that it ends: which host, how the call fails, and whether that host is itself broken.
.DESCRIPTION
    A name that does not resolve, a port that refuses, a call that takes too long, a way that is cut: each points elsewhere. So do answers
    that say no: credentials, certificates, a database that takes no writes, no connections or lacks a table. Where the host is a service of this
    cluster, the way to it is followed, so that what is broken further down is named as the cause.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook DependencyError -Namespace shop -Name orders

    Tests every hypothesis on the pods of orders.
.LINK
    https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/
#>
[RunbookTools.Playbook('pod/DependencyError', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$failed = $Target | Get-KubeRestart -Recent -EndedBy Process

Assert-Premise 'it ended with an error of its own' -If $failed

$signs = $failed | Get-KubeLogSign -Ended -Tail 100 -Decisive
$silent = if ($failed | Get-KubeLog -Ended -Tail 1) { 'Refutes' } else { 'Weakens' }

$unresolved = $signs | Where-Object Sign -EQ NameNotResolving
$refused = $signs | Where-Object Sign -EQ ConnectionRefused
$late = $signs | Where-Object Sign -EQ TimedOut
$cut = $signs | Where-Object Sign -EQ Unreachable
$absent = $Target | Get-KubeReference -Kind Service | Where-Object Exists -EQ $false

Test-Hypothesis DependencyNotResolving 'The name of something it needs does not resolve' {
    Add-Evidence 'its log says that a name does not resolve' -If $unresolved -Then Confirms -Else $silent
    Add-Evidence 'the DNS of the cluster has nothing ready behind it' -If (Get-KubeService kube-dns -Namespace kube-system | Get-KubeRoute -Broken | Where-Object { $unresolved }) -Then Supports
    Add-Evidence 'a service it is told to call does not exist' -If ($absent | Where-Object { $unresolved }) -Then Supports

    Add-NextStep 'Ask for the name as the pod does' -For ($unresolved | Where-Object Host) -Risk Change -Command 'kubectl -n {Namespace} debug {Pod} -it --image=busybox --target={Container} -- nslookup {Host}'
    Add-NextStep 'See whether there is a service of that name, and in which namespace' -For $Target -Command 'kubectl get services -A'
}

Test-Hypothesis DependencyRefused 'Nobody listens where it calls something it needs' {
    $broken = $refused.Object | Get-KubeRoute -Broken

    Add-Evidence 'its log says that a connection was refused' -If $refused -Then Confirms -Else $silent
    Add-Evidence 'the service it calls has nothing ready behind it' -If $broken -Then Supports

    Add-NextStep 'Look at what is behind the service it calls' -For ($refused.Object | Where-Object Kind -EQ Service) -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
    Add-NextStep 'Let it wait and try again rather than end' -For $failed
}

Test-Hypothesis DependencyTimedOut 'Something it needs does not answer in time' {
    $broken = $late.Object | Get-KubeRoute -Broken

    Add-Evidence 'its log says that a call took too long' -If $late -Then Confirms -Else $silent
    Add-Evidence 'the service it calls has nothing ready behind it' -If $broken -Then Supports

    Add-NextStep 'See whether a network policy or a firewall stands between the two' -For $failed -Command 'kubectl -n {Namespace} get networkpolicies'
}

Test-Hypothesis DependencyUnavailable 'Something it needs cannot be reached, or hangs up' {
    $broken = $cut.Object | Get-KubeRoute -Broken

    Add-Evidence 'its log says that there is no way to it, or that it hung up' -If $cut -Then Confirms -Else $silent
    Add-Evidence 'the service it calls has nothing ready behind it' -If $broken -Then Supports

    Add-NextStep 'Look at what is behind the service it calls' -For ($cut.Object | Where-Object Kind -EQ Service) -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
}

Test-Hypothesis CredentialsRejected 'Something it calls does not accept its credentials' {
    Add-Evidence 'its log says that its credentials were rejected' -If ($signs | Where-Object Sign -EQ CredentialsRejected) -Then Confirms -Else $silent

    Add-NextStep 'See which secrets it gets its credentials from, and when they changed' -For $failed -Command 'kubectl -n {Namespace} get {Owner} -o jsonpath=''{..env[*].name}'''
}

Test-Hypothesis DependencyCertificateExpired 'The certificate of something it calls has expired' {
    $expired = $signs | Where-Object Sign -EQ CertificateExpired

    Add-Evidence 'its log says that a certificate is not valid any more, or not yet' -If $expired -Then Confirms -Else $silent

    Add-NextStep 'Look at the certificate it is shown' -For ($expired | Where-Object Port) -Command 'openssl s_client -connect {Host}:{Port} -servername {Host}'
}

Test-Hypothesis DependencyCertificateUntrusted 'It does not trust the certificate of something it calls' {
    $untrusted = $signs | Where-Object Sign -EQ CertificateUntrusted

    Add-Evidence 'its log says that a certificate is from nobody it trusts, or for another name' -If $untrusted -Then Confirms -Else $silent

    Add-NextStep 'Look at who issued the certificate it is shown, and for which names' -For ($untrusted | Where-Object Port) -Command 'openssl s_client -connect {Host}:{Port} -servername {Host}'
    Add-NextStep 'Give it the certificate authority that issued it, or call it by a name it is for' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DependencyTlsMismatch 'It speaks plain text to something that speaks TLS, or the other way round' {
    Add-Evidence 'its log says that the other side speaks another protocol' -If ($signs | Where-Object Sign -EQ TlsMismatch) -Then Confirms -Else $silent

    Add-NextStep 'Compare scheme and port of the address it is given with what the other side serves' -For $failed -Command 'kubectl -n {Namespace} get {Owner} -o jsonpath=''{..env[*].name}'''
}
