<#
.SYNOPSIS
    Why the name service of the cluster does not run.
.DESCRIPTION
    CoreDNS says in its log why it gives up: a configuration that it does not understand, a loop that leads back to itself, an API server that it does not
    reach.
.PARAMETER Target
    A pod of the name service.
.EXAMPLE
    Invoke-Playbook DnsServer -Namespace kube-system -Name coredns

    Tests every hypothesis on the pods of coredns.
.LINK
    https://coredns.io/plugins/loop/
#>
[RunbookTools.Playbook('network/DnsServer', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.NotReady'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$serving = $Target | Where-Object { $_.Labels['k8s-app'] -eq 'kube-dns' -or $_.Spec.Containers.Image -match '/coredns(:|@|$)' }

Assert-Premise 'it is the name service of the cluster' -If $serving

$log = @($serving | Get-KubeLog -Tail 200) + @($serving | Get-KubeLog -Ended -Tail 200)

Test-Hypothesis DnsLoop 'It asks itself: the servers that it asks further lead back to it' {
    Add-Evidence 'its log tells of a loop' -If ($log | Where-Object Text -Match 'plugin/loop: Loop .* detected') -Then Confirms -Else Refutes

    Add-NextStep 'See whom it asks: resolv.conf of its node must not name a local resolver such as 127.0.0.53' -For $Target -Command 'kubectl -n {Namespace} get configmap coredns -o yaml'
    Add-NextStep 'Let it ask a server outside of the node: forward . ADDRESS in its configuration' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit configmap coredns'
}

Test-Hypothesis ConfigInvalid 'It does not understand its configuration' {
    Add-Evidence 'its log says where the configuration is wrong' -If ($log | Where-Object Text -Match 'Corefile:\d+ - Error during parsing|plugin/\S+: .*(unknown property|Wrong argument count|not a valid)') -Then Confirms -Else Refutes

    Add-NextStep 'Mend the line that it names' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit configmap coredns'
}

Test-Hypothesis DnsApiUnreachable 'It cannot read services and endpoints from the API server' {
    Add-Evidence 'its log says that it waits for, or cannot list, what it answers from' -If ($log | Where-Object Text -Match 'plugin/ready: .*kubernetes|plugin/kubernetes: .*(Failed to (list|watch)|waiting for Kubernetes API)|failed to list \*v1\.') -Then Supports -Else Refutes
    Add-Evidence 'the API server answers, and refuses it' -If ($log | Where-Object Text -Match 'failed to list .*(forbidden|unauthorized)') -Then Refutes
    Add-Evidence 'no answer comes from the address of the API server' -If ($log | Where-Object Text -Match 'failed to list .*(timeout|timed out|refused|no route|unreachable)') -Then Confirms

    Add-NextStep 'See whether kube-proxy and the network plugin run on its node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}
