<#
.SYNOPSIS
    What is wrong with the control plane itself.
.DESCRIPTION
    The API server, etcd, the controller manager and the scheduler run as pods on many clusters, and those that lead say so in leases. Where a provider
    runs them, only the leases can be seen.
.PARAMETER Target
    The lease that is not renewed, or the pod of a component.
.EXAMPLE
    Get-KubePod -Namespace kube-system kube-apiserver-* | Invoke-Playbook ControlPlane

    Tests every hypothesis on the API servers.
.LINK
    https://kubernetes.io/docs/reference/using-api/health-checks/
#>
[RunbookTools.Playbook('cluster/ControlPlane', Symptom = ('ControlPlane.NotReady', 'Lease.Stale'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$lease = $Target | Where-Object Kind -EQ 'Lease'
$server = $Target | Where-Object { $_.Labels['component'] -eq 'kube-apiserver' }
$log = $Target | Where-Object Kind -EQ 'Pod' | Get-KubeLog -Tail 500

Test-Hypothesis ControllerManagerDown 'The controller manager has stopped: nothing is made, replaced or cleaned up' -Target $Target {
    Add-Evidence 'it has stopped renewing its lease' -If ($lease | Where-Object { $_.Name -eq 'kube-controller-manager' -and $_.Namespace -eq 'kube-system' }) -Then Confirms -Else Refutes
    Add-Evidence 'its pod is not ready' -If (Get-KubePod -Namespace kube-system -Selector component=kube-controller-manager | Where-Object IsReady -EQ $false) -Then Supports

    Add-NextStep 'Look at its pods and logs' -Command 'kubectl -n kube-system get pods -l component=kube-controller-manager -o wide'
}

Test-Hypothesis SchedulerDown 'The scheduler has stopped: new pods get no node' -Target $Target {
    Add-Evidence 'it has stopped renewing its lease' -If ($lease | Where-Object { $_.Name -eq 'kube-scheduler' -and $_.Namespace -eq 'kube-system' }) -Then Confirms -Else Refutes
    Add-Evidence 'its pod is not ready' -If (Get-KubePod -Namespace kube-system -Selector component=kube-scheduler | Where-Object IsReady -EQ $false) -Then Supports

    Add-NextStep 'Look at its pods and logs' -Command 'kubectl -n kube-system get pods -l component=kube-scheduler -o wide'
}

Test-Hypothesis LeaderLeaseStale 'A leader runs and has stopped leading' -Target $Target {
    Add-Evidence 'it leads an operator' -If ($lease | Where-Object Name -NotIn 'kube-controller-manager', 'kube-scheduler') -Else Refutes
    Add-Evidence 'the pod that holds the lease still runs' -If ($lease | Where-Object { Get-KubePod ($_.Holder -replace '_.*') -Namespace $_.Namespace }) -Then Confirms -Else Refutes

    Add-NextStep 'See what it says' -For $lease -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ControlPlaneCertificateExpired 'A certificate of the control plane has expired' -Target $Target {
    Add-Evidence 'its log says that a certificate has expired' -If ($log | Where-Object Text -Match 'certificate has expired or is not yet valid') -Then Confirms -Else Refutes

    Add-NextStep 'On the node, see which certificates have expired' -Command 'kubeadm certs check-expiration'
    Add-NextStep 'Renew them, and restart the components' -Risk Disrupt -Command 'kubeadm certs renew all'
}

Test-Hypothesis EtcdSpaceExceeded 'etcd has used up its space and takes no more writes' -Target $Target {
    Add-Evidence 'its log says that the space is exceeded' -If ($log | Where-Object Text -Match 'mvcc: database space exceeded|alarm:NOSPACE') -Then Confirms -Else Refutes

    Add-NextStep 'See its size and alarms' -Command 'etcdctl endpoint status --write-out=table'
    Add-NextStep 'Compact and defragment it, then take the alarm off' -Risk Disrupt -Command 'etcdctl alarm disarm'
}

Test-Hypothesis EtcdUnavailable 'The API server cannot reach etcd' -Target $Target {
    Add-Evidence 'it is an API server' -If $server -Else Refutes
    Add-Evidence 'its log says that etcd does not answer' -If ($log | Where-Object Text -Match ':2379.*(connection refused|context deadline exceeded|i/o timeout)|etcdserver: (request timed out|no leader)') -Then Confirms -Else Refutes
    Add-Evidence 'etcd is not ready' -If (Get-KubePod -Namespace kube-system -Selector component=etcd | Where-Object IsReady -EQ $false) -Then Supports

    Add-NextStep 'Look at etcd' -Command 'kubectl -n kube-system get pods -l component=etcd -o wide'
}

Test-Hypothesis ReadinessProbeFailing 'An API server does not pass its own readiness check' -Target $Target {
    Add-Evidence 'it is an API server, and not ready' -If ($server | Where-Object IsReady -EQ $false) -Else Refutes
    Add-Evidence 'it answers its readiness check with no' -If ($server | Get-KubeEvent -Reason Unhealthy -Since 1h | Where-Object Message -Like 'Readiness probe failed: HTTP probe failed*') -Then Confirms

    Add-NextStep 'See which check fails' -Command 'kubectl get --raw ''/readyz?verbose'''
}
