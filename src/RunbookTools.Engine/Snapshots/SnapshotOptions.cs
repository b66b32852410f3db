namespace RunbookTools.Engine.Snapshots;

/// <summary>How a snapshot is written.</summary>
public sealed record SnapshotOptions
{
    /// <summary>What is taken out. Credentials and certificates when nothing is said.</summary>
    public Redaction Redaction { get; init; } = Redaction.Credentials | Redaction.Certificates;

    /// <summary>Which logs go with it.</summary>
    public SnapshotLogs Logs { get; init; }

    /// <summary>True to write what the source has besides the kinds it reads: custom resources of a live cluster, one more list for each kind.</summary>
    public bool CustomResources { get; init; }

    /// <summary>Triages an inventory, so that the logs it reads are known; null when the logs of pods that something is wrong with are enough.</summary>
    public Action<ClusterInventory>? Triage { get; init; }

    /// <summary>True to replace a snapshot that is already there.</summary>
    public bool Force { get; init; }
}
