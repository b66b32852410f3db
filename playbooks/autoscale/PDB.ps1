<#
.SYNOPSIS
    Why a disruption budget lets no pod go.
.DESCRIPTION
    A budget says how many pods must stay while nodes are emptied. One that never lets a pod go holds up every drain and upgrade; one that is used up
    by pods that are broken already holds it up until they are mended. Rollouts do not ask it.
.PARAMETER Target
    The disruption budget.
.EXAMPLE
    Invoke-Playbook PDB -Namespace shop -Name checkout

    Tests every hypothesis on the budget checkout.
.LINK
    https://kubernetes.io/docs/tasks/run-application/configure-pdb/
#>
[RunbookTools.Playbook('autoscale/PDB', Symptom = ('Budget.BlocksDrain', 'Budget.NoMatch'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$draining = $pods | Get-KubeNode | Where-Object Unschedulable

Test-Hypothesis BudgetBlocksEveryDrain 'It asks for as many pods as there are' -Target $Target {
    $guards = $Target | Where-Object ExpectedPods

    Add-Evidence 'it guards pods' -If $guards -Else Refutes
    Add-Evidence 'its controller cannot count them' -If ($Target | Get-KubeCondition DisruptionAllowed -Status False -Reason SyncFailed) -Then Refutes
    Add-Evidence 'it needs as many healthy pods as there are' -If ($guards | Where-Object { $_.DesiredHealthy -ge $_.ExpectedPods }) -Then Confirms -Else Refutes
    Add-Evidence 'a node with such pods is cordoned' -If $draining -Then Supports

    Add-NextStep 'See how many replicas there are' -For ($pods | Get-KubeOwner -Root) -Command 'kubectl -n {Namespace} get {Object}'
    Add-NextStep 'Let one pod go at a time (maxUnavailable 1), or run more replicas than must stay' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis BudgetUncountable 'Nobody can count how many pods there should be, so it lets none go' -Target $Target {
    $failing = $Target | Get-KubeCondition DisruptionAllowed -Status False -Reason SyncFailed

    Add-Evidence 'its controller fails at counting them' -If $failing -Then Confirms -Else Refutes
    Add-Evidence 'it asks for a share, or for how many may be missing, of pods that nothing scales' -If ($pods | Where-Object { $failing -and ($_ | Get-KubeOwner | Where-Object Kind -In 'Job', 'DaemonSet') }) -Then Supports

    Add-NextStep 'See whose pods it selects' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
    Add-NextStep 'Say a number that must stay (minAvailable), or select only pods of one workload that scales' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis BudgetUsedUp 'Pods it guards are not healthy, so no other may go' -Target $Target {
    $unready = $pods | Where-Object IsReady -EQ $false

    Add-Evidence 'it would let a pod go if all were healthy' -If ($Target | Where-Object { $_.DesiredHealthy -lt $_.ExpectedPods }) -Else Refutes
    Add-Evidence 'it lets none go now' -If ($Target | Where-Object { $_.DisruptionsAllowed -eq 0 -and $_.ExpectedPods -gt 0 }) -Else Refutes
    Add-Evidence 'pods it guards are not ready' -If $unready -Then Confirms -Else Weakens

    Add-NextStep 'Mend those pods first' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'Let broken pods be evicted all the same (unhealthyPodEvictionPolicy AlwaysAllow)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"unhealthyPodEvictionPolicy":"AlwaysAllow"}}'''
}

Test-Hypothesis BudgetsOverlap 'Another budget guards the same pods, and such pods cannot be evicted at all' -Target $Target {
    $others = Get-KubeResource PodDisruptionBudget -Namespace $Target.Namespace | Where-Object Name -NE $Target.Name
    $shared = $others | Get-KubePod | Where-Object { $_ -in $pods }

    Add-Evidence 'pods it guards are guarded by another budget' -If $shared -Then Confirms -Else Refutes

    Add-NextStep 'Compare the selectors of the two' -For $Target -Command 'kubectl -n {Namespace} get pdb -o yaml'
    Add-NextStep 'Make them select different pods, or delete one' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis BudgetWithoutMatch 'Its selector matches nothing' -Target $Target {
    Add-Evidence 'it selects pods' -If $pods -Then Refutes
    Add-Evidence 'it counts no pods' -If ($Target | Where-Object ExpectedPods -EQ 0) -Then Confirms -Else Refutes

    Add-NextStep 'Compare its selector with the labels there are' -For $Target -Command 'kubectl -n {Namespace} get pods --show-labels'
    Add-NextStep 'Mend its selector, or delete it' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
