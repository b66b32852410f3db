<#
.SYNOPSIS
    Why a node is not ready.
.DESCRIPTION
    A node that no longer reports is NotReady with status Unknown: machine, kubelet or the way to the API server. One that reports says itself
    what is missing: container runtime, pod network, or that it is shutting down. What it says decides.
.PARAMETER Target
    The node.
.EXAMPLE
    Invoke-Playbook node/NotReady -Name worker-2

    Tests every hypothesis on the node worker-2.
.LINK
    https://kubernetes.io/docs/concepts/architecture/nodes/#condition
#>
[RunbookTools.Playbook('node/NotReady', Symptom = ('Node.NotReady', 'Node.Pressure', 'Node.Cordoned', 'Node.Degraded'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$lost = $Target | Get-KubeCondition Ready -Status Unknown
$refusing = $Target | Get-KubeCondition Ready -Status False
$runtime = $refusing | Where-Object Message -Match 'container runtime is down|PLEG is not healthy|container runtime status check|RuntimeReady=false'
$network = $refusing | Where-Object { $_ -notin $runtime -and $_.Message -match 'NetworkReady=false|NetworkPluginNotReady|cni (plugin|config)' }
$ending = $refusing | Where-Object Message -Match 'node is shutting down'
$lease = Get-KubeResource -Kind Lease -Namespace kube-node-lease | Where-Object Name -EQ $Target.Name

$turnedAway = Get-KubePod kube-apiserver-* -Namespace kube-system | Where-Object { $lost } | Get-KubeLog | Where-Object Text -Match 'Unable to authenticate the request.*x509: certificate has expired'

Test-Hypothesis NodeNotReady 'The node no longer reports' {
    Add-Evidence 'its kubelet stopped reporting' -If $lost -Then Confirms -Else Refutes
    Add-Evidence 'it has not renewed its lease since' -If ($lease | Where-Object Renewed -LE $lost.Since) -Then Supports
    Add-Evidence 'it still renews its lease: the kubelet runs' -If ($lease | Where-Object { $lost -and $_.Renewed -gt $lost.Since }) -Then Weakens
    Add-Evidence 'the API server turns away somebody whose certificate has expired' -If $turnedAway -Then Supports
    Add-Evidence 'events tell when' -If ($Target | Get-KubeEvent -Reason NodeNotReady) -Then Supports

    Add-NextStep 'See whether the machine runs and reaches the API server; then look at its kubelet' -For $Target -Command 'kubectl describe node {Name}'
    Add-NextStep 'If it is the certificate: see which requests for a new one wait to be approved' -For $turnedAway -Command 'kubectl get certificatesigningrequests'
}

Test-Hypothesis MachineStopped 'Its machine was stopped' {
    Add-Evidence 'the cloud says that the machine is off' -If ($Target | Where-Object { $_.Taints.Key -contains 'node.cloudprovider.kubernetes.io/shutdown' }) -Then Confirms -Else Refutes

    Add-NextStep 'Start the machine, or remove the node; its volumes are only then free' -For $Target -Risk Disrupt -Command 'kubectl delete node {Name}'
}

Test-Hypothesis RuntimeDown 'Its container runtime does not answer' {
    Add-Evidence 'the kubelet says that the runtime does not answer' -If $runtime -Then Confirms -Else Refutes

    Add-NextStep 'Look at the container runtime on the machine' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NetworkPluginNotReady 'Its pod network is not set up' {
    Add-Evidence 'the kubelet says that the pod network is not ready' -If $network -Then Confirms -Else Refutes
    Add-Evidence 'a pod of the network plugin on it is not ready' -If ($Target | Get-KubePod | Where-Object { -not $_.IsReady -and $_.Name -match 'calico|cilium|flannel|weave|kindnet|aws-node|antrea|kube-router|canal|ovn|azure-cni|cni' }) -Then Supports

    Add-NextStep 'Look at the pod of the network plugin on this node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Name}'
}

Test-Hypothesis NodeShuttingDown 'It is shutting down' {
    Add-Evidence 'the kubelet says so' -If $ending -Then Confirms -Else Refutes

    Add-NextStep 'Wait for it to come back, or remove it from the cluster' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis KubeletNotReady 'Its kubelet reports that it cannot run pods' {
    Add-Evidence 'the kubelet reports that it is not ready' -If $refusing -Else Refutes
    Add-Evidence 'for another reason than runtime, network or shutdown' -If ($refusing | Where-Object { $_ -notin $runtime -and $_ -notin $network -and $_ -notin $ending }) -Then Confirms -Else Refutes

    Add-NextStep 'Read what the kubelet says' -For $Target -Command 'kubectl describe node {Name}'
}

Test-Hypothesis NodeNetworkUnavailable 'Its network is not set up' {
    Add-Evidence 'the condition NetworkUnavailable holds' -If ($Target | Get-KubeCondition NetworkUnavailable -Status True) -Then Confirms -Else Refutes

    Add-NextStep 'Look at the cloud controller or the network plugin that sets this condition' -For $Target -Command 'kubectl describe node {Name}'
}
