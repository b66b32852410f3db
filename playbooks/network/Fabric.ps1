<#
.SYNOPSIS
    Whether calls of a pod fail for the network of its node.
.DESCRIPTION
    Every node needs its own agents: kube-proxy (or what stands in for it) for the addresses of services, the network plugin for those of pods. Where calls fail on one
    node and the same pods work on others, that node is the difference.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Fabric -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/reference/networking/virtual-ips/
#>
[RunbookTools.Playbook('network/Fabric', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady', 'Pod.ConfigError'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$node = $Target | Get-KubeNode
$signs = @($Target | Get-KubeLogSign -Tail 300) + @($Target | Get-KubeLogSign -Ended -Tail 300)
$late = $signs | Where-Object Sign -In 'TimedOut', 'Unreachable', 'NameNotResolving'
$unset = $Target | Get-KubeEvent -Reason FailedCreatePodSandBox

Assert-Premise 'its log says that calls get no answer, or its network cannot be set up' -If (@($late) + @($unset))

$agents = $node | Get-KubePod | Where-Object { $_.Spec.HostNetwork -and $_.Name -ne $Target.Name }
$proxy = $agents | Where-Object Name -Match '^kube-proxy-'
$plugin = $agents | Where-Object Name -Match '^(calico-node|cilium|kube-flannel|flannel|canal|weave-net|aws-node|azure-cni|antrea-agent|kindnet|kube-router|ovnkube-node|kube-ovn-cni)-'

$twins = $Target | Get-KubeOwner | Get-KubePod | Where-Object IsFinished -EQ $false
$there = $twins | Where-Object { $_.IsReady -and $_.Node -and $_.Node -ne $Target.Node }
$besides = $twins | Where-Object { $_.IsReady -and $_.Node -eq $Target.Node }
$neighbours = $node | Get-KubePod | Where-Object { -not $_.IsReady -and -not $_.IsFinished -and $_.Name -notin $twins.Name }
$sick = @($neighbours | Get-KubeLogSign -Tail 100) + @($neighbours | Get-KubeLogSign -Ended -Tail 100) | Where-Object Sign -In 'TimedOut', 'Unreachable', 'NameNotResolving'

Test-Hypothesis KubeProxyDown 'kube-proxy does not run on its node, so addresses of services lead nowhere' -Target $node {
    Add-Evidence 'its log says that calls get no answer' -If $late -Else Refutes
    Add-Evidence 'the kube-proxy of its node is not ready' -If ($proxy | Where-Object IsReady -EQ $false) -Then Confirms -Else Refutes
    Add-Evidence 'the same pods are ready on other nodes' -If ($there | Where-Object { $late }) -Then Supports

    Add-NextStep 'Look at kube-proxy on this node' -For $proxy -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis NetworkAgentDown 'The network plugin does not run on its node' -Target $node {
    Add-Evidence 'the agent of the network plugin on its node is not ready' -If ($plugin | Where-Object IsReady -EQ $false) -Then Confirms -Else Refutes
    Add-Evidence 'the same pods are ready on other nodes' -If ($there | Where-Object { $late }) -Then Supports

    Add-NextStep 'Look at the agent of the network plugin on this node' -For $plugin -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis NodeNetworkCut 'Calls get no answer from its node, and do from others' -Target $node {
    Add-Evidence 'its log says that calls get no answer' -If $late -Else Refutes
    Add-Evidence 'the same pods are ready on other nodes' -If $there -Else Refutes
    Add-Evidence 'one of the same pods is ready on this node' -If $besides -Then Refutes
    Add-Evidence 'an agent of the network on its node is not ready' -If (@($proxy) + @($plugin) | Where-Object IsReady -EQ $false) -Then Refutes
    Add-Evidence 'pods of other workloads say the same there' -If ($sick | Where-Object { $late -and $there }) -Then Supports -Else Weakens
    Add-Evidence 'these too are ready on every other node' -If ($node | Get-KubeNodeSign | Where-Object { $_.Sign -eq 'PodsFailHere' -and $late -and $sick }) -Then Confirms

    Add-NextStep 'Call the same address from a pod on this node and on another' -For $node -Risk Change -Command 'kubectl debug node/{Name} -it --image=busybox'
    Add-NextStep 'Keep new pods off it meanwhile' -For $node -Risk Change -Command 'kubectl cordon {Name}'
}
