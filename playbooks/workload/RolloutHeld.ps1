<#
.SYNOPSIS
    Whether somebody told a workload to wait, or to have no pods.
.DESCRIPTION
    A rollout that stands still is not always stuck: paused, held by a partition, left to be done by hand, or scaled to zero. That may well be meant;
    it is told so that nobody looks for a fault where there is a decision.
.PARAMETER Target
    The workload.
.EXAMPLE
    Invoke-Playbook RolloutHeld -Namespace shop -Name checkout

    Tests every hypothesis on the deployment checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
#>
[RunbookTools.Playbook('workload/RolloutHeld', Symptom = ('Workload.RolloutStuck', 'Workload.NoPods', 'DaemonSet.Misscheduled'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

Assert-Premise 'somebody holds it back: it is paused, partitioned, scaled to zero, updated by hand, or kept off nodes' -If ($Target |
    Where-Object { $_.Paused -or $_.Partition -or $_.UpdateStrategy -eq 'OnDelete' -or $_.Desired -eq 0 -or $_.Misscheduled })

Test-Hypothesis RolloutPaused 'Its rollout is paused' {
    Add-Evidence 'it is paused' -If ($Target | Where-Object Paused) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who paused it and why; then let it go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} rollout resume {Object}'
}

Test-Hypothesis PartitionHolds 'Its partition holds the update back' {
    $partitioned = $Target | Where-Object { $_.Kind -eq 'StatefulSet' -and $_.UpdateStrategy -eq 'RollingUpdate' -and $_.Partition -gt 0 -and $_.CurrentRevision -ne $_.UpdateRevision }

    Add-Evidence 'it updates only pods from a partition on' -If $partitioned -Else Refutes
    Add-Evidence 'the pods from the partition on are updated' -If ($partitioned | Where-Object { $_.Updated -ge $_.Desired - $_.Partition }) -Then Confirms -Else Refutes

    Add-NextStep 'Lower the partition to go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis OnDeleteStrategy 'It updates a pod only when somebody deletes it' {
    $manual = $Target | Where-Object UpdateStrategy -EQ 'OnDelete'

    Add-Evidence 'its update strategy is OnDelete' -If $manual -Else Refutes
    Add-Evidence 'pods of the old revision are left' -If ($manual | Where-Object { $_.Updated -lt $_.Desired }) -Then Confirms -Else Refutes

    Add-NextStep 'See which pods are of the old revision' -For $Target -Command 'kubectl -n {Namespace} get pods -L controller-revision-hash'
    Add-NextStep 'Delete those one by one' -For ($Target | Get-KubePod) -Risk Disrupt -Command 'kubectl -n {Namespace} delete pod {Name}'
}

Test-Hypothesis ScaledToZero 'It is scaled to zero' {
    Add-Evidence 'it wants no pods' -If ($Target | Where-Object Desired -EQ 0) -Then Confirms -Else Refutes
    Add-Evidence 'its fields say who wrote the count' -If ($Target | Where-Object DesiredBy) -Then Supports

    Add-NextStep 'Ask who scaled it down and why; then scale it up' -For $Target -Risk Change -Command 'kubectl -n {Namespace} scale {Object} --replicas=1'
}

Test-Hypothesis DaemonSetKeptOff 'Nodes it runs on have got a taint that it does not tolerate' {
    $tainted = $Target | Where-Object Misscheduled | Get-KubePod | Get-KubeNode | Where-Object Taints

    Add-Evidence 'it has pods on nodes where it should have none' -If ($Target | Where-Object Misscheduled) -Then Confirms -Else Refutes
    Add-Evidence 'these nodes are tainted' -If $tainted -Then Supports

    Add-NextStep 'Compare the taints with what it tolerates; a pod that ends there is not made again' -For $tainted -Command 'kubectl describe node {Name}'
    Add-NextStep 'If it belongs there, let it tolerate the taint' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
