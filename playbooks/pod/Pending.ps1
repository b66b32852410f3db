<#
.SYNOPSIS
    Why nobody gives a pod a node.
.DESCRIPTION
    Before nodes are compared somebody has to look at the pod: a gate may hold it back, its scheduler may not exist or not run, a pod of higher
    priority may have taken its place, and an autoscaler that could add a node may say why it does not. Whether a node has room is the question of
    pod/Capacity, whether one is allowed that of pod/Placement and pod/Neighbours, and whether one reaches its volumes that of pod/VolumePlacement.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook Pending -Namespace shop -Name checkout

    Tests every hypothesis on the pods of checkout.
.LINK
    https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
#>
[RunbookTools.Playbook('pod/Pending', Symptom = 'Pod.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$events = $Target | Get-KubeEvent
$attempts = $events | Where-Object Reason -In 'FailedScheduling', 'Scheduled'
$unseen = $Target | Where-Object { $_.Conditions.Type -notcontains 'PodScheduled' }
$served = if ($unseen) { Get-KubePod -Namespace '*' | Where-Object { $_.IsScheduled -and $_.Spec.SchedulerName -eq $Target.Spec.SchedulerName } }

Test-Hypothesis SchedulingGated 'A scheduling gate holds it back' {
    Add-Evidence 'it has scheduling gates' -If ($Target | Where-Object { $_.Spec.SchedulingGates }) -Then Confirms -Else Refutes

    Add-NextStep 'Ask the controller that should remove the gate' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
}

Test-Hypothesis SchedulerMissing 'It asks for a scheduler that does not exist' {
    Add-Evidence 'no scheduler has written anything about it' -If $unseen -Then Supports -Else Refutes
    Add-Evidence 'there are events of an attempt' -If $attempts -Then Refutes
    Add-Evidence 'it asks for a scheduler of another name than default-scheduler' -If ($unseen | Where-Object { $_.Spec.SchedulerName -ne 'default-scheduler' }) -Then Confirms -Else Refutes
    Add-Evidence 'a scheduler of that name has given other pods a node' -If $served -Then Refutes

    Add-NextStep 'See which schedulers run, and what the workload asks for' -For $Target -Command 'kubectl -n {Namespace} get pod {Pod} -o jsonpath=''{.spec.schedulerName}'''
    Add-NextStep 'Ask for one that runs, or install it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$leader = Get-KubeResource -Kind Lease -Namespace kube-system | Where-Object Name -EQ 'kube-scheduler'
$schedulers = Get-KubePod kube-scheduler-* -Namespace kube-system
Test-Hypothesis SchedulerDown 'The scheduler does not run' -Target (@($schedulers | Where-Object { -not $_.IsReady }) + @($leader)) {
    Add-Evidence 'no scheduler has written anything about it' -If $unseen -Then Supports -Else Refutes
    Add-Evidence 'there are events of an attempt' -If $attempts -Then Refutes
    Add-Evidence 'the scheduler it asks for has given other pods a node' -If $served -Else Refutes
    Add-Evidence 'it has given a node to pods made later' -If ($served | Where-Object Created -GT $Target.Created) -Then Refutes
    Add-Evidence 'the scheduler last renewed its lease before the pod was made' -If ($leader | Where-Object Renewed -LT $Target.Created) -Then Confirms
    Add-Evidence 'the scheduler has renewed its lease since' -If ($leader | Where-Object Renewed -GE $Target.Created) -Then Weakens
    Add-Evidence 'the pod of the scheduler is not ready' -If ($schedulers | Where-Object { -not $_.IsReady }) -Then Supports

    Add-NextStep 'See why the scheduler does not run' -For $schedulers -Command 'kubectl -n {Namespace} describe pod {Pod}'
    Add-NextStep 'See who leads' -For $leader -Command 'kubectl -n kube-system get lease kube-scheduler -o yaml'
}

# A pod that is preempted or driven off by a taint is deleted; what waits now is the one made in its stead.
$gone = Get-KubeEvent -Namespace $Target.Namespace -Reason Preempted, TaintManagerEviction | Where-Object { $Target.Controller -and $_.Object.Name -like "$($Target.Controller.Name)-*" }

Test-Hypothesis PodPreempted 'A pod of higher priority has taken its place' {
    $taken = $gone | Where-Object Reason -EQ 'Preempted'

    Add-Evidence 'the scheduler removed a pod of this workload for one of higher priority' -If $taken -Then Confirms -Else Refutes

    Add-NextStep 'See which pods have a higher priority' -Command 'kubectl get pods -A -o custom-columns=NAMESPACE:.metadata.namespace,NAME:.metadata.name,PRIORITY:.spec.priority,NODE:.spec.nodeName'
    Add-NextStep 'Give the workload the priority it deserves, or add a node' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis EvictedByTaint 'A taint drove its predecessor off a node' {
    $driven = $gone | Where-Object { $_.Reason -eq 'TaintManagerEviction' -and $_.Message -like 'Marking for deletion*' }

    Add-Evidence 'a pod of this workload was marked for deletion because of a taint' -If $driven -Then Confirms -Else Refutes

    Add-NextStep 'See which taints with effect NoExecute the nodes have, and who set them' -Command 'kubectl get nodes -o custom-columns=NAME:.metadata.name,TAINTS:.spec.taints'
}

$declined = $events | Where-Object Reason -EQ 'NotTriggerScaleUp'
$failed = $events | Where-Object Reason -EQ 'FailedScaleUp'
$limit = 'max node group size reached|max total nodes in cluster reached|max cluster .* limit reached|exceeds the maximum|max limit reached'

Test-Hypothesis AutoscalerAtMaximum 'The autoscaler may add no more nodes' {
    Add-Evidence 'the autoscaler says that a maximum is reached' -If ($declined | Where-Object Message -Match $limit) -Then Confirms -Else Refutes

    Add-NextStep 'Raise the maximum of the node group, or ask for less' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis AutoscalerScaleUpFailed 'The autoscaler could not add a node' {
    Add-Evidence 'the autoscaler tried to add a node and failed' -If (@($failed) + @($declined | Where-Object Message -Match 'in backoff after failed scale-up')) -Then Confirms -Else Refutes

    Add-NextStep 'Read why in the events and the log of the autoscaler: quota of the cloud, no machines of that type, addresses' -For $Target -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis AutoscalerWouldNotHelp 'A node more would not help, says the autoscaler' {
    $useless = $declined | Where-Object Message -Match 'didn''t match|untolerated taint|Insufficient|conflict|wouldn''t fit|not ready for scale-up' | Where-Object Message -NotMatch $limit

    Add-Evidence 'the autoscaler says why no node of any group would do' -If $useless -Then Confirms -Else Refutes
    Add-Evidence 'it has added a node all the same' -If ($events | Where-Object Reason -EQ 'TriggeredScaleUp') -Then Weakens

    Add-NextStep 'Let the pod ask for what a node of some group offers, or make a group that does' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
