<#
.SYNOPSIS
    What of a workload goes away when one node does, or when somebody empties it.
.DESCRIPTION
    More than one replica, on more than one node, under a disruption budget: that is what lets a node be emptied without anybody noticing. A pod that
    nothing controls does not come back at all.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Availability -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
#>
[RunbookTools.Playbook('hygiene/Availability', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$replicated = $Target | Where-Object Kind -In 'Deployment', 'StatefulSet', 'ReplicaSet'
$several = $replicated | Where-Object Desired -GE 2
$spec = $Target | Get-KubeContainerTemplate | ForEach-Object Pod
$services = $replicated | Get-KubeService
$autoscaler = $Target | Get-KubeResource HorizontalPodAutoscaler
$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$budgets = $Target | Get-KubeResource PodDisruptionBudget

Test-Hypothesis SingleReplica 'nobody serves while its only pod is replaced' -Target $Target {
    $alone = $replicated | Where-Object Desired -EQ 1

    Add-Evidence 'it runs one pod' -If $alone -Else Refutes
    Add-Evidence 'a service selects its pods' -If $services -Else Refutes
    if ($alone -and $services) { Add-Evidence 'no autoscaler says how many there shall be' -If (-not $autoscaler) -Then Confirms -Else Refutes }

    Add-NextStep 'Run two, if it can be run twice' -For $Target -Risk Change -Command 'kubectl -n {Namespace} scale {Object} --replicas=2'
}

Test-Hypothesis BudgetUnset 'emptying nodes may take all its pods at once' -Target $Target {
    Add-Evidence 'it runs more than one pod' -If $several -Else Refutes
    Add-Evidence 'a service selects its pods' -If $services -Else Refutes
    Add-Evidence 'it has pods' -If $pods -Else Refutes
    if ($several -and $services -and $pods) { Add-Evidence 'no disruption budget guards them' -If (-not $budgets) -Then Confirms -Else Refutes }

    Add-NextStep 'Make a budget that lets one pod go at a time' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o jsonpath={.spec.selector}'
}

Test-Hypothesis ReplicasOnOneNode 'one node takes all its pods with it' -Target $Target {
    $nodes = $pods | Get-KubeNode
    $together = $several | Where-Object { @($nodes).Count -eq 1 -and -not ($pods | Where-Object Node -EQ $null) }

    Add-Evidence 'it runs more than one pod' -If ($several | Where-Object { @($pods).Count -ge 2 }) -Else Refutes
    Add-Evidence 'all its pods are on one node' -If $together -Then Confirms -Else Refutes
    if ($together) { Add-Evidence 'another node takes pods' -If (Get-KubeNode | Where-Object { $_.IsReady -and -not $_.Unschedulable -and -not $_.Taints -and $_.Name -notin $nodes.Name }) -Else Refutes }

    Add-NextStep 'See where they are' -For $Target -Command 'kubectl -n {Namespace} get pods -o wide'
    Add-NextStep 'Ask for them to be spread (topologySpreadConstraints)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis SpreadUnset 'nothing asks for its pods to be on different nodes' -Target $Target {
    Add-Evidence 'it runs more than one pod' -If $several -Else Refutes
    Add-Evidence 'it neither asks for its pods to be spread, nor to be away from each other' -If ($several | Where-Object { -not ($spec | Where-Object { $_.TopologySpread -or $_.RequiredAntiAffinity -or $_.PrefersAntiAffinity }) }) -Then Confirms -Else Refutes

    Add-NextStep 'Ask for it (topologySpreadConstraints over kubernetes.io/hostname)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RecreateInterrupts 'each rollout stops all its pods before it starts new ones' -Target $Target {
    $stopped = $replicated | Where-Object Strategy -EQ 'Recreate'

    Add-Evidence 'its strategy is Recreate' -If $stopped -Else Refutes
    Add-Evidence 'a service selects its pods' -If $services -Else Refutes
    if ($stopped -and $services) { Add-Evidence 'it has no volume that one node at a time can use' -If (-not ($Target | Get-KubeVolumeClaim | Where-Object AccessModes -Contains 'ReadWriteOnce')) -Then Confirms -Else Refutes }

    Add-NextStep 'Let it roll (RollingUpdate), if two versions can run at once' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis NakedPod 'nothing makes it anew when its node goes away' -Target $Target {
    Add-Evidence 'it is a pod that nothing controls' -If ($Target | Where-Object Kind -EQ 'Pod') -Then Confirms -Else Refutes

    Add-NextStep 'Make it a deployment, a stateful set or a job' -For $Target -Command 'kubectl -n {Namespace} get {Object} -o yaml'
}
