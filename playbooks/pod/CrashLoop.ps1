<#
.SYNOPSIS
    Why a container ends that should go on: once, or over and over.
.DESCRIPTION
    CrashLoopBackOff says only that the kubelet waits before the next try. Who ended the last run decides where to look: the kernel (memory),
    the kubelet (a probe or a hook), the runtime (nothing to run) or the process itself (its log says why). Each way out is tested against the
    last exit, the events, the probes and the log of the run that ended.

    A log is judged by phrases of the operating system, of runtimes and of common libraries, never of one application. A log that could be
    read and is silent rules out what would have been written there; an empty one does not.
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

# What the log of a process that gave up says: phrases of errno, libc, Go, Java, Python, Node.js, shells and argument parsers.
$words = @{
    NotThere    = '^exec .*: (no such file or directory|permission denied)|exec user process caused:? "?(no such file or directory|permission denied)|command not found|^(\S*/)?(ba|da|a|z)?sh: .*: (not found|no such file or directory)$|cannot find module ''?/|can''t open file ''?/|unable to access jarfile|could not find or load main class|missing script: |error while loading shared libraries'
    Format      = 'exec format error'
    Arguments   = 'unknown (sub)?(command|flag|option|argument|shorthand flag)|(un(recognized|expected|known)|invalid|illegal) (command.?line )?(option|argument|flag|switch|subcommand)s?\b|flag provided but not defined|invalid (argument|value) ".*" for|no such (sub)?(command|option)|which wasn''t expected, or isn''t valid|required (flag|argument|option)|the following arguments are required'
    File        = '\b(open|read|stat|load|find|access|lookup)\w*\b.{0,120}(no such file or directory|\bENOENT\b)|\b(file|path|directory)\b.{0,80}\b(not found|does not exist|(could|can)not be found)|FileNotFound|NoSuchFileException|\[Errno 2\]|\bENOENT: no such file|cannot find the (file|path)'
    Invalid     = 'cannot unmarshal|yaml: (line|unmarshal|did not)|\[emerg\]|(error|fail\w*|unable to) (while |when |to )?(pars\w+|decod\w+|unmarshal\w*) .{0,80}(config\w*|file|ya?ml|json|toml)|invalid (value for (env|config|option|setting)|config)\w*|while parsing (config|a )|invalid character .{0,9} looking for|config\w* (file )?(is )?invalid|unknown (directive|keyword)|config\w* (file )?error|(SnakeYAML|yaml\.|toml\.|json\.)\S*(Error|Exception)'
    Port        = 'address already in use|\bEADDRINUSE\b|port \d* ?(is )?already (in use|allocated)|address in use|only one usage of each socket address'
    Unreachable = 'connection refused|connection to \S+ (was )?refused|\bECONNREFUSED\b|no such host|\bENOTFOUND\b|\bEAI_AGAIN\b|host not found in upstream|communications link failure|NoBrokersAvailable|name or service not known|temporary failure in name resolution|could not (resolve|translate) host|UnknownHost|nodename nor servname|no route to host|\bEHOSTUNREACH\b|network is unreachable|i/o timeout|connection timed out|connect timed out|\bETIMEDOUT\b|connection reset by peer|server selection tim'
    Credentials = 'password authentication failed|authentication (failed|failure|error:)|access denied for user|WRONGPASS|NOAUTH|login failed|(invalid|bad|incorrect|wrong|expired) (user\w*|password|credential\w*|api.?key|token|client.?secret)|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|invalid_client|\b401 unauthorized|status(code)?\W{1,3}401\b'
    Cluster     = 'is forbidden: User \\?"system:serviceaccount:'
    Permission  = 'read-only file ?system|\bEROFS\b|\bEACCES\b|\bEPERM\b|operation not permitted|AccessDeniedException|\[Errno 13\]|((open|mkdir|create|write|unlink|remove|chmod|chown|touch|rename|bind|listen|access|log)\w*\b.{0,120}|: )permission denied'
    Disk        = 'no space left on device|\bENOSPC\b|disk quota exceeded|(disk|database) (or disk )?is full'
    Heap        = 'OutOfMemoryError|heap out of memory|runtime: out of memory|^MemoryError|std::bad_alloc|cannot allocate memory|allocation failed'
}
$unset = '(?i:(environment|env)\.? ?var\w*\b.{0,80}\b(not (set|found|defined|provided|specified)|required|missing|empty|undefined|unset|must)|(missing|required|undefined|unset|no) (required )?(environment|env)\.? ?var|specify .{0,60}environment variable)|(?i:must|need to) (?i:specify|set|provide|define) [A-Z]+_[A-Z0-9_]+|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\W{1,3}(?i:(is |was |are )?(not (set|found|defined|provided)|unset|required|missing|undefined|empty|must be (set|provided|specified|defined)))|[A-Z][A-Z0-9_]{2,}: (unbound variable|parameter (null or )?not set)|KeyError: ''[A-Z][A-Z0-9_]+''|required key [A-Z0-9_]+ missing value|(?i:could not resolve placeholder)'
$trace = '^panic:|^goroutine \d+ \[|Traceback \(most recent call last\)|Exception in thread|unhandled\w* (exception|error|rejection|promise)|uncaught|segmentation fault|SIGSEGV|SIGABRT|core dumped|panicked at|^fatal error:|^\s+at .+[:(]\d+\)?|terminate called|\b(FATAL|CRITICAL|PANIC|ERROR|Error:)'

$now = (Get-KubeCluster).CapturedAt
$runs = $Target | Get-KubeRestart | Where-Object IsRecent
# A change these pods came with, of today: the first suspect.
$change = $Target | Get-KubeRevision |
    Where-Object { $_.IsCurrent -and $_.Changes -and ($Target.Created - $_.Created).TotalMinutes -lt 30 -and ($now - $_.Created).TotalHours -lt 24 }
$crashed = $runs.Container
$events = $Target | Get-KubeEvent
$unhealthy = $events | Where-Object { $_.Reason -eq 'Unhealthy' -and $_.Container -in $crashed.Name }
$killings = $events | Where-Object { $_.Reason -in 'Killing', 'FailedPostStartHook' -and $_.Container -in $crashed.Name -and $_.Message -match 'probe|hook' }

# Never got to run: what the runtime answered (containerd and CRI-O: StartError; dockershim: ContainerCannotRun).
$unstarted = $crashed | Where-Object { $_.LastExitReason -in 'StartError', 'ContainerCannotRun' -or $_.Reason -eq 'RunContainerError' }
# Ended by its own doing: not with success, not by a signal of the kernel or the kubelet.
$failed = $crashed | Where-Object { $_.LastExit -notin 0, 137, 143 -and $_.LastExitReason -notin 'Unknown', 'ContainerStatusUnknown' -and $_.Name -notin $unstarted.Name }
$log = $failed | Where-Object Name -NotIn $killings.Container | Get-KubeLog -Ended -Tail 100
# What it only mentions in passing is no reason to end.
$serious = $log | Where-Object Text -CNotMatch '\b(INFO|DEBUG|TRACE)\b|level\W{1,3}(info|debug|trace)|^[ID]\d{4} '
$silent = if ($log) { 'Refutes' } else { 'Weakens' }
$reasons = @($serious | Where-Object { $_.Text -match ($words.Values -join '|') -or $_.Text -cmatch $unset })
$explained = @($runs | Where-Object Reason -EQ 'OOMKilled') + @($unstarted) + @($killings) + $reasons

$oom = $runs | Where-Object Reason -EQ 'OOMKilled'
Test-Hypothesis MemoryLimitTooLow 'The container needs more memory than its limit allows' {
    # Too low for the first instruction, and nothing says OOMKilled: runc, libcontainer/process_linux.go.
    $aborted = $unstarted | Where-Object LastExitMessage -Match 'OOM-killed'
    $limited = @($oom.Container) + @($aborted) | Where-Object MemoryLimit

    Add-Evidence 'the kernel killed it for memory' -If (@($oom) + @($aborted)) -Else Refutes
    Add-Evidence 'it has a memory limit to hit' -If $limited -Then Confirms -Else Refutes
    Add-Evidence 'its node has memory to spare' -If ($limited | Get-KubeNode | Where-Object MemoryPressure -EQ $false) -Then Supports -Else Weakens
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $limited }) -Then Supports

    Add-NextStep 'Raise the limit above the peak, or find the leak' -For $limited -Risk Change `
        -Command 'kubectl -n {Namespace} set resources {Rollout} -c {Container} --limits=memory={MemoryLimit*2}'
    Add-NextStep 'Look at what it uses before it is killed' -For $limited -Command 'kubectl -n {Namespace} top pod {Pod} --containers'
}

$short = $oom | Get-KubeNode | Where-Object { $_.MemoryPressure -or ($_ | Get-KubeEvent -Reason 'SystemOOM') }
Test-Hypothesis NodeOutOfMemory 'The node ran out of memory, and the kernel chose this container' -Target $short {
    $unlimited = $oom | Where-Object { -not $_.Container.MemoryLimit }

    Add-Evidence 'the kernel killed it for memory' -If $oom -Else Refutes
    Add-Evidence 'it has no limit of its own, or its node says that memory ran out' -If (@($unlimited) + @($short)) -Else Refutes
    Add-Evidence 'it has no limit of its own that it could have hit' -If $unlimited -Then Supports -Else Weakens
    Add-Evidence 'its node ran out of memory' -If ($short | Where-Object { $unlimited }) -Then Confirms

    Add-NextStep 'See which pods use the memory of the node' -For $oom -Command 'kubectl top pod -A --sort-by=memory'
    Add-NextStep 'Give the pods of the node requests that match what they use, and this one a limit' -For $oom -Risk Change `
        -Command 'kubectl -n {Namespace} edit {Owner}'
}

$byLiveness = $killings | Where-Object Message -Match 'liveness'
$slain = $runs | Where-Object { $_.Container.Name -in $byLiveness.Container -and $_.Reason -ne 'OOMKilled' }
$early = $slain | Where-Object {
    $probe = $_.Container.Spec.LivenessProbe
    -not $_.Container.Spec.StartupProbe -and
    $_.Ran.TotalSeconds -le $probe.PatienceSeconds + $probe.PeriodSeconds + $Target.Spec.TerminationGracePeriodSeconds
}
$startLog = $early.Container | Get-KubeLog -Ended -Tail 100
$serving = $startLog | Where-Object Text -Match '\blisten(s|ing)\b|\bready (for|to)\b|accept(s|ing) connections|\bserving\b|started\b.* in [\d.]+ ?(s|ms|sec)|(running|started|up) (on|at) (port|http|https|tcp|\S*:\d)|startup complete|server (is )?(up|started|running|ready)'
$answered = $unhealthy | Where-Object Message -Match 'Liveness probe failed: (HTTP probe failed with statuscode|service unhealthy)'
$lastWords = $early.Container | Get-KubeLog -Ended -Tail 3
$midStart = $lastWords | Where-Object Text -Match '\b(start|initiali[sz]|load|migrat|boot|warm|prepar|recover|connect|wait|import|build|compil|appl[yi]|process|creat|replay|restor|scan|index)\w*ing\b' |
    Where-Object { -not $serving -and -not $answered }
$undeclared = $early.Container | Where-Object { $_.Spec.Ports -and $_.Spec.LivenessProbe.Port -and $_.Spec.LivenessProbe.Port -notin $_.Spec.Ports.Port -and $_.Spec.LivenessProbe.Port -notin $_.Spec.Ports.Name }

Test-Hypothesis LivenessProbeFailed 'The liveness probe fails, so the kubelet kills the container' {
    Add-Evidence 'the kubelet killed it because its liveness probe failed' -If $byLiveness -Else Refutes
    Add-Evidence 'nothing says that it was still starting' -If ($slain | Where-Object { -not $midStart -or $undeclared }) -Then Confirms -Else Weakens
    Add-Evidence 'the probe asks a port that the container does not declare' -If $undeclared -Then Supports
    Add-Evidence 'what the probe got' -If ($unhealthy | Where-Object Message -Match '^Liveness') -Then Supports

    Add-NextStep 'See what the probe asks, and what it got' -For $slain.Container -Command 'kubectl -n {Namespace} describe pod {Pod}'
    Add-NextStep 'Let the probe check the process only, never what it depends on' -For $slain.Container -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis LivenessProbeTooEager 'The liveness probe gives up before the process has started' {
    Add-Evidence 'the kubelet killed it because its liveness probe failed' -If $byLiveness -Else Refutes
    Add-Evidence 'it lived no longer than the probe waits, and no startup probe shields its start' -If $early -Then Supports -Else Refutes
    Add-Evidence 'its log says that it was up' -If $serving -Then Refutes
    Add-Evidence 'something answered the probe' -If $answered -Then Refutes
    Add-Evidence 'the probe asks a port that the container does not declare' -If $undeclared -Then Refutes
    Add-Evidence 'its log breaks off in the middle of its start' -If $midStart -Then Supports -Else Weakens

    Add-NextStep 'Add a startup probe that waits as long as the slowest start' -For $early.Container -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
    Add-NextStep 'See how far it got' -For $early.Container -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --timestamps'
}

Test-Hypothesis StartupProbeFailed 'The startup probe never passes, so the kubelet kills the container' {
    $guarded = $crashed | Where-Object { $_.Spec.StartupProbe }
    $byStartup = $killings | Where-Object Message -Match 'startup'

    Add-Evidence 'it has a startup probe' -If $guarded -Else Refutes
    Add-Evidence 'the kubelet killed it because its startup probe failed' -If $byStartup -Then Confirms -Else Refutes
    Add-Evidence 'what the probe got' -If ($unhealthy | Where-Object Message -Match '^Startup') -Then Supports

    Add-NextStep 'See how far it got' -For $guarded -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --timestamps'
    Add-NextStep 'If it only needs longer, raise failureThreshold of the startup probe' -For $guarded -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis PostStartHookFailed 'The postStart hook fails, so the kubelet kills the container' {
    $hooked = $crashed | Where-Object { $_.Spec.HasPostStart }

    Add-Evidence 'it has a postStart hook' -If $hooked -Else Refutes
    Add-Evidence 'the kubelet says that the hook failed' -If ($killings | Where-Object { "$($_.Reason) $($_.Message)" -match 'PostStartHook' }) -Then Confirms -Else Refutes

    Add-NextStep 'Run what the hook runs, and see why it fails' -For $hooked -Command 'kubectl -n {Namespace} get {Owner} -o yaml'
}

Test-Hypothesis ExecNotFound 'What it is told to run is not in the image, or may not be run' {
    $absent = @($unstarted | Where-Object LastExitMessage -Match 'exec: .*(no such file or directory|executable file not found|permission denied|is a directory)') +
        @($serious | Where-Object Text -Match $words.NotThere)
    $code = $failed | Where-Object LastExit -In 126, 127
    # What never ran wrote no log, so what the runtime did not say is not so.
    $else = if ($code) { 'None' } elseif ($failed) { $silent } else { 'Refutes' }

    Add-Evidence 'it did not start, or ended with an error of its own' -If (@($unstarted) + @($failed)) -Else Refutes
    Add-Evidence 'the runtime or the log names a program that is not there or may not be run' -If $absent -Then Confirms -Else $else
    Add-Evidence 'it ended as shells do when they cannot run a command (126, 127)' -If $code -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $absent }) -Then Supports

    Add-NextStep 'Compare command and args with what the image holds' -For $absent -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    if ($change) {
        Add-NextStep 'Go back to the revision before' -For $absent -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
    }
}

Test-Hypothesis WrongArchitecture 'The image is built for another processor than the node has' {
    $foreign = @($crashed | Where-Object { $_.LastExitMessage -match $words.Format -or $_.Message -match $words.Format }) + @($serious | Where-Object Text -Match $words.Format)
    $node = $foreign | Get-KubeNode
    $elsewhere = $Target | Get-KubeOwner | Get-KubePod | Where-Object IsReady | Get-KubeNode | Where-Object { $node -and $_.Architecture -notin $node.Architecture }

    Add-Evidence 'it did not start, or ended with an error of its own' -If (@($unstarted) + @($failed)) -Else Refutes
    Add-Evidence 'the kernel says that it cannot run this format' -If $foreign -Then Supports -Else $(if ($failed) { $silent } else { 'Refutes' })
    Add-Evidence 'its twins run on nodes of another architecture' -If $elsewhere -Then Confirms
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $foreign }) -Then Supports

    Add-NextStep 'See which platforms the image is built for' -For $foreign -Command 'kubectl -n {Namespace} get pod {Pod} -o wide'
    Add-NextStep 'Build for this platform too, or keep the pod to nodes it can run on' -For $foreign -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis BadArguments 'It is started with a command or flag it does not know' {
    $objections = $serious | Where-Object Text -Match $words.Arguments
    $brief = $runs | Where-Object { $_.Container.Name -in $failed.Name -and $_.Ran.TotalSeconds -lt 60 }

    Add-Evidence 'it ended with an error of its own within its first minute' -If $brief -Else Refutes
    Add-Evidence 'its log rejects a command, a flag or an argument' -If $objections -Then Confirms -Else $silent
    Add-Evidence 'its log prints how it wants to be called' -If ($log | Where-Object Text -Match '^\s*usage:|--help') -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $objections }) -Then Supports

    Add-NextStep 'Compare args with what this version of the image takes' -For $brief.Container -Command 'kubectl -n {Namespace} get pod {Pod} -o yaml'
    if ($change) {
        Add-NextStep 'Go back to the revision before' -For $brief.Container -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
    }
}

Test-Hypothesis MissingEnvironment 'An environment variable it needs is not set' {
    $wanted = $serious | Where-Object Text -CMatch $unset

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that a variable is missing' -If $wanted -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $wanted }) -Then Supports

    Add-NextStep 'Compare with the variables it gets' -For $failed -Command 'kubectl -n {Namespace} set env {Owner} --list'
}

Test-Hypothesis ConfigFileMissing 'A file it needs is not where it looks' {
    $lost = $serious | Where-Object { $_.Text -match $words.File -and $_.Text -notmatch $words.NotThere -and ($_.Text -notmatch $words.Invalid -or $_.Text -match 'no such file') }

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log names a file that is not there' -If $lost -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $lost }) -Then Supports

    Add-NextStep 'Compare the path with what is mounted, and with the keys of the config map or secret' -For $failed -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis ConfigInvalid 'It cannot make sense of its configuration' {
    $rejected = $serious | Where-Object { $_.Text -match $words.Invalid -and $_.Text -notmatch "no such file|$($words.Permission)|$($words.Port)|$($words.Unreachable)" }

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log rejects its configuration' -If $rejected -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $rejected }) -Then Supports

    Add-NextStep 'See which config maps and secrets it gets its configuration from' -For $failed -Command 'kubectl -n {Namespace} describe pod {Pod}'
}

Test-Hypothesis PortInUse 'The port it wants to listen on is taken' {
    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that the address is in use' -If ($serious | Where-Object Text -Match $words.Port) -Then Confirms -Else $silent
    Add-Evidence 'it shares the network of its node' -If ($Target | Where-Object { $_.Spec.HostNetwork }) -Then Supports

    Add-NextStep 'Give each container of the pod, or each pod on the host network, a port of its own' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DependencyUnavailable 'Something it needs at its start does not answer' {
    $deadEnds = $Target | Get-KubeReference -Kind Service |
        Where-Object { $_.Exists -eq $false -or ($_.Object | Get-KubeRoute -Broken) }

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that something it calls cannot be reached' -If ($serious | Where-Object Text -Match $words.Unreachable) -Then Confirms -Else $silent
    Add-Evidence 'a service it is told to call is missing or has nothing ready behind it' -If $deadEnds -Then Supports

    if ($deadEnds) {
        Add-NextStep 'Look at what is behind the service it calls' -For $deadEnds.Object -Command 'kubectl -n {Namespace} get endpointslices -l kubernetes.io/service-name={Name}'
    }

    Add-NextStep 'Let it wait and try again rather than end' -For $failed
}

Test-Hypothesis CredentialsRejected 'Something it calls does not accept its credentials' {
    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that its credentials were rejected' -If ($serious | Where-Object Text -Match $words.Credentials) -Then Confirms -Else $silent

    Add-NextStep 'See which secrets it gets its credentials from, and when they changed' -For $failed -Command 'kubectl -n {Namespace} set env {Owner} --list'
}

Test-Hypothesis ClusterAccessDenied 'Its service account may not do what it asks of the Kubernetes API' {
    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log quotes a refusal of the API server' -If ($serious | Where-Object Text -Match $words.Cluster) -Then Confirms -Else $silent

    Add-NextStep 'See what its service account is bound to; the log names the verb and the resource that are missing' -For $Target `
        -Command 'kubectl -n {Namespace} get rolebindings -o wide'
}

Test-Hypothesis PermissionDenied 'It may not read, write or open what it needs' {
    $barred = $serious | Where-Object { $_.Text -match $words.Permission -and $_.Text -notmatch $words.Credentials }
    $confined = $failed | Where-Object { $_.Spec.ReadOnlyRoot -or $_.Spec.RunAsUser -or $_.Spec.RunAsNonRoot }

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that the operating system refused it' -If $barred -Then Confirms -Else $silent
    Add-Evidence 'its root is read-only or its user is set' -If $confined -Then Supports
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $barred }) -Then Supports

    Add-NextStep 'Mount a volume where it writes, or set fsGroup so that its user may' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DiskFull 'There is no room left where it writes' {
    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log says that no space is left' -If ($serious | Where-Object Text -Match $words.Disk) -Then Confirms -Else $silent
    Add-Evidence 'its node is short of disk' -If ($failed | Get-KubeNode | Where-Object DiskPressure) -Then Supports

    Add-NextStep 'See how full its volumes are' -For $failed -Command 'kubectl -n {Namespace} get pvc'
}

Test-Hypothesis HeapTooSmall 'The heap its language runtime allows itself is too small' {
    $exhausted = $serious | Where-Object Text -Match $words.Heap

    Add-Evidence 'it ended with an error of its own, not killed by the kernel' -If $failed -Else Refutes
    Add-Evidence 'its log says that the heap is exhausted' -If $exhausted -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $exhausted }) -Then Supports

    Add-NextStep 'Raise the heap setting (-Xmx, --max-old-space-size) and the memory limit with it' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis CompletesWithZero 'The process does its work and ends, but is told to run for ever' {
    $done = $crashed | Where-Object { $_.LastExit -eq 0 -and $_.Type -ne 'Init' }

    Add-Evidence 'its last run ended with success' -If $done -Then Confirms -Else Refutes
    Add-Evidence 'the pod restarts whatever ends' -If ($Target | Where-Object { $_.Spec.RestartPolicy -eq 'Always' }) -Else Refutes
    Add-Evidence 'the kubelet ended it' -If ($killings | Where-Object Container -In $done.Name) -Then Refutes

    Add-NextStep 'Run it as a Job or CronJob, or start it in the foreground' -For $done -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous'
}

Test-Hypothesis ApplicationPanic 'The process gives up on an error of its own' {
    $fault = @($serious | Where-Object Text -CMatch $trace) + @($failed | Where-Object LastExit -In 132, 134, 136, 139)

    Add-Evidence 'it ended with an error of its own' -If $failed -Else Refutes
    Add-Evidence 'its log ends in a stack trace or a fatal error, or a signal of its own ended it' -If $fault -Then Supports -Else $silent
    Add-Evidence 'its log gives another reason' -If $reasons -Then Weakens
    Add-Evidence 'it came with a new revision' -If ($change | Where-Object { $fault }) -Then Supports

    Add-NextStep 'Read the end of the log of the run before' -For $failed -Command 'kubectl -n {Namespace} logs {Pod} -c {Container} --previous --tail=100'
    if ($change) {
        Add-NextStep 'Go back to the revision before' -For $failed -Risk Change -Command 'kubectl -n {Namespace} rollout undo {Rollout}'
    }
}

Test-Hypothesis InitContainerCrash 'An init container fails, so the pod never gets to its own' {
    $inits = $crashed | Where-Object { $_.Type -eq 'Init' -and $_.LastExit }

    Add-Evidence 'what ends again and again is an init container' -If $inits -Then Supports -Else Refutes
    Add-Evidence 'nothing gives a closer reason' -If ($inits | Where-Object { -not $explained }) -Then Confirms

    Add-NextStep 'Read what it says' -For $inits -Command 'kubectl -n {Namespace} logs {Pod} -c {Container}'
}

Test-Hypothesis JobPodCrashLoop 'The work of a job fails, again and again' {
    $job = $Target | Get-KubeOwner | Where-Object Kind -In 'Job', 'CronJob'
    $erring = $crashed | Where-Object LastExit

    Add-Evidence 'the pod does the work of a job' -If $job -Else Refutes
    Add-Evidence 'its container ends with an error' -If $erring -Then Supports -Else Refutes
    Add-Evidence 'nothing gives a closer reason' -If ($erring | Where-Object { $job -and -not $explained }) -Then Confirms

    Add-NextStep 'Read what it says' -For $crashed -Command 'kubectl -n {Namespace} logs {Pod} -c {Container}'
    Add-NextStep 'Stop the tries until it is mended' -For $job -Risk Change -Command 'kubectl -n {Namespace} patch job {Name} -p ''{"spec":{"suspend":true}}'''
}
