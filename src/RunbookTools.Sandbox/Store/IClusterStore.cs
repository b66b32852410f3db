namespace RunbookTools.Sandbox.Store;

/// <summary>The cluster behind the server: its kinds, objects and logs. Safe for many readers at once.</summary>
public interface IClusterStore
{
    /// <summary>What it is, in a few words, for the line printed at start.</summary>
    string Description { get; }

    /// <summary>The server's version as <c>/version</c> gives it: <c>v1.34.2</c>.</summary>
    string ServerVersion { get; }

    /// <summary>The moment its clock shows: of capture, or where a replay is.</summary>
    DateTimeOffset Now { get; }

    /// <summary>By how much the times in objects were moved; those in logs are as they were written.</summary>
    TimeSpan Shift => TimeSpan.Zero;

    /// <summary>The kinds served, those without objects too.</summary>
    IReadOnlyList<ResourceKind> Kinds { get; }

    /// <summary>The newest resource version; what lists carry.</summary>
    long ResourceVersion { get; }

    /// <summary>The oldest resource version changes are known after; a watch from before is too old.</summary>
    long OldestResourceVersion => ResourceVersion;

    /// <summary>
    /// The objects of a kind, ordered by namespace and name (ordinal), as they are at this moment: a list once given does not change. An element may
    /// be made when it is asked for.
    /// </summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns);

    /// <summary>One object; null when there is none.</summary>
    IStoredObject? Find(ResourceKind kind, string? ns, string name);

    /// <summary>
    /// Why objects of a kind are not known, in a few words without a full stop; null when they are. What a store does not know is refused, because
    /// an empty list would say that there are none.
    /// </summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    string? WhyUnknown(ResourceKind kind, string? ns) => null;

    /// <summary>Why a list of all namespaces lacks some, in a few words; null when it lacks none.</summary>
    string? WhyPartial(ResourceKind kind) => null;

    /// <summary>What could not be read when the store was made, in sentences.</summary>
    IReadOnlyList<string> Gaps => [];

    /// <summary>Opens a log, oldest line first; null when there is none.</summary>
    /// <param name="ns">The pod's namespace.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="previous">True for the run before.</param>
    Stream? OpenLog(string ns, string pod, string container, bool previous);

    /// <summary>What happens to objects after a resource version, as it happens; ends only when cancelled. Nothing ever happens unless it replays.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="after">The resource version known already.</param>
    /// <param name="cancellation">Ends the wait.</param>
    IAsyncEnumerable<StoreChange> WatchAsync(ResourceKind kind, string? ns, long after, CancellationToken cancellation);
}
