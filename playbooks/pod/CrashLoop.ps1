<#
.SYNOPSIS
    Who ended a container that should go on.
.DESCRIPTION
    CrashLoopBackOff says only that the kubelet waits before the next try. Who ended the last run decides where to look: the kernel (memory),
    the node, the process itself. What the kubelet ends is looked into by pod/LivenessProbe, pod/StartupProbe and pod/LifecycleHook; why a process
    gave up by pod/StartError (what it was given), pod/SystemError (what the operating system refuses it), pod/DependencyError and
    pod/DatabaseError (what it calls); init containers and jobs by pod/RunToCompletion.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook CrashLoop -Namespace shop -Name payments

    Tests every hypothesis on the pods of payments.
.EXAMPLE
    Get-KubePod -Namespace shop | Where-Object Status -EQ CrashLoopBackOff | Invoke-Playbook CrashLoop | Where-Object Verdict -EQ Confirmed
.LINK
    https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
#>
[RunbookTools.Playbook('pod/CrashLoop', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$killed = $Target | Get-KubeRestart -Recent -EndedBy Kernel
$failed = $Target | Get-KubeRestart -Recent -EndedBy Process
$change = $Target | Get-KubeRevision -Suspect
$log = $failed | Get-KubeLog -Ended -Tail 100
$reasons = $failed | Get-KubeLogSign -Ended -Tail 100 -Decisive
$silent = if ($log) { 'Refutes' } else { 'Weakens' }

Test-Hypothesis MemoryLimitTooLow 'The container needs more memory than its limit allows' {
    $limited = $killed.Container | Where-Object MemoryLimit

    Add-Evidence 'the kernel killed it for memory' -If $killed -Else Refutes
    Add-Evidence 'it has a memory limit to hit' -If $limited -Then Confirms -Else Refutes
    Add-Evidence 'its node has memory to spare' -If ($limited | Get-KubeNode | Get-KubeCondition MemoryPressure -Status False) -Then Supports -Else Weakens
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $limited }) -Then Supports

    Add-NextStep 'Look at what it uses before it is killed' -For $limited -Command 'kubectl -n {Namespace} top pod {Pod} --containers'
    Add-NextStep 'Raise the limit above the peak, or find the leak' -For $limited -Risk Change `
        -Command 'kubectl -n {Namespace} set resources {Rollout} -c {Container} --limits=memory={MemoryLimit*2}'
}

$short = $killed | Get-KubeNode | Where-Object { $_.MemoryPressure -or ($_ | Get-KubeEvent -Reason 'SystemOOM') }
Test-Hypothesis NodeOutOfMemory 'The node ran out of memory, and the kernel chose this container' -Target $short {
    $unlimited = $killed | Where-Object { -not $_.Container.MemoryLimit }

    Add-Evidence 'the kernel killed it for memory' -If $killed -Else Refutes
    Add-Evidence 'it has no limit of its own, or its node says that memory ran out' -If (@($unlimited) + @($short)) -Else Refutes
    Add-Evidence 'it has no limit of its own that it could have hit' -If $unlimited -Then Supports -Else Weakens
    Add-Evidence 'its node ran out of memory' -If ($short | Where-Object { $unlimited }) -Then Confirms

    Add-NextStep 'See which pods use the memory of the node' -For $killed -Command 'kubectl top pod -A --sort-by=memory'
    Add-NextStep 'Give the pods of the node requests that match what they use, and this one a limit' -For $killed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

$lost = $Target | Get-KubeRestart -Recent -EndedBy Node
$rebooted = $lost | Get-KubeNode | Get-KubeEvent -Reason 'Rebooted' -Since 1h
Test-Hypothesis NodeRestarted 'The node was restarted under the container' -Target ($lost | Get-KubeNode) {
    Add-Evidence 'nobody saw how its last run ended, as when the node goes down' -If $lost -Then Supports -Else Refutes
    Add-Evidence 'its node was rebooted' -If $rebooted -Then Confirms -Else Weakens
    Add-Evidence 'its sandbox had to be made again' -If ($lost.Container | Get-KubeEvent -Reason 'SandboxChanged') -Then Supports

    Add-NextStep 'See why the node went down' -For ($lost | Get-KubeNode) -Command 'kubectl describe node {Name}'
}

Test-Hypothesis CompletesWithZero 'The process does its work and ends, but is told to run for ever' {
    $done = $Target | Get-KubeRestart -Recent -EndedBy Completed | Where-Object { $_.Container.Type -ne 'Init' }

    Add-Evidence 'its last run ended with success, and nobody ended it' -If $done -Then Confirms -Else Refutes
    Add-Evidence 'the pod restarts whatever ends' -If ($Target | Where-Object { $_.Spec.RestartPolicy -eq 'Always' }) -Else Refutes

    Add-NextStep 'See whether it did its work, or gave up in silence' -For $done -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous'
    Add-NextStep 'Run it as a Job or CronJob, or start it in the foreground' -For $done -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis KilledFromOutside 'Somebody ends the process with a signal: neither its limit nor a probe' {
    $stopped = $Target | Get-KubeRestart -Recent -EndedBy Signal

    Add-Evidence 'a signal ended it that a process does not send itself (9, 15)' -If $stopped -Then Supports -Else Refutes
    Add-Evidence 'the pod was evicted, preempted or shut down with its node' -If (@($Target | Get-KubeCondition DisruptionTarget -Status True) + @($Target | Where-Object Reason)) -Then Refutes
    Add-Evidence 'its node ran out of memory' -If ($stopped | Get-KubeNode | Get-KubeEvent -Reason 'SystemOOM' -Since 1h) -Then Supports

    Add-NextStep 'See what it said last, and who may run commands in it' -For $stopped -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --tail=50'
}

Test-Hypothesis ApplicationPanic 'The process gives up on an error of its own' {
    $fault = @($failed | Get-KubeLogSign -Ended -Tail 100 -Sign Crash, Error) + @($failed | Where-Object ExitCode -In 132, 134, 136, 139)

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log ends in a stack trace or a fatal error, or a signal of its own ended it' -If $fault -Then Supports -Else $silent
    Add-Evidence 'its log gives another reason' -If $reasons -Then Weakens
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $fault }) -Then Supports

    Add-NextStep 'Read the end of the log of the run before' -For $failed -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --tail=100'
    Add-NextStep 'Go back to the revision before' -For ($failed | Where-Object { $change }) -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
}
