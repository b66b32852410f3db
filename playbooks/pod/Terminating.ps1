<#
.SYNOPSIS
    Why a pod that was deleted is still there.
.DESCRIPTION
    Somebody has to end a pod: the kubelet of its node stops its containers within the grace period and clears up its volumes, and then whoever put
    a finalizer on it has to take that away. Each of them may be gone, late or stuck.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Terminating -Namespace shop -Name worker

    Tests every hypothesis on the pods of worker.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#>
[RunbookTools.Playbook('pod/Terminating', Symptom = 'Pod.Terminating', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$now = ($Target | Get-KubeCluster).CapturedAt
$late = $Target | Where-Object Deleted -LT $now
$running = $Target | Get-KubeContainer | Where-Object State -EQ 'Running'
$lost = $Target | Get-KubeNode | Get-KubeCondition Ready -Status Unknown, False

Test-Hypothesis NodeNotReady 'Its node no longer reports' -Target $lost {
    Add-Evidence 'the kubelet that should end it does not report' -If ($lost | Where-Object Status -EQ 'Unknown') -Then Confirms -Else Refutes
    Add-Evidence 'it was to be moved because of that' -If ($Target | Get-KubeEviction -Type Taint, NodeGone) -Then Supports

    Add-NextStep 'See whether the machine comes back' -For $lost -Command 'kubectl describe node {Name}'
    Add-NextStep 'If it is gone for good, remove the node; only then its pods and volumes are free' -For $lost -Risk Disrupt -Command 'kubectl delete node {Name}'
}

Test-Hypothesis FinalizerHolds 'A finalizer holds it' {
    # batch.kubernetes.io/job-tracking belongs to the job controller; any other begins with the domain of who put it there.
    $keeper = Get-KubeWorkload -Namespace '*' | Where-Object { $name = $_.Name; $Target.Finalizers | Where-Object { $name -like "*$($_ -replace '[./].*')*" } }

    Add-Evidence 'it has finalizers' -If ($Target | Where-Object Finalizers) -Else Refutes
    Add-Evidence 'its containers have ended, so nothing else holds it' -If ($late | Where-Object { $_.Finalizers -and -not $running }) -Then Confirms
    Add-Evidence 'the workload that would take the finalizer away is not ready' -If ($keeper | Where-Object Ready -EQ 0) -Then Supports

    Add-NextStep 'See which finalizers it has' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o jsonpath=''{.metadata.finalizers}'''
    Add-NextStep 'See why the controller that put them there does not take them away' -For $keeper -Command 'kubectl -n {Namespace} get {Object}'
}

Test-Hypothesis ContainersNotStopping 'The kubelet cannot end its containers' {
    $failed = $Target | Get-KubeEvent -Reason FailedKillPod

    Add-Evidence 'containers of it still run past its grace period' -If ($running | Where-Object { $late -and -not $lost }) -Else Refutes
    Add-Evidence 'the kubelet says that it cannot end it' -If $failed -Then Confirms
    Add-Evidence 'its node is ready' -If ($Target | Get-KubeNode | Where-Object IsReady) -Then Supports

    Add-NextStep 'Look at the runtime of the node, and for processes that wait for a disk or file server' -For $Target -Command 'kubectl describe node {Node}'
    Add-NextStep 'Forget the pod; its processes may run on' -For $Target -Risk Disrupt -Command 'kubectl -n {Namespace} delete pod {Pod} --grace-period=0 --force'
}

Test-Hypothesis VolumeUnmountStuck 'Its volumes are not let go' {
    $mounted = $Target | Get-KubeVolumeClaim

    Add-Evidence 'its containers have ended, its grace period too, and no finalizer holds it' -If ($late | Where-Object { -not $running -and -not $_.Finalizers -and -not $lost }) -Else Refutes
    Add-Evidence 'it uses volumes that its node has to unmount' -If $mounted -Then Supports -Else Weakens

    Add-NextStep 'Look at the node plugin of the storage on that node' -For $Target -Command 'kubectl get pods -A -o wide --field-selector spec.nodeName={Node}'
}

Test-Hypothesis GracePeriodLong 'It may take long to end, as it asks' {
    Add-Evidence 'its grace period has not passed' -If ($Target | Where-Object Deleted -GE $now) -Else Refutes
    Add-Evidence 'it asks for more than five minutes' -If ($Target | Where-Object { $_.Spec.TerminationGracePeriodSeconds -gt 300 }) -Then Confirms -Else Refutes

    Add-NextStep 'Wait, or see what it still does' -For $Target -Command 'kubectl -n {Namespace} logs {Pod} --tail=50'
}
