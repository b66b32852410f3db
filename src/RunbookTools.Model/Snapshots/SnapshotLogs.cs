namespace RunbookTools.Model;

/// <summary>Which logs go into a snapshot.</summary>
public enum SnapshotLogs
{
    /// <summary>Those a triage reads, and those of pods something is visibly wrong with.</summary>
    Suspects,

    /// <summary>Those of every container.</summary>
    All,

    /// <summary>None.</summary>
    None,
}
