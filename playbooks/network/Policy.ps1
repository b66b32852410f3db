<#
.SYNOPSIS
    Whether network policies keep a pod from what it calls.
.DESCRIPTION
    What the pod is told to call, in environment, arguments and config maps, is compared with the policies at both ends. That a policy denies a call is no fault by
    itself: not every network enforces policies, and isolation may be meant. Only a call that the log tells of as failed makes it one.
.PARAMETER Target
    The pod, or the workload.
.EXAMPLE
    Invoke-Playbook Policy -Namespace shop -Name checkout

    Tests every hypothesis on checkout.
.LINK
    https://kubernetes.io/docs/concepts/services-networking/network-policies/
#>
[RunbookTools.Playbook('network/Policy', Symptom = ('Workload.CallDenied', 'Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$pods = $Target | Get-KubePod
$blocked = $pods | Get-KubeFlow -Blocked | Where-Object Port -NE 53

Assert-Premise 'network policies have no rule for something it is told to call' -If $blocked

$signs = @($pods | Get-KubeLogSign -Tail 300) + @($pods | Get-KubeLogSign -Ended -Tail 300)
$failed = $signs | Where-Object { $_.Sign -in 'TimedOut', 'ConnectionRefused', 'Unreachable' -and $_.Object -and ($_.Object.Name -in $blocked.Service.Name -or $_.Object.Name -in $blocked.To.Name) }
$lost = $blocked | Where-Object { $_.Service.Name -in $failed.Object.Name -or $_.To.Name -in $failed.Object.Name }

Test-Hypothesis PolicyDeniesEgress 'A policy does not let it reach what it calls' -Target ($lost.Denials | Where-Object Direction -EQ Egress).Policies {
    $out = $lost | Where-Object { $_.Denials.Direction -eq 'Egress' }

    Add-Evidence 'policies at its own end have no rule for something it is told to call' -If ($blocked | Where-Object { $_.Denials.Direction -eq 'Egress' }) -Else Refutes
    Add-Evidence 'its log says that this call does not get through' -If ($failed | Where-Object { $out }) -Then Confirms -Else Weakens
    Add-Evidence 'no rule fits' -If $out -Then Supports

    Add-NextStep 'Add the missing rule under egress' -For ($out.Denials | Where-Object Direction -EQ Egress).Policies -Risk Change -Command 'kubectl -n {Namespace} edit networkpolicy {Name}'
}

Test-Hypothesis PolicyDeniesIngress 'A policy of what it calls does not let it in' -Target ($lost.Denials | Where-Object Direction -EQ Ingress).Policies {
    $in = $lost | Where-Object { $_.Denials.Direction -eq 'Ingress' }

    Add-Evidence 'policies at the other end have no rule for it' -If ($blocked | Where-Object { $_.Denials.Direction -eq 'Ingress' }) -Else Refutes
    Add-Evidence 'its log says that this call does not get through' -If ($failed | Where-Object { $in }) -Then Confirms -Else Weakens
    Add-Evidence 'no rule fits' -If $in -Then Supports

    Add-NextStep 'Add the missing rule under ingress' -For ($in.Denials | Where-Object Direction -EQ Ingress).Policies -Risk Change -Command 'kubectl -n {Namespace} edit networkpolicy {Name}'
}
