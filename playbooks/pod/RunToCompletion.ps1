<#
.SYNOPSIS
    Why work that should come to an end does not: an init container or the pod of a job that fails again and again.
.DESCRIPTION
    What such a container says or what ended it most often gives a closer reason; then that is the cause, and this only says what it does to the pod.
    Where nothing does, the work itself fails.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook RunToCompletion -Namespace shop -Name seats

    Tests every hypothesis on the pods of seats.
.LINK
    https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
#>
[RunbookTools.Playbook('pod/RunToCompletion', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$job = $Target | Get-KubeOwner | Where-Object Kind -In 'Job', 'CronJob'
$erring = $Target | Get-KubeRestart -Recent | Where-Object { $_.ExitCode -and ($job -or $_.Container.Type -eq 'Init') }

Assert-Premise 'what should do its work and end, an init container or a job, ends with an error' -If $erring

$known = @($Target | Get-KubeRestart -Recent -EndedBy Process | Get-KubeLogSign -Ended -Tail 100 -Decisive) +
    @($Target | Get-KubeRestart -Recent -EndedBy Kernel, Runtime, LivenessProbe, StartupProbe, PostStartHook)

Test-Hypothesis InitContainerCrash 'An init container fails, so the pod never gets to its own' {
    $inits = $erring | Where-Object { $_.Container.Type -eq 'Init' }

    Add-Evidence 'what ends again and again is an init container' -If $inits -Then Supports -Else Refutes
    Add-Evidence 'its log gives no closer reason' -If ($inits | Get-KubeLog -Ended -Tail 3 | Where-Object { -not $known }) -Then Confirms

    Add-NextStep 'Read what it says' -For $inits -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous'
}

Test-Hypothesis JobPodCrashLoop 'The work of a job fails, again and again' {
    $failing = $erring | Where-Object { $job }

    Add-Evidence 'the pod does the work of a job' -If $job -Else Refutes
    Add-Evidence 'its container ends with an error' -If $failing -Then Supports -Else Refutes
    Add-Evidence 'it was tried more than once' -If (@($failing | Where-Object { $_.Container.RestartCount }) + @($job | Where-Object Failed -GE 2)) -Else Refutes
    Add-Evidence 'its log gives no closer reason' -If ($failing | Get-KubeLog -Ended -Tail 3 | Where-Object { -not $known }) -Then Confirms

    Add-NextStep 'Read what it says' -For $erring -Command 'kubectl -n {Namespace} logs {Pod} -c {Container}'
    Add-NextStep 'Stop the tries until it is mended' -For $job -Risk Change -Command 'kubectl -n {Namespace} patch job {Name} -p ''{"spec":{"suspend":true}}'''
}
