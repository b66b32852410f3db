namespace RunbookTools.Model;

/// <summary>Something visibly wrong.</summary>
/// <param name="Id">What, as <c>Pod.CrashLoop</c>.</param>
/// <param name="Object">On which object.</param>
/// <param name="Summary">What is to be seen, in words: <c>app: CrashLoopBackOff, 14 restarts</c>.</param>
/// <param name="Since">Since when (UTC); null when not known.</param>
/// <param name="Severity">How bad it looks.</param>
public sealed record Symptom(string Id, KubeTarget Object, string Summary, DateTimeOffset? Since, Severity Severity)
{
    /// <summary>True when it began at <see cref="Since"/> at the latest: nothing tells of the time before.</summary>
    public bool SinceAtLatest { get; init; }

    /// <summary>The cluster it shows in.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The workload that the object belongs to, or the object itself.</summary>
    public required KubeTarget Owner { get; init; }

    /// <summary>What tells it from its twins on one workload: container, reason, exit code. Twins are tested once.</summary>
    public string Signature { get; init; } = "";
}
