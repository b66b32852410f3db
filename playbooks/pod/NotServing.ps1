<#
.SYNOPSIS
    Why a process that is asked rightly says no to its readiness probe, or answers too late.
.DESCRIPTION
    It may be at fault itself, be short of CPU, wait for something that it calls, or stand by because another replica leads. They are told apart
    by what it says, by what is broken of what it calls, and by its twins.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook NotServing -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
#>
[RunbookTools.Playbook('pod/NotServing', Symptom = 'Pod.NotReady', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$probed = $Target | Get-KubeContainer -NotReady | Where-Object { $_.State -eq 'Running' -and $_.Spec.ReadinessProbe }
$got = $probed | Get-KubeProbeFailure -Probe Readiness
$answers = $got | Where-Object Outcome -In SaysNo, CommandFailed
$late = $got | Where-Object Outcome -EQ TimedOut
$complaints = $probed | Get-KubeLogSign -Tail 200 -Decisive -Sign NameNotResolving, ConnectionRefused, TimedOut, Unreachable
$complaint = $probed | Get-KubeLogSign -Tail 200 -Sign TlsMismatch | Where-Object { $got | Where-Object Status -EQ 400 }
$deadEnds = $Target | Get-KubeReference -Kind Service | Where-Object { $_.Exists -eq $false -or ($_.Object | Get-KubeRoute -Broken) }
$change = $Target | Get-KubeRevision -Suspect

$others = $Target | Get-KubeOwner | Get-KubePod | Where-Object { $_.Name -ne $Target.Name -and -not $_.IsFinished }
$twins = $others | Where-Object IsReady
$here = $others | Where-Object { -not $_.IsReady -and $_.Node -eq $Target.Node }
$local = if ($twins.Node -notcontains $Target.Node -and -not ($others | Where-Object { -not $_.IsReady -and $_.Node -ne $Target.Node })) { $here | Where-Object { $twins } }
$lease = Get-KubeResource Lease -Namespace $Target.Namespace | Where-Object { $holder = $_.Holder; $twins | Where-Object { $holder -and ($holder -eq $_.Name -or $holder -like "$($_.Name)_*") } }
$words = $probed | Get-KubeLog -Tail 50 | Where-Object Text -Match '\bstandby\b|\bstanding by\b|not the (leader|active)|\bfollower\b|to acquire (leader )?lease'
$standby = $words | Where-Object { $lease }
$no = $answers | Where-Object { -not $complaint -and -not $standby }

Test-Hypothesis StandbyReplica 'It stands by, as it is meant to, until it is elected' {
    Add-Evidence 'another pod of its workload is ready' -If $twins -Else Refutes
    Add-Evidence 'there is a sign of it: that pod holds a lease, or its log says that it stands by' -If (@($lease) + @($words)) -Else Refutes
    Add-Evidence 'that pod holds a lease' -If $lease -Then Supports -Else Weakens
    Add-Evidence 'it holds a lease, and this one says that it stands by' -If $standby -Then Confirms

    Add-NextStep 'See who leads' -For $lease -Command 'kubectl -n {Namespace} get lease {Name}'
}

Test-Hypothesis ReadinessProbeFailing 'The process answers its readiness probe with no' {
    Add-Evidence 'the probe got an answer, and it was no' -If $answers -Then Supports -Else Refutes
    Add-Evidence 'nothing that it calls is known to be broken, and it complains of nothing' -If ($no | Where-Object { -not $deadEnds -and -not $complaints }) -Then Confirms
    Add-Evidence 'it complains of something that it calls, or of how it is asked, or says that it stands by' -If (@($complaints) + @($complaint) + @($standby)) -Then Weakens
    Add-Evidence 'another pod of its workload holds a lease, as where others stand by' -If $lease -Then Weakens
    Add-Evidence 'other pods of its workload are ready' -If ($twins | Where-Object { $no -and -not $complaints }) -Then Supports
    Add-Evidence 'those that are not ready are all on one node, and none of them is ready there' -If ($local | Where-Object { $no }) -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $no }) -Then Supports

    Add-NextStep 'See what is odd about the node that they share' -For ($local | Where-Object { $no } | Get-KubeNode) -Command 'kubectl describe node {Name}'
    Add-NextStep 'Ask what the probe asks, and read what the process says' -For $probed -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --tail=100'
    Add-NextStep 'If its twins are ready, replace this one' -For ($Target | Where-Object { $twins -and $no }) -Risk Disrupt -Command 'kubectl -n {Namespace} delete pod {Pod}'
}

Test-Hypothesis ReadinessProbeTimeout 'The process does not answer its readiness probe in time' {
    Add-Evidence 'the probe got no answer in time' -If $late -Then Supports -Else Refutes
    Add-Evidence 'nothing that it calls is known to be broken, and it complains of nothing' -If ($late | Where-Object { -not $deadEnds -and -not $complaints }) -Then Confirms
    Add-Evidence 'it complains of something that it calls' -If ($complaints | Where-Object { $late }) -Then Weakens
    Add-Evidence 'its CPU is limited' -If ($late.Container | Where-Object CpuLimit) -Then Supports

    Add-NextStep 'See whether it is short of CPU, or waits for something itself' -For $probed -Command 'kubectl -n {Namespace} top pod {Pod} --containers'
    Add-NextStep 'If the answer is right but slow, raise timeoutSeconds' -For $probed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DependencyDown 'It waits for something that it depends on' {
    $broken = $complaints.Object | Get-KubeRoute -Broken
    $naming = $complaints | Where-Object { $name = $_.Host; $deadEnds | Where-Object { $name -eq $_.Object.Name -or $name -like "$($_.Object.Name).*" } }

    Add-Evidence 'its readiness probe fails' -If $got -Else Refutes
    Add-Evidence 'there is a sign of it: a service that is missing or broken, or a complaint' -If (@($deadEnds) + @($complaints)) -Else Refutes
    Add-Evidence 'a service it is told to call is missing or has nothing ready behind it' -If $deadEnds -Then Supports
    Add-Evidence 'its log complains of something it calls' -If $complaints -Then Supports -Else Weakens
    Add-Evidence 'what its log complains of is missing or broken' -If (@($naming) + @($broken)) -Then Confirms

    Add-NextStep 'Look at what is behind the service it calls' -For (@($complaints.Object) + @($deadEnds.Object) | Where-Object Kind -EQ Service) -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
}
