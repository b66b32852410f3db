<#
.SYNOPSIS
    Why the name of a single pod, such as db-0.db, does not resolve though others do.
.DESCRIPTION
    A pod has a name of its own in DNS when it has a hostname, and a headless service in its namespace is its subdomain, selects it, and gives it out: to be
    given out it must be ready, unless the service publishes addresses that are not.
.EXAMPLE
    Invoke-Playbook PodNames -Namespace shop -Name db-0
.LINK
    https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-hostname-and-subdomain-field
#>
[RunbookTools.Playbook('network/PodNames', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$unresolved = @($Target | Get-KubeLogSign -Sign NameNotResolving -Tail 300) + @($Target | Get-KubeLogSign -Ended -Sign NameNotResolving -Tail 300)

Assert-Premise 'its log says that a name does not resolve' -If $unresolved

$single = $unresolved | Where-Object { $_.Object -and $_.Host -match '\.' -and ($_.Host -replace '\..*') -ne $_.Object.Name }
$hosts = $single.Host -replace '\..*'

$service = $single.Object | Get-KubeService
$behind = $service | Get-KubePod | Where-Object IsFinished -EQ $false
$named = $behind | Where-Object { $_.Spec.Hostname -in $hosts -and $_.Spec.Subdomain -in $service.Name }
$set = Get-KubeWorkload -Namespace $Target.Namespace | Where-Object { $_.ServiceName -and ($unresolved.Host -match "^$($_.Name)-\d+\.$($_.ServiceName)(\.|$)") }

Test-Hypothesis PodNameUnpublished 'It calls one pod by a name that no pod has' -Target $service {
    $nameless = $behind | Where-Object { -not $_.Spec.Hostname -or $_.Spec.Subdomain -notin $service.Name }

    Add-Evidence 'its log asks for one pod behind a service' -If $single -Else Refutes
    Add-Evidence 'the service has an address of its own: it is not headless' -If ($service | Where-Object IsHeadless -EQ $false) -Then Confirms
    Add-Evidence 'pods behind it have no hostname, or another subdomain' -If $nameless -Then Confirms
    Add-Evidence 'it is headless, and its pods have hostnames under it' -If ($service | Where-Object { $_.IsHeadless -and $behind -and -not $nameless }) -Then Refutes

    Add-NextStep 'See which names it gives out' -For $service -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name} -o yaml'
    Add-NextStep 'Call the service; or give the pods a hostname and this service as subdomain, as a stateful set does' -For ($behind | Get-KubeWorkload) -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PodNameNotReady 'It calls a pod by a name that is not given out before that pod is ready' -Target $service {
    $waiting = $named | Where-Object { -not $_.IsReady -and ($service | Where-Object { $_.IsHeadless -and -not $_.PublishNotReadyAddresses }) }
    $asks = @($waiting | Get-KubeLogSign -Sign NameNotResolving -Tail 100) + @($waiting | Get-KubeLogSign -Ended -Sign NameNotResolving -Tail 100) | Where-Object { $_.Object.Name -in $service.Name }

    Add-Evidence 'the pod of that name is not ready, and the service gives out only those that are' -If $waiting -Then Supports -Else Refutes
    Add-Evidence 'that pod waits for such a name itself, so none of them gets ready' -If $asks -Then Confirms -Else Weakens

    Add-NextStep 'Let the service give out pods that are not ready: publishNotReadyAddresses' -For $service -Risk Change -Command 'kubectl -n {Namespace} patch service {Name} -p ''{"spec":{"publishNotReadyAddresses":true}}'''
}

Test-Hypothesis GoverningServiceMissing 'The service that gives the pods of a stateful set their names does not exist' -Target $set {
    Add-Evidence 'its log asks for a pod of a stateful set' -If $set -Else Refutes
    Add-Evidence 'the service that the stateful set names does not exist' -If ($set | Get-KubeReference -Kind Service | Where-Object { $_.Field -eq 'spec.serviceName' -and $_.Exists -eq $false }) -Then Confirms -Else Refutes

    Add-NextStep 'Make a headless service of that name that selects its pods' -For $set -Risk Change -Command 'kubectl -n {Namespace} create service clusterip {ServiceName} --clusterip=None'
}
