<#
.SYNOPSIS
    Why a pod runs but gets no traffic.
.DESCRIPTION
    A pod is ready when its node reports, each of its containers passes its readiness probe and each of its readiness gates is set. Each of
    these is tested, then what the probe asks and what the process says about itself and about what it depends on.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook NotReady -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
#>
[RunbookTools.Playbook('pod/NotReady', Symptom = 'Pod.NotReady', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$running = $Target | Get-KubeContainer -NotReady | Where-Object State -EQ 'Running'
$probed = $running | Where-Object { $_.Spec.ReadinessProbe }
$said = $Target | Get-KubeEvent -Reason 'Unhealthy' | Where-Object { $_.Message -match '^Readiness probe' -and $_.Container -in $probed.Name }
$late = $said | Where-Object Message -Match 'deadline exceeded|Client.Timeout|i/o timeout|timed out|timeout: '
$closed = $said | Where-Object Message -Match 'connection refused'
$no = $said | Where-Object { $_.Message -match '^Readiness probe failed' -and $_ -notin $late -and $_ -notin $closed }
$log = $probed | Get-KubeLog -Tail 200
$loopback = $log | Where-Object Text -Match '(listen|serv|started|running|bound|up)\w*\b.*(127\.0\.0\.1|localhost|\[::1\]):\d{2,5}\b'
$deadEnds = $Target | Get-KubeReference -Kind Service |
    Where-Object { $_.Exists -eq $false -or ($_.Object | Get-KubeRoute -Broken) }

$node = $Target | Get-KubeNode
$down = $node | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Ready' -and $_.Status -eq 'Unknown' } }
Test-Hypothesis NodeNotReady 'The node it runs on does not report' -Target $down {
    Add-Evidence 'its node no longer reports' -If $down -Then Confirms -Else Refutes
    Add-Evidence 'when the node last said so' -If ($Target | Get-KubeEvent -Reason 'NodeNotReady') -Then Supports

    Add-NextStep 'Look at the node, not at the pod' -For $down -Command 'kubectl describe node {Name}'
}

$gated = $Target | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Ready' -and $_.Reason -eq 'ReadinessGatesNotReady' } }
$fronts = $gated | Get-KubeService
Test-Hypothesis ReadinessGateNotReady 'A readiness gate of the pod is not set' -Target $fronts {
    Add-Evidence 'the pod has readiness gates' -If ($Target | Where-Object { $_.Spec.ReadinessGates }) -Else Refutes
    Add-Evidence 'its containers are ready, a gate is not' -If $gated -Then Confirms -Else Refutes

    Add-NextStep 'See whether the controller that sets the gate runs, and what it says about this pod' -For $gated -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis ReadinessProbeWrongPort 'The readiness probe asks a port that nobody listens on' {
    $undeclared = $probed | Where-Object { $_.Spec.ReadinessProbe.Port -and $_.Spec.Ports -and $_.Spec.ReadinessProbe.Port -notin $_.Spec.Ports.Port -and $_.Spec.ReadinessProbe.Port -notin $_.Spec.Ports.Name }
    $listening = $log | Where-Object Text -Match '(listen|serv|started|running|bound|up)\w*\b.*(:|port\D{0,9})\d{2,5}\b'
    $ports = $probed.Spec.ReadinessProbe.Port
    $there = $listening | Where-Object { $text = $_.Text; $ports | Where-Object { $text -match "\b$_\b" } }

    Add-Evidence 'nobody listens where the probe asks, or the port it names is not one' -If (@($closed) + @($undeclared)) -Else Refutes
    Add-Evidence 'the container does not declare the port' -If $undeclared -Then Supports
    Add-Evidence 'the connection is refused' -If $closed -Then Supports
    Add-Evidence 'its log says that it listens on another port' -If ($listening | Where-Object { $closed -and $undeclared -and -not $there -and -not $loopback }) -Then Confirms
    Add-Evidence 'its log says that it listens on this port' -If (@($there) + @($loopback)) -Then Refutes

    Add-NextStep 'Let the probe ask the port that the process listens on' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ListensOnLoopback 'The process listens to its own pod only' {
    Add-Evidence 'the connection is refused' -If $closed -Else Refutes
    Add-Evidence 'its log says that it listens on the loopback address' -If $loopback -Then Confirms -Else Refutes

    Add-NextStep 'Let it listen on 0.0.0.0 or [::]' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ReadinessProbeFailing 'The process answers its readiness probe with no' {
    Add-Evidence 'the probe got an answer, and it was no' -If $no -Then Supports -Else Refutes
    Add-Evidence 'nothing that it calls is known to be broken' -If ($no | Where-Object { -not $deadEnds }) -Then Confirms
    Add-Evidence 'the path it asks does not exist (404)' -If ($no | Where-Object Message -Match 'statuscode: 404') -Then Supports

    Add-NextStep 'Ask what the probe asks, and read what the process says' -For $probed -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --tail=100'
}

Test-Hypothesis ReadinessProbeTimeout 'The process does not answer its readiness probe in time' {
    Add-Evidence 'the probe got no answer in time' -If $late -Then Supports -Else Refutes
    Add-Evidence 'nothing that it calls is known to be broken' -If ($late | Where-Object { -not $deadEnds }) -Then Confirms

    Add-NextStep 'See whether it is short of CPU, or waits for something itself' -For $probed -Command 'kubectl -n {Namespace} top pod {Pod} --containers'
    Add-NextStep 'If the answer is right but slow, raise timeoutSeconds' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DependencyDown 'It waits for something that it depends on' {
    $complaints = $log | Where-Object Text -Match 'connection refused|ECONNREFUSED|no such host|ENOTFOUND|EAI_AGAIN|name resolution|UnknownHost|no route to host|EHOSTUNREACH|i/o timeout|timed out|ETIMEDOUT|connection reset|unavailable|unreachable'
    $naming = $complaints | Where-Object { $text = $_.Text; $deadEnds | Where-Object { $text -match "\b$($_.Object.Name)\b" } }

    Add-Evidence 'its readiness probe fails' -If $said -Else Refutes
    Add-Evidence 'a service it is told to call is missing or has nothing ready behind it' -If $deadEnds -Then Supports -Else Weakens
    Add-Evidence 'its log complains of something it calls' -If $complaints -Then Supports -Else Weakens
    Add-Evidence 'its log names that service' -If $naming -Then Confirms
    Add-Evidence 'there is a sign of it: such a service, or such a complaint' -If (@($deadEnds) + @($complaints)) -Else Refutes

    if ($deadEnds) {
        Add-NextStep 'Look at what is behind the service it calls' -For $deadEnds.Object -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
    }
}

Test-Hypothesis SlowStart 'It is still starting' {
    $now = ($Target | Get-KubeCluster).CapturedAt
    $young = $running | Where-Object { ($now - $_.StartedAt).TotalSeconds -lt 90 }
    $unstarted = $running | Where-Object Started -EQ $false

    Add-Evidence 'it started a moment ago, or its startup probe has not passed yet' -If (@($young) + @($unstarted)) -Then Supports -Else Refutes
    Add-Evidence 'it was restarted before' -If ($running | Where-Object RestartCount) -Then Weakens

    Add-NextStep 'Wait, and look again' -For $running -Command 'kubectl -n {Namespace} get pod {Pod} --watch'
}
