<#
.SYNOPSIS
    Why the new revision of a workload does not come up.
.DESCRIPTION
    The pods could be made, and the rollout does not end: new pods get no node, or do not become ready, or one that is broken holds up the others.
    What keeps the pods themselves from working is asked of the pods; here is said what it does to the rollout. Pods that are refused are asked
    about by PodsRefused and TemplateRefused, a rollout that waits because it was told to by RolloutHeld.
.PARAMETER Target
    The workload.
.EXAMPLE
    Invoke-Playbook RolloutStuck -Namespace shop -Name checkout

    Tests every hypothesis on the deployment checkout.
.LINK
    https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment
#>
[RunbookTools.Playbook('workload/RolloutStuck', Symptom = ('Workload.RolloutStuck', 'Workload.NoPods'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$unready = $pods | Where-Object IsReady -EQ $false
$homeless = $unready | Where-Object { $_.Phase -eq 'Pending' -and -not $_.IsScheduled }

Test-Hypothesis StatefulSetOrdinalBlocked 'A pod that is not ready holds up the others' {
    $ordered = $Target | Where-Object { $_.Kind -eq 'StatefulSet' -and $_.PodManagementPolicy -eq 'OrderedReady' }
    $old = $unready | Where-Object { $_.Labels['controller-revision-hash'] -ne $Target.UpdateRevision }

    Add-Evidence 'it makes and updates its pods one after the other' -If $ordered -Else Refutes
    Add-Evidence 'others wait to be made or updated' -If ($Target | Where-Object { $_.Current -lt $_.Desired -or $_.Updated -lt $_.Desired }) -Else Refutes
    Add-Evidence 'a pod of it is not ready' -If $unready -Then Supports -Else Refutes
    # https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback
    Add-Evidence 'that pod is of an older revision, and is not replaced until it is ready' -If $(if ($ordered) { $old }) -Then Confirms

    Add-NextStep 'Mend that pod first' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'When the template is mended already, delete the pod so that it is made anew' -For $old -Risk Disrupt -Command 'kubectl -n {Namespace} delete pod {Name}'
}

Test-Hypothesis NoRoomForSurge 'The rollout needs room for one more pod, and there is none' {
    $surging = $Target | Where-Object { $_.Strategy -eq 'RollingUpdate' -and $_.Current -gt $_.Desired }

    Add-Evidence 'a rolling update makes new pods before it ends old ones' -If $surging -Else Refutes
    Add-Evidence 'a pod of it gets no node' -If $homeless -Then Supports -Else Refutes
    Add-Evidence 'it may not end an old pod before a new one is ready' -If ($surging | Where-Object { $homeless -and $_.UnavailableAllowed -eq 0 }) -Then Supports
    Add-Evidence 'others of its pods are not ready either' -If ($unready | Where-Object { $_ -notin $homeless }) -Then Weakens

    Add-NextStep 'Let the rollout end an old pod first (maxUnavailable 1, maxSurge 0)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis NewRevisionPodsFail 'The pods of its new revision do not become ready' {
    $revisions = $Target | Get-KubeRevision
    $hash = ($revisions | Where-Object IsCurrent).Hash
    $started = $unready | Where-Object IsScheduled

    Add-Evidence 'there is an older revision' -If ($revisions | Where-Object IsCurrent -EQ $false) -Else Refutes
    Add-Evidence 'pods of the new one have a node and are not ready' -If ($started | Where-Object { $_.Labels.Values -contains $hash }) -Then Supports -Else Refutes
    Add-Evidence 'pods of an older one are not ready either' -If ($started | Where-Object { $_.Labels.Values -notcontains $hash }) -Then Weakens

    Add-NextStep 'Look at the pods first; they say why' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'To get going again, go back to the revision before' -For $Target -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Object}'
}

Test-Hypothesis ProgressDeadlineExceeded 'The rollout took longer than its deadline allows' {
    $late = $Target | Get-KubeCondition Progressing -Reason ProgressDeadlineExceeded

    Add-Evidence 'its deadline has passed' -If $late -Else Refutes
    Add-Evidence 'pods of it are not ready, and say why themselves' -If $unready -Then Refutes
    Add-Evidence 'pods of it are refused' -If ($Target | Get-KubeRefusal -Current) -Then Refutes
    Add-Evidence 'all its pods are there and ready' -If ($Target | Where-Object { $late -and $_.Current -ge $_.Desired -and $_.Ready -ge $_.Current }) -Then Confirms -Else Refutes

    Add-NextStep 'Allow more time (progressDeadlineSeconds), or make the pods start faster' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
