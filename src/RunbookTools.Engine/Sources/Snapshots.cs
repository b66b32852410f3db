namespace RunbookTools.Engine.Sources;

/// <summary>What all snapshots share.</summary>
internal static class Snapshots
{
    /// <summary>What a snapshot hands over.</summary>
    public static InventoryData ToData(FileTree tree, string description, List<KubeObject> objects, CoverageRecord coverage, LogIndex logs)
    {
        var captured = Clock.Newest(objects);
        logs.CapturedAt = captured;
        return new InventoryData
        {
            Name = tree.Name,
            Source = description,
            Location = tree.Location,
            CapturedAt = captured,
            Objects = objects,
            Coverage = coverage,
            Logs = logs,
        };
    }
}
