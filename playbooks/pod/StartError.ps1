<#
.SYNOPSIS
    Why a process does not take what it is started with: its program, arguments, environment, files, configuration or port.
.DESCRIPTION
    A process that ends by itself soon after its start most often says in its last lines what it misses. The runtime says it where it could not
    begin the process at all. A log that could be read and is silent rules out what would have been written there; an empty one does not.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook StartError -Namespace shop -Name importer

    Tests every hypothesis on the pods of importer.
.LINK
    https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
#>
[RunbookTools.Playbook('pod/StartError', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$unstarted = $Target | Get-KubeRestart -Recent -EndedBy Runtime
$failed = $Target | Get-KubeRestart -Recent -EndedBy Process

Assert-Premise 'it did not start, or ended with an error of its own' -If (@($unstarted) + @($failed))

$signs = $failed | Get-KubeLogSign -Ended -Tail 100 -Decisive
$change = $Target | Get-KubeRevision -Suspect
$silent = if ($failed | Get-KubeLog -Ended -Tail 1) { 'Refutes' } else { 'Weakens' }

# What never ran wrote no log, so what the runtime did not say is not so.
$unsaid = if ($failed) { $silent } else { 'Refutes' }

Test-Hypothesis ExecNotFound 'What it is told to run is not in the image, or may not be run' {
    $absent = @($unstarted | Where-Object { $_.Container.LastExitMessage -match 'exec: .*(no such file or directory|executable file not found|permission denied|is a directory)' }) +
        @($signs | Where-Object Sign -EQ ProgramMissing)
    $code = $failed | Where-Object ExitCode -In 126, 127
    $else = if ($code) { 'None' } else { $unsaid }

    Add-Evidence 'the runtime or the log names a program that is not there or may not be run' -If $absent -Then Confirms -Else $else
    Add-Evidence 'it ended as shells do when they cannot run a command (126, 127)' -If $code -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $absent }) -Then Supports

    Add-NextStep 'Compare command and args with what the image holds' -For $absent -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    Add-NextStep 'Go back to the revision before' -For ($absent | Where-Object { $change }) -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
}

Test-Hypothesis WrongArchitecture 'The image is built for another processor than the node has' {
    $foreign = @($Target | Get-KubeRestart -Recent | Where-Object { "$($_.Container.LastExitMessage) $($_.Container.Message)" -match 'exec format error' }) +
        @($signs | Where-Object Sign -EQ WrongArchitecture)
    $node = $foreign | Get-KubeNode
    $elsewhere = $Target | Get-KubeOwner | Get-KubePod | Where-Object IsReady | Get-KubeNode | Where-Object { $node -and $_.Architecture -notin $node.Architecture }

    Add-Evidence 'the kernel says that it cannot run this format' -If $foreign -Then Supports -Else $unsaid
    Add-Evidence 'its twins run on nodes of another architecture' -If $elsewhere -Then Confirms
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $foreign }) -Then Supports

    Add-NextStep 'See which platforms the image is built for' -For $foreign -Command 'kubectl -n {Namespace} get pod {Pod} -o wide'
    Add-NextStep 'Build for this platform too, or keep the pod to nodes it can run on' -For $foreign -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis BadArguments 'It is started with a command or flag it does not know' {
    $objections = $signs | Where-Object Sign -EQ BadArgument
    $brief = $failed | Where-Object { $_.Ran.TotalSeconds -lt 60 }

    Add-Evidence 'it ended with an error of its own within its first minute' -If $brief -Else Refutes
    Add-Evidence 'its log rejects a command, a flag or an argument' -If $objections -Then Confirms -Else $silent
    Add-Evidence 'its log prints how it wants to be called' -If ($failed | Get-KubeLogSign -Ended -Tail 100 -Sign Usage) -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $objections }) -Then Supports

    Add-NextStep 'Compare args with what this version of the image takes' -For $brief -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    Add-NextStep 'Go back to the revision before' -For ($brief | Where-Object { $change }) -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
}

Test-Hypothesis MissingEnvironment 'An environment variable it needs is not set' {
    $wanted = $signs | Where-Object Sign -EQ VariableMissing
    $optional = $Target | Get-KubeReference -Kind ConfigMap, Secret | Where-Object { $_.Optional -and $_.Exists -eq $false }

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that a variable is missing' -If $wanted -Then Confirms -Else $silent
    Add-Evidence 'it takes variables from something optional that does not exist' -If ($optional | Where-Object { $wanted }) -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $wanted }) -Then Supports

    Add-NextStep 'Compare with the variables it gets' -For $failed -Command 'kubectl -n {Namespace} get {Owner} -o jsonpath=''{..env[*].name}'''
    Add-NextStep 'Set the variable that the log names' -For $wanted -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis ConfigFileMissing 'A file it needs is not where it looks' {
    $absent = $signs | Where-Object Sign -EQ FileMissing

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log names a file that is not there' -If $absent -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $absent }) -Then Supports

    Add-NextStep 'Compare the path with what is mounted, and with the keys of the config map or secret' -For $failed -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis ConfigInvalid 'It cannot make sense of its configuration' {
    $rejected = $signs | Where-Object Sign -EQ ConfigInvalid

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log rejects its configuration' -If $rejected -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $rejected }) -Then Supports

    Add-NextStep 'See which config maps and secrets it gets its configuration from' -For $failed -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis PortInUse 'The port it wants to listen on is taken' {
    $taken = $signs | Where-Object Sign -EQ PortInUse
    $others = $Target.Containers | Where-Object { $_.Name -notin $failed.Container.Name -and $_.State -eq 'Running' }
    $neighbours = @($others | Where-Object { $taken.Port -and $_.Spec.Ports.Port -eq $taken[0].Port }) +
        @($others | Get-KubeLogSign -Sign Serving | Where-Object { $_.Port -and $_.Port -in $taken.Port })

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that the address is in use' -If $taken -Then Confirms -Else $silent
    Add-Evidence 'another container of the pod listens there' -If $neighbours -Then Supports
    Add-Evidence 'it shares the network of its node' -If ($Target | Where-Object { $taken -and $_.Spec.HostNetwork }) -Then Supports

    Add-NextStep 'Give each container of the pod, or each pod on the host network, a port of its own' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}
