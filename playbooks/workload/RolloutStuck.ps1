<#
.SYNOPSIS
    Why a workload does not get the pods it wants, or a rollout does not end.
.DESCRIPTION
    Either the API server refuses new pods, and says why in FailedCreate events and in the condition ReplicaFailure; or somebody told the
    workload to wait; or new pods come and do not become ready. In the last case their own symptoms name the cause; here is said what it
    does to the rollout.
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

# The condition outlives the events; stateful sets, daemon sets and jobs have only the events.
$failing = $Target | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'ReplicaFailure' -and $_.IsTrue } }
$why = ($failing.Conditions | Where-Object Type -EQ 'ReplicaFailure').Message
$short = $Target | Where-Object { $_.Current -lt $_.Desired -or $failing }
$refusals = $Target | Get-KubeEvent -Recurse -Reason 'FailedCreate'
$said = @(@($why) + @($refusals.Message) | Where-Object { $_ }) -replace '^(\(combined from similar events\): )?(Error creating: )?' -replace '^.*? is forbidden: '
$pods = $Target | Get-KubePod | Where-Object IsFinished -EQ $false
$unready = $pods | Where-Object IsReady -EQ $false

Test-Hypothesis RolloutBlockedByQuota 'A resource quota refuses its pods' {
    $refused = @($refusals | Where-Object Message -Match 'pods "[^"]*" is forbidden: (exceeded quota|failed quota)') + @($failing | Where-Object { $why -match 'pods "[^"]*" is forbidden: (exceeded quota|failed quota)' })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its pods are refused for a quota' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'See what the quota allows and who uses it' -For $Target -Command 'kubectl -n {Namespace} describe resourcequota'
    Add-NextStep 'Raise the quota, free some of it, or let the rollout do without an extra pod (maxSurge 0)' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis QuotaExceededStorage 'A resource quota refuses the claims of its pods' {
    $refused = $refusals | Where-Object Message -Match 'persistentvolumeclaims "[^"]*" is forbidden: (exceeded quota|failed quota)'

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its claims are refused for a quota' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'See what the quota allows and who uses it' -For $Target -Command 'kubectl -n {Namespace} describe resourcequota'
}

Test-Hypothesis LimitRangeMaxExceeded 'A limit range refuses its pods for what they ask' {
    $pattern = '(maximum|minimum) \S+ usage per (Container|Pod) is|max limit to request ratio per (Container|Pod) is'
    $refused = @($refusals | Where-Object Message -Match $pattern) + @($failing | Where-Object { $why -match $pattern })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its pods are refused for a limit range' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'Compare what the containers ask with the limit range' -For $Target -Command 'kubectl -n {Namespace} describe limitrange'
    Add-NextStep 'Ask for what is allowed, or change the limit range' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis PodSecurityViolation 'The pod security standard of its namespace refuses its pods' {
    $refused = @($refusals | Where-Object Message -Match 'violates PodSecurity') + @($failing | Where-Object { $why -match 'violates PodSecurity' })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its pods are refused for what they would be allowed to do' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'See which standard the namespace enforces' -For $Target -Command 'kubectl get namespace {Namespace} --show-labels'
    Add-NextStep 'Set what the message asks for in the security context' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis WebhookRejected 'An admission webhook refuses its pods' {
    $refused = @($refusals | Where-Object Message -Match 'admission webhook "[^"]*" denied the request') + @($failing | Where-Object { $why -match 'admission webhook "[^"]*" denied the request' })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'a webhook denied the request' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'Do what the webhook asks for, or ask the owner of its policy' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

$uncalled = @($refusals | Where-Object Message -Match 'failed calling webhook') + @($failing | Where-Object { $why -match 'failed calling webhook' })
$asked = @($uncalled.Message) + @($why) -match 'failed calling webhook'
$webhooks = Get-KubeResource -Kind MutatingWebhookConfiguration, ValidatingWebhookConfiguration | Where-Object { $_.Webhooks.Name | Where-Object { $asked -like "*webhook `"$_`"*" } }
Test-Hypothesis WebhookUnreachable 'An admission webhook that must be asked does not answer' -Target $webhooks {
    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'the API server could not call a webhook' -If $uncalled -Then Confirms -Else Refutes
    if ($uncalled) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'Look at the service and the pods behind the webhook' -For $webhooks -Command 'kubectl get {Object} -o yaml'
    Add-NextStep 'If pods must be made before it can be mended, let requests pass without it (failurePolicy Ignore)' -For $webhooks -Risk Change -Command 'kubectl edit {Object}'
}

Test-Hypothesis ServiceAccountMissing 'Its service account does not exist' {
    $refused = @($refusals | Where-Object Message -Match 'error looking up service account') + @($failing | Where-Object { $why -match 'error looking up service account' })
    $account = Get-KubeResource -Kind ServiceAccount -Namespace $Target.Namespace | Where-Object { $_.Name -eq $Target.Template.Spec.ServiceAccount }

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its pods are refused because the account is not found' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }
    # A controller writes this for a moment when the account is made together with the workload.
    Add-Evidence 'the account exists now' -If $account -Then Refutes

    Add-NextStep 'Make the service account, or name the right one' -For $Target -Command 'kubectl -n {Namespace} get serviceaccounts'
}

Test-Hypothesis PriorityClassMissing 'Its priority class does not exist' {
    $refused = @($refusals | Where-Object Message -Match 'no PriorityClass with name') + @($failing | Where-Object { $why -match 'no PriorityClass with name' })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'its pods are refused because the class is not found' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'Make the priority class, or name the right one' -Command 'kubectl get priorityclasses'
}

Test-Hypothesis PodTemplateInvalid 'Its pods are refused for what is written in the template' {
    $refused = @($refusals | Where-Object Message -Match 'Pod "[^"]*" is invalid') + @($failing | Where-Object { $why -match 'Pod "[^"]*" is invalid' })

    Add-Evidence 'it cannot make all the pods it wants' -If (@($short).Count -gt 0) -Else Refutes
    Add-Evidence 'the API server says what is invalid' -If $refused -Then Confirms -Else Refutes
    if ($refused) { Add-Evidence $said[-1] -If $true -Then Supports }

    Add-NextStep 'Mend the field that the message names' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis RolloutPaused 'Its rollout is paused' {
    Add-Evidence 'it is paused' -If ($Target | Where-Object Paused) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who paused it and why; then let it go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} rollout resume {Object}'
}

Test-Hypothesis PartitionHolds 'Its partition holds the update back' {
    Add-Evidence 'it updates only pods from a partition on' -If ($Target | Where-Object { $_.Kind -eq 'StatefulSet' -and $_.UpdateStrategy -eq 'RollingUpdate' -and $_.Partition -gt 0 -and $_.CurrentRevision -ne $_.UpdateRevision }) -Else Refutes
    Add-Evidence 'the pods from the partition on are updated' -If ($Target | Where-Object { $_.Updated -ge $_.Desired - $_.Partition }) -Then Confirms -Else Refutes

    Add-NextStep 'Lower the partition to go on' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis OnDeleteStrategy 'It updates a pod only when somebody deletes it' {
    $manual = $Target | Where-Object UpdateStrategy -EQ 'OnDelete'

    Add-Evidence 'its update strategy is OnDelete' -If $manual -Else Refutes
    Add-Evidence 'pods of the old revision are left' -If ($manual | Where-Object { $_.Updated -lt $_.Desired }) -Then Confirms -Else Refutes

    Add-NextStep 'Delete the pods one by one' -For $pods -Risk Disrupt -Command 'kubectl -n {Namespace} delete pod {Name}'
}

Test-Hypothesis ScaledToZero 'It is scaled to zero' {
    Add-Evidence 'it wants no pods' -If ($Target | Where-Object Desired -EQ 0) -Then Confirms -Else Refutes

    Add-NextStep 'Ask who scaled it down and why; then scale it up' -For $Target -Risk Change -Command 'kubectl -n {Namespace} scale {Object} --replicas=1'
}

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
    $homeless = $pods | Where-Object { $_.Phase -eq 'Pending' -and -not $_.IsScheduled }

    Add-Evidence 'a rolling update makes new pods before it ends old ones' -If ($Target | Where-Object { $_.Strategy -eq 'RollingUpdate' -and $_.Current -gt $_.Desired }) -Else Refutes
    Add-Evidence 'a pod of it gets no node' -If $homeless -Then Supports -Else Refutes
    Add-Evidence 'all other pods of it are ready' -If ($unready | Where-Object { $_ -notin $homeless }) -Then Weakens

    Add-NextStep 'Let the rollout end an old pod first' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis NewRevisionPodsFail 'The pods of its new revision do not become ready' {
    $revisions = $Target | Get-KubeRevision

    Add-Evidence 'there is an older revision' -If ($revisions | Where-Object IsCurrent -EQ $false) -Else Refutes
    Add-Evidence 'pods of it have a node and are not ready' -If ($unready | Where-Object IsScheduled) -Then Supports -Else Refutes

    Add-NextStep 'Look at the pods first; they say why' -For $unready -Command 'kubectl -n {Namespace} describe pod {Name}'
    Add-NextStep 'To get going again, go back to the revision before' -For $Target -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Object}'
}

Test-Hypothesis ProgressDeadlineExceeded 'The rollout took longer than its deadline allows' {
    $late = $Target | Where-Object { $_.Conditions | Where-Object { $_.Type -eq 'Progressing' -and $_.Reason -eq 'ProgressDeadlineExceeded' } }

    Add-Evidence 'its deadline has passed' -If $late -Else Refutes
    if ($late) { Add-Evidence 'its pods are all there and ready' -If (-not $unready -and -not $failing) -Then Confirms -Else Refutes }

    Add-NextStep 'Allow more time, or make the pods start faster' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
