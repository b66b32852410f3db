namespace RunbookTools.Model;

/// <summary>A controller revision: one revision of a stateful set or daemon set.</summary>
public sealed record KubeControllerRevision : KubeObject
{
    /// <summary>The revision's number.</summary>
    public long Revision { get; init; }

    /// <summary>Images of the revision's containers by container name; never null.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = NoEntries;
}
