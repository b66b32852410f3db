<#
.SYNOPSIS
    Why a cron job starts nothing when it should.
.DESCRIPTION
    It is told not to, its schedule cannot be understood, the run before has not ended, it was too late for its own deadline, or nobody looks after
    cron jobs just now. Jobs that are refused are asked about by PodsRefused.
.PARAMETER Target
    The cron job.
.EXAMPLE
    Invoke-Playbook CronJob -Namespace shop -Name invoice-mailer

    Tests every hypothesis on the cron job invoice-mailer.
.LINK
    https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#cron-job-limitations
#>
[RunbookTools.Playbook('workload/CronJob', Symptom = 'CronJob.NotScheduled', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$events = $Target | Get-KubeEvent -Since 1h
$active = $Target | Where-Object { $_.ConcurrencyPolicy -eq 'Forbid' -and $_.Active } | Get-KubeResource Job | Where-Object { $_.Name -in $Target.Active }

Test-Hypothesis CronJobSuspended 'It is suspended' {
    Add-Evidence 'it is suspended' -If ($Target | Where-Object Suspended) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who suspended it and why; then let it go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"suspend":false}}'''
}

Test-Hypothesis TooManyMissedTimes 'It has missed more than a hundred starts' {
    Add-Evidence 'the controller counts too many missed starts' -If ($events | Where-Object Reason -In 'TooManyMissedTimes', 'FailedNeedsStart') -Then Confirms -Else Refutes

    Add-NextStep 'See when it last started, and whether it was suspended or the controller was away' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Let only recent starts count' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"startingDeadlineSeconds":200}}'''
}

Test-Hypothesis CronScheduleInvalid 'Its schedule cannot be understood' {
    Add-Evidence 'the controller cannot make sense of the schedule' -If ($events | Where-Object Reason -In 'UnparseableSchedule', 'InvalidSchedule') -Then Confirms -Else Refutes

    Add-NextStep 'Write the schedule in five fields: minute, hour, day, month, weekday' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CronTimeZoneUnknown 'Its time zone is not known' {
    Add-Evidence 'the controller does not know the time zone' -If ($events | Where-Object Reason -EQ 'UnknownTimeZone') -Then Confirms -Else Refutes

    Add-NextStep 'Name a zone of the IANA data base, such as Europe/Paris' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis CronRunStuck 'The run before has not ended, and two at a time are forbidden' {
    $waiting = $events | Where-Object Reason -EQ 'JobAlreadyActive'

    Add-Evidence 'it forbids a second run beside the first' -If ($Target | Where-Object ConcurrencyPolicy -EQ 'Forbid') -Else Refutes
    Add-Evidence 'a run of it is still active' -If $active -Then Supports -Else Refutes
    Add-Evidence 'the controller says that it does not start because of it' -If $waiting -Then Confirms

    Add-NextStep 'See what the run is doing' -For $active -Command 'kubectl -n {Namespace} logs {Object} --all-containers --prefix --tail=50'
    Add-NextStep 'When it is stuck, end it; give the job a deadline (activeDeadlineSeconds) so that it ends by itself' -For $active -Risk Disrupt -Command 'kubectl -n {Namespace} delete {Object}'
}

Test-Hypothesis CronStartDeadlineMissed 'Starts came later than its deadline allows' {
    Add-Evidence 'it has a deadline for starting' -If ($Target | Where-Object StartingDeadlineSeconds) -Else Refutes
    Add-Evidence 'the controller passed over a start that was late' -If ($events | Where-Object { $_.Reason -eq 'MissSchedule' -and $_.LastSeen -gt $Target.LastScheduled }) -Then Confirms -Else Refutes

    # The controller looks every ten seconds: https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline
    Add-NextStep 'Allow more than ten seconds' -For $Target -Risk Change -Command 'kubectl -n {Namespace} patch {Object} --type=merge -p ''{"spec":{"startingDeadlineSeconds":200}}'''
}

$leader = Get-KubeResource Lease kube-controller-manager -Namespace kube-system
Test-Hypothesis ControllerManagerDown 'The controller manager, which starts cron jobs, has stopped' -Target $leader {
    $behind = $leader | Where-Object { Get-KubeResource Lease -Namespace kube-node-lease | Where-Object { ($_.Renewed - $leader.Renewed).TotalMinutes -gt 2 } }

    Add-Evidence 'it has stopped renewing its lease, while nodes renew theirs' -If $behind -Then Confirms -Else Refutes

    Add-NextStep 'Look at its pods and logs' -Command 'kubectl -n kube-system get pods -l component=kube-controller-manager -o wide'
}
