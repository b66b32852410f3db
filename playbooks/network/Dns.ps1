<#
.SYNOPSIS
    Why names do not resolve for a pod, by what its log says.
.DESCRIPTION
    A pod asks the name service of the cluster, unless its own settings send it elsewhere. Nobody may answer there, a policy may stand between, or the name
    service cannot ask further. Whether a name got no answer or the answer "no such name" tells these apart.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Dns -Namespace shop -Name orders

    Tests every hypothesis on the pods of orders.
.LINK
    https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/
#>
[RunbookTools.Playbook('network/Dns', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$unresolved = @($Target | Get-KubeLogSign -Sign NameNotResolving -Tail 300) + @($Target | Get-KubeLogSign -Ended -Sign NameNotResolving -Tail 300)

Assert-Premise 'its log says that a name does not resolve' -If $unresolved

$noAnswer = 'timeout|timed out|refused|misbehaving|EAI_AGAIN|temporary failure|SERVFAIL|server failure|try again'
$unanswered = $unresolved | Where-Object Text -Match $noAnswer

$dns = Get-KubeService -Namespace kube-system | Where-Object { $_.Name -eq 'kube-dns' -or $_.Labels['k8s-app'] -eq 'kube-dns' }
$servers = $dns | Get-KubePod | Where-Object IsFinished -EQ $false
$server = $dns | Get-KubeWorkload
$elsewhere = $Target | Where-Object {
    $_.Spec.DnsPolicy -eq 'Default' -or ($_.Spec.HostNetwork -and $_.Spec.DnsPolicy -eq 'ClusterFirst') -or
    ($_.Spec.DnsPolicy -eq 'None' -and $dns -and -not ($_.Spec.DnsServers | Where-Object { $_ -in $dns.ClusterIP }))
}
$failing = $servers | Get-KubeLog -Tail 300 | Where-Object Text -Match 'plugin/errors:.*(i/o timeout|connection refused|no route to host|network is unreachable|SERVFAIL)'
$strained = @($servers | Get-KubeRestart -Recent | Where-Object Reason -EQ 'OOMKilled') + @($servers | Get-KubeProbeFailure | Where-Object Outcome -EQ TimedOut)
$denied = $Target | Get-KubeFlow -Blocked | Where-Object { $_.Service.Name -in $dns.Name -and $_.Service.Namespace -eq 'kube-system' }

Test-Hypothesis DnsDown 'Nobody answers for names in the cluster' -Target $dns {
    Add-Evidence 'it asks another name service than that of the cluster' -If $elsewhere -Then Refutes
    Add-Evidence 'nothing ready is behind the name service' -If ($dns | Get-KubeRoute -Broken) -Then Confirms -Else Refutes
    Add-Evidence 'what makes its pods has none that is ready' -If ($server | Where-Object Ready -EQ 0) -Then Supports

    Add-NextStep 'Look at the pods of the name service' -For $servers -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis DnsDeniedByPolicy 'A network policy does not let it ask for names' -Target $denied.Denials.Policies {
    Add-Evidence 'policies hold for it and have no rule for the name service' -If $denied -Else Refutes
    Add-Evidence 'its log says that a name got no answer' -If ($unanswered | Where-Object { $denied }) -Then Confirms -Else Refutes

    Add-NextStep 'Let its pods ask the name service: add the missing rule under egress' -For $denied.Denials.Policies -Risk Change -Command 'kubectl -n {Namespace} edit networkpolicy {Name}'
}

Test-Hypothesis DnsSettingsOwn 'Its own settings send it to a name service that does not know the cluster' {
    $mine = $unresolved | Where-Object Object

    Add-Evidence 'it asks another name service than that of the cluster' -If $elsewhere -Else Refutes
    Add-Evidence 'the name is that of a service or pod which exists in the cluster' -If ($mine | Where-Object { $elsewhere }) -Then Confirms -Else Refutes

    Add-NextStep 'Set dnsPolicy to ClusterFirst, or ClusterFirstWithHostNet on the network of the node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DnsUpstreamFailing 'The name service gets no answer from where it asks further' -Target $server {
    $outside = $unanswered | Where-Object { $_.Host -match '\.' -and $_.Host -notmatch '\.svc(\.|$)' -and -not $_.Object }

    Add-Evidence 'its log says that a name outside of the cluster got no answer' -If $outside -Else Refutes
    Add-Evidence 'the name service itself is ready' -If ($servers | Where-Object IsReady) -Else Refutes
    Add-Evidence 'its log says that the servers it asks do not answer' -If ($failing | Where-Object { $outside }) -Then Confirms -Else Weakens

    Add-NextStep 'See whom it asks: forward in its configuration, or resolv.conf of its node' -For $server -Command 'kubectl -n {Namespace} get configmap coredns -o yaml'
}

Test-Hypothesis DnsOverloaded 'The name service is short of memory or CPU' -Target $server {
    Add-Evidence 'its log says that a name got no answer' -If $unanswered -Else Refutes
    Add-Evidence 'pods of the name service are killed for memory, or too slow for their probes' -If $strained -Then Confirms -Else Refutes

    Add-NextStep 'Give it more memory or CPU, or more replicas' -For $server -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis DnsFailing 'The name service is ready, and gives several workloads no answer' -Target $server {
    $waiting = Get-KubePod | Where-Object { $unanswered -and -not $_.IsReady -and -not $_.IsFinished }
    $callers = @($waiting | Get-KubeLogSign -Sign NameNotResolving -Tail 100) + @($waiting | Get-KubeLogSign -Ended -Sign NameNotResolving -Tail 100) | Where-Object Text -Match $noAnswer
    $workloads = $callers | Get-KubeWorkload
    $nodes = $callers | Get-KubeNode

    Add-Evidence 'its log says that a name got no answer' -If $unanswered -Else Refutes
    Add-Evidence 'the name service itself is ready' -If ($servers | Where-Object IsReady) -Else Refutes
    Add-Evidence 'the logs of other workloads say the same, and not only on this node' -If ($workloads | Where-Object { @($workloads).Count -ge 2 -and @($nodes).Count -ge 2 }) -Then Supports -Else Refutes
    Add-Evidence 'something closer is known: a policy, other servers, servers further up, a lack of memory or CPU' -If (@($denied) + @($elsewhere) + @($failing) + @($strained)) -Then Refutes
    Add-Evidence 'they are three workloads or more' -If ($workloads | Where-Object { @($workloads).Count -ge 3 -and @($nodes).Count -ge 2 -and -not (@($denied) + @($elsewhere) + @($failing) + @($strained)) }) -Then Confirms

    Add-NextStep 'See what it says, and how long it takes' -For $server -Command 'kubectl -n {Namespace} logs {Object} --tail=100'
    Add-NextStep 'Ask it from a pod' -Risk Change -Command 'kubectl run dns-test --rm -it --image=busybox --restart=Never -- nslookup kubernetes.default'
}
