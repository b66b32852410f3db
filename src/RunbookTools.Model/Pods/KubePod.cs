namespace RunbookTools.Model;

/// <summary>A pod: what was asked for and what became of it.</summary>
public sealed record KubePod : KubeObject, IHasConditions
{
    private readonly KubePodSpec _spec = null!;
    private readonly string? _node;
    private readonly string? _token;
    private readonly Moment _started;
    private readonly IReadOnlyList<KubeCondition> _conditions = [];
    private readonly bool _isReady;

    /// <summary>What was asked for.</summary>
    public required KubePodSpec Spec
    {
        get => _node is null && _token is null ? _spec : _spec.For(_node, _token);
        init => (_spec, _node, _token) = (value, null, null);
    }

    /// <summary>
    /// What was asked for of all pods of an owner, kept once for all of them, and what this one has for itself: its node and the name of the volume with its
    /// token.
    /// </summary>
    internal (KubePodSpec Spec, string? Node, string? Token) SharedSpec
    {
        get => (_spec, _node, _token);
        init => (_spec, _node, _token) = value;
    }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string Phase { get; init; } = "Unknown";

    /// <summary>Why the pod as a whole is in its state, in one word (<c>Evicted</c>, <c>NodeLost</c>); null mostly.</summary>
    public string? Reason { get; init; }

    /// <summary>The message to <see cref="Reason"/>; null mostly.</summary>
    public string? Message { get; init; }

    /// <summary>Every container with its status: init containers and sidecars first, then the others, in spec order.</summary>
    public IReadOnlyList<KubeContainer> Containers { get; init; } = [];

    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions
    {
        get => _conditions;

        // Whether it is ready is asked of every pod many times.
        init => (_conditions, _isReady) = (value, value.Any(condition => condition is { Type: "Ready", IsTrue: true }));
    }

    /// <summary>The node a preempting scheduler has in mind; null mostly.</summary>
    public string? NominatedNode { get; init; }

    /// <summary>The pod's first address; null before it has one.</summary>
    public string? PodIP { get; init; }

    /// <summary>All addresses; never null.</summary>
    public IReadOnlyList<string> PodIPs { get; init; } = [];

    /// <summary>The node's address; null before scheduling.</summary>
    public string? HostIP { get; init; }

    /// <summary>When the kubelet accepted the pod (UTC); null before.</summary>
    public DateTimeOffset? Started
    {
        get => _started;
        init => _started = value;
    }

    /// <summary><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>; null when not written.</summary>
    public string? QosClass { get; init; }

    /// <summary>The node the pod is bound to; null before scheduling.</summary>
    public string? Node => _node ?? _spec.NodeName;

    /// <summary>The word kubectl shows in its STATUS column: <c>Running</c>, <c>CrashLoopBackOff</c>, <c>Init:0/1</c>.</summary>
    public string Status => PodStatus.Of(this);

    /// <summary>Ready and all containers, as kubectl shows them: <c>1/2</c>. Sidecars count, other init containers do not.</summary>
    public string Ready => $"{Serving.Count(container => container is { State: ContainerState.Running, Ready: true })}/{Serving.Count()}";

    /// <summary>True when the <c>Ready</c> condition is true.</summary>
    public bool IsReady => _isReady;

    /// <summary>True when the pod has run to its end, well or not.</summary>
    public bool IsFinished => Phase is "Succeeded" or "Failed";

    /// <summary>True when a node was found.</summary>
    public bool IsScheduled => Node is not null;

    /// <summary>Restarts of all containers together.</summary>
    public int Restarts => Containers.Sum(container => container.RestartCount);

    /// <summary>When a container last ended before its restart (UTC); null when none was.</summary>
    public DateTimeOffset? LastRestart => Containers.Max(container => container.LastFinished);

    private IEnumerable<KubeContainer> Serving => Containers.Where(container => container.Type is ContainerType.App or ContainerType.Sidecar);
}
