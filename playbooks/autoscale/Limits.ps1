<#
.SYNOPSIS
    What stands against an autoscaler: its own maximum, another autoscaler, or somebody who sets the count by hand.
.DESCRIPTION
    An autoscaler that works may still not do any good: at its maximum and more is wanted, or what it sets is set back by something else.
.PARAMETER Target
    The autoscaler.
.EXAMPLE
    Invoke-Playbook autoscale/Limits -Namespace shop -Name webshop

    Tests every hypothesis on the autoscaler webshop.
.LINK
    https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
#>
[RunbookTools.Playbook('autoscale/Limits', Symptom = ('Autoscaler.AtMaximum', 'Autoscaler.Conflict', 'Autoscaler.Failing'), Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$workload = $Target.ScaleTarget | Get-KubeResource

Test-Hypothesis HPAAtMaximum 'It wants more pods than it may have' -Target $Target {
    $limited = $Target | Get-KubeCondition ScalingLimited -Status True -Reason TooManyReplicas

    Add-Evidence 'it has as many pods as it may' -If ($Target | Where-Object { $_.Current -ge $_.Maximum }) -Else Refutes
    Add-Evidence 'it would have more by its metrics' -If $limited -Then Confirms -Else Refutes
    Add-Evidence 'what it measures is still above what it aims at' -If ($Target | Where-Object { $limited -and $_.AboveTarget }) -Then Supports
    Add-Evidence 'pods of it are not ready, so the others carry their load' -If ($Target | Get-KubePod | Where-Object IsReady -EQ $false) -Then Weakens

    Add-NextStep 'See what it measures and what it aims at' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Allow more, if the nodes have room; or find out where the load comes from' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis TwoAutoscalers 'Another autoscaler scales the same workload' -Target $Target {
    $rivals = Get-KubeResource HorizontalPodAutoscaler -Namespace $Target.Namespace | Where-Object { $_.Name -ne $Target.Name -and $_.ScaleTarget -eq $Target.ScaleTarget }

    Add-Evidence 'another autoscaler names the same target' -If $rivals -Then Confirms -Else Refutes

    Add-NextStep 'Compare the two' -For $Target -Command 'kubectl -n {Namespace} get hpa'
    Add-NextStep 'Put all metrics in one of them, and delete the other' -For $rivals -Risk Disrupt -Command 'kubectl -n {Namespace} delete {Object}'
}

Test-Hypothesis ReplicasSetBack 'Something else keeps setting the count that it sets' -Target $Target {
    $asked = $Target | Get-KubeEvent -Reason SuccessfulRescale -Since 1h
    $down = $workload | Get-KubeEvent -Reason ScalingReplicaSet -Since 1h | Where-Object { $_.Message -match '^Scaled down .* to (\d+)$' -and $_.Count -ge 3 }
    $setBack = $down | Where-Object { $to = $_.Message -replace '^.* to ', 'New size: '; -not ($asked | Where-Object { $_.Message -like "$to;*" }) }
    $writers = $workload.Managers | Where-Object { $_.SetsReplicas -and $_.Name -ne 'kube-controller-manager' }

    Add-Evidence 'it set the count several times within the hour' -If ($asked | Where-Object Count -GE 3) -Else Refutes
    Add-Evidence 'its target was scaled down to a count that it never asked for' -If $setBack -Then Confirms -Else Refutes
    Add-Evidence "the count is written by $($writers.Name) too" -If ($workload | Where-Object { $writers }) -Then Supports

    Add-NextStep 'See who writes the count' -For $workload -Command 'kubectl -n {Namespace} get {Object} -o yaml --show-managed-fields'
    Add-NextStep 'Take replicas out of the manifest, or tell the deployment tool to leave it alone' -For $workload -Command 'kubectl -n {Namespace} describe {Object}'
}
