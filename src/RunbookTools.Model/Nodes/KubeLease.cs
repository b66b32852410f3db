namespace RunbookTools.Model;

/// <summary>A lease: a heartbeat of a node, or who leads.</summary>
public sealed record KubeLease : KubeObject
{
    /// <summary>Who holds it; null when nobody does.</summary>
    public string? Holder { get; init; }

    /// <summary>When it was last renewed (UTC); null when never.</summary>
    public DateTimeOffset? Renewed { get; init; }

    /// <summary>How long a renewal counts, in seconds; null when not written.</summary>
    public int? DurationSeconds { get; init; }
}
