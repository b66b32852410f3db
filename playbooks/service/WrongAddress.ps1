<#
.SYNOPSIS
    What a workload is told to call that is not there.
.DESCRIPTION
    Addresses stand in environment variables, arguments and config maps. One that names a service, a port or a namespace that does not exist is a slip, or
    waits for something that is not installed here. Only what its pods show tells the two apart: where they work and complain of nothing, nobody may ever call it.
.PARAMETER Target
    The workload.
.EXAMPLE
    Invoke-Playbook WrongAddress -Namespace shop -Name checkout

    Tests every hypothesis on the workload checkout.
.LINK
    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
#>
[RunbookTools.Playbook('service/WrongAddress', Symptom = 'Workload.WrongAddress', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$calls = $Target | Get-KubeReference -Kind Service
$absent = $calls | Where-Object { $_.Exists -eq $false -and -not $_.Optional -and -not $_.OnlyKeyMissing }
$closed = $calls | Where-Object { $_.Exists -eq $false -and -not $_.Optional -and $_.OnlyKeyMissing }

$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$unwell = $pods | Where-Object IsReady -EQ $false
$complaints = @($pods | Get-KubeLogSign -Tail 300) + @($unwell | Get-KubeLogSign -Ended -Tail 300)
$signs = $complaints | Where-Object Sign -In 'NameNotResolving', 'ConnectionRefused', 'TimedOut', 'Unreachable'
$unresolved = $signs | Where-Object { $_.Sign -eq 'NameNotResolving' -and $_.Host -replace '\..*' -in $absent.Object.Name }
$refused = $signs | Where-Object { $_.Sign -ne 'NameNotResolving' -and $_.Object.Name -in $closed.Object.Name -and $_.Port -in $closed.Port }

$namespaces = Get-KubeResource Namespace
$nowhere = $absent | Where-Object { $namespaces -and $_.Object.Namespace -notin $namespaces.Name }
$services = Get-KubeResource Service
$elsewhere = $absent | Where-Object { $_.Object.Namespace -in $namespaces.Name -and -not $_.NearMiss -and $_.Object.Name -in $services.Name }

Test-Hypothesis CalledServiceMissing 'It calls a service that does not exist' {
    $plain = $absent | Where-Object { $_ -notin $nowhere -and $_ -notin $elsewhere }

    Add-Evidence 'an address names a service that does not exist' -If $plain -Else Refutes
    Add-Evidence 'its log says that the name does not resolve' -If ($unresolved | Where-Object { $_.Host -replace '\..*' -in $plain.Object.Name }) -Then Confirms -Else Weakens
    Add-Evidence 'its pods are not ready' -If $unwell -Then Supports -Else Weakens

    Add-NextStep 'See which services there are' -For $Target -Command 'kubectl -n {Namespace} get services'
    Add-NextStep 'Name the service that was meant, or make it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis CalledServiceElsewhere 'It calls a service in the wrong namespace' {
    Add-Evidence 'the service that it names exists in another namespace only' -If $elsewhere -Else Refutes
    Add-Evidence 'its log says that the name does not resolve' -If ($unresolved | Where-Object { $_.Host -replace '\..*' -in $elsewhere.Object.Name }) -Then Confirms -Else Weakens
    Add-Evidence 'its pods are not ready' -If $unwell -Then Supports -Else Weakens

    Add-NextStep 'See in which namespace the service is' -For $elsewhere.Object -Command 'kubectl get services -A --field-selector metadata.name={Name}'
    Add-NextStep 'Write the namespace into the address: service.namespace' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis CalledNamespaceMissing 'It calls a service of a namespace that does not exist' {
    Add-Evidence 'an address names a namespace that does not exist' -If $nowhere -Else Refutes
    Add-Evidence 'its log says that the name does not resolve' -If ($unresolved | Where-Object { $_.Host -replace '\..*' -in $nowhere.Object.Name }) -Then Confirms -Else Weakens
    Add-Evidence 'its pods are not ready' -If $unwell -Then Supports -Else Weakens

    Add-NextStep 'See which namespaces there are' -For $Target -Command 'kubectl get namespaces'
    Add-NextStep 'Name the namespace that was meant' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis CalledPortMissing 'It calls a port that the service does not have' {
    Add-Evidence 'an address names a port that its service does not have' -If $closed -Else Refutes
    Add-Evidence 'its log says that the call fails' -If $refused -Then Confirms -Else Weakens
    Add-Evidence 'its pods are not ready' -If $unwell -Then Supports -Else Weakens

    Add-NextStep 'See which ports the service has' -For $closed.Object -Command 'kubectl -n {Namespace} describe service {Name}'
    Add-NextStep 'Name a port of the service' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis UnusedAddress 'An address leads nowhere, and nothing shows that anybody misses it' {
    Add-Evidence 'an address leads nowhere' -If (@($absent) + @($closed)) -Then Supports -Else Refutes
    Add-Evidence 'its pods are not ready, or its log complains of it' -If (@($unwell) + @($unresolved) + @($refused)) -Then Refutes

    Add-NextStep 'Ask whether it is meant to be there; else take the address away' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
