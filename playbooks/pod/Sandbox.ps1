<#
.SYNOPSIS
    Why the sandbox of a pod cannot be set up: its network, its runtime, its memory.
.DESCRIPTION
    Before any container there is the pod itself: a network namespace with an address from the network plugin, a handler of its runtime class,
    and a cgroup with the memory its limits allow. The kubelet reports what fails as FailedCreatePodSandBox.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Sandbox -Namespace shop -Name payments

    Tests every hypothesis on the pods of payments.
.LINK
    https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/troubleshooting-cni-plugin-related-errors/
#>
[RunbookTools.Playbook('pod/Sandbox', Symptom = 'Pod.ConfigError', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$sandbox = $Target | Get-KubeEvent -Reason FailedCreatePodSandBox

Assert-Premise 'its sandbox cannot be made' -If $sandbox


$noAddress = $sandbox | Where-Object Message -Match 'failed to assign an IP address|no (more |available )*IP(s| address)'
Test-Hypothesis PodAddressesExhausted 'There is no address left for the pod' {
    Add-Evidence 'the network plugin has no address to give' -If $noAddress -Then Confirms -Else Refutes

    Add-NextStep 'Give the node or its subnet more addresses, or move pods to other nodes' -For $Target -Command 'kubectl describe node {Node}'
}

Test-Hypothesis PodNetworkFailed 'The network plugin cannot set up the network of the pod' {
    $unplugged = $sandbox | Where-Object { $_.Message -match 'failed to set ?up .*network|network for sandbox|networkPlugin|CNI' -and $_ -notin $noAddress }

    Add-Evidence 'the network plugin fails' -If $unplugged -Then Confirms -Else Refutes
    Add-Evidence 'its node' -If ($unplugged | Get-KubeNode | Where-Object IsReady) -Then Supports

    Add-NextStep 'Look at the pod of the network plugin on that node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}

Test-Hypothesis RuntimeHandlerMissing 'Its node has no runtime of the class it asks for' {
    Add-Evidence 'the pod asks for a runtime class' -If ($Target | Where-Object { $_.Spec.RuntimeClass }) -Else Refutes
    Add-Evidence 'the runtime of the node has no handler for it' -If ($sandbox | Where-Object Message -Match 'no runtime for|runtime handler|RuntimeClass') -Then Confirms -Else Refutes

    Add-NextStep 'Keep pods of this class to nodes that have it (scheduling of the RuntimeClass)' -For $Target -Command 'kubectl get runtimeclasses -o yaml'
}

Test-Hypothesis MemoryLimitTooLow 'The memory limit of the pod is too low to set it up' {
    $limited = $Target | Get-KubeContainer -Waiting | Where-Object MemoryLimit

    Add-Evidence 'it has a memory limit' -If $limited -Else Refutes
    Add-Evidence 'the kernel killed the sandbox of the pod for memory' -If ($sandbox | Where-Object Message -Match 'OOM-killed') -Then Confirms -Else Refutes

    Add-NextStep 'Raise the limit; the sandbox alone needs some megabytes' -For $limited -Risk Change `
        -Command 'kubectl -n {Namespace} set resources {Rollout} -c {Container} --limits=memory={MemoryLimit*10}'
}
