namespace RunbookTools.Model;

/// <summary>A container of a pod: its spec joined with its status, and enough of the pod to be used without it.</summary>
public sealed record KubeContainer
{
    private readonly KubeContainerSpec _spec = null!;
    private readonly string? _token;
    private readonly Moment _startedAt;
    private readonly Moment _finishedAt;
    private readonly Moment _lastStarted;
    private readonly Moment _lastFinished;

    /// <summary>The cluster the pod was read from.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The pod's namespace.</summary>
    public string? Namespace { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Pod { get; init; }

    /// <summary>The node the pod is bound to; null before scheduling.</summary>
    public string? Node { get; init; }

    /// <summary>What was asked for.</summary>
    public required KubeContainerSpec Spec
    {
        get => _spec.For(_token);
        init => (_spec, _token) = (value, null);
    }

    /// <summary>What was asked for in all pods of an owner, kept once for all of them, and the name of the volume with this one's token.</summary>
    internal (KubeContainerSpec Spec, string? Token) SharedSpec
    {
        get => (_spec, _token);
        init => (_spec, _token) = value;
    }

    /// <summary>The container's name.</summary>
    public string Name => _spec.Name;

    /// <summary>What the container is to its pod.</summary>
    public ContainerType Type => _spec.Type;

    /// <summary>The image asked for.</summary>
    public string Image => _spec.Image;

    /// <summary>The image's digest that runs; null when none was pulled.</summary>
    public string? ImageId { get; init; }

    /// <summary>The state now.</summary>
    public ContainerState State { get; init; }

    /// <summary>Why it waits or ended, in one word: <c>CrashLoopBackOff</c>, <c>OOMKilled</c>; null when running.</summary>
    public string? Reason { get; init; }

    /// <summary>The message to <see cref="Reason"/>; null when none.</summary>
    public string? Message { get; init; }

    /// <summary>The exit code when <see cref="State"/> is Terminated; null otherwise.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal when <see cref="State"/> is Terminated by one; null otherwise.</summary>
    public int? Signal { get; init; }

    /// <summary>When this run started (UTC); null when not running or ended.</summary>
    public DateTimeOffset? StartedAt
    {
        get => _startedAt;
        init => _startedAt = value;
    }

    /// <summary>When this run ended (UTC); null unless ended.</summary>
    public DateTimeOffset? FinishedAt
    {
        get => _finishedAt;
        init => _finishedAt = value;
    }

    /// <summary>Why the run before ended, in one word; null when there was none.</summary>
    public string? LastReason { get; init; }

    /// <summary>The message to <see cref="LastReason"/>; null when none.</summary>
    public string? LastMessage { get; init; }

    /// <summary>The exit code of the run before; null when there was none.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>The signal that ended the run before; null when none.</summary>
    public int? LastSignal { get; init; }

    /// <summary>When the run before started (UTC); null when there was none.</summary>
    public DateTimeOffset? LastStarted
    {
        get => _lastStarted;
        init => _lastStarted = value;
    }

    /// <summary>When the run before ended (UTC); null when there was none.</summary>
    public DateTimeOffset? LastFinished
    {
        get => _lastFinished;
        init => _lastFinished = value;
    }

    /// <summary>How often it was restarted.</summary>
    public int RestartCount { get; init; }

    /// <summary>True when it passes its readiness probe.</summary>
    public bool Ready { get; init; }

    /// <summary>True when it has passed its startup probe; null when not written.</summary>
    public bool? Started { get; init; }

    /// <summary>
    /// Why the last run that ended did so, in one word, whether that run is the current state or the one before; null when none ended.
    /// </summary>
    public string? LastExitReason => State == ContainerState.Terminated ? Reason : LastReason;

    /// <summary>The exit code of the last run that ended; null when none ended.</summary>
    public int? LastExit => State == ContainerState.Terminated ? ExitCode : LastExitCode;

    /// <summary>When the last run that ended did so (UTC); null when none ended.</summary>
    public DateTimeOffset? LastExitAt => State == ContainerState.Terminated ? FinishedAt : LastFinished;

    /// <summary>What the container or the runtime wrote about the last run that ended; null when nothing.</summary>
    public string? LastExitMessage => State == ContainerState.Terminated ? Message : LastMessage;

    /// <summary>The memory limit; null when there is none.</summary>
    public KubeQuantity? MemoryLimit => _spec.Limits.Memory;

    /// <summary>The memory request, which is the limit when only that is given; null when there is neither.</summary>
    public KubeQuantity? MemoryRequest => _spec.Requests.Memory ?? _spec.Limits.Memory;

    /// <summary>The CPU limit; null when there is none.</summary>
    public KubeQuantity? CpuLimit => _spec.Limits.Cpu;

    /// <summary>The CPU request, which is the limit when only that is given; null when there is neither.</summary>
    public KubeQuantity? CpuRequest => _spec.Requests.Cpu ?? _spec.Limits.Cpu;

    /// <summary>The container and its pod: <c>Container shop/payments-1/app</c>.</summary>
    public override string ToString() => $"Container {Namespace}/{Pod}/{Name}";
}
