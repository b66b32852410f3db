using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox.Replay;
using RunbookTools.Sandbox.Snapshots;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox;

/// <summary>Opens clusters to serve.</summary>
public static class ClusterStores
{
    /// <summary>The cluster a snapshot holds: a support bundle, a cluster-info dump or files of objects; a folder, an archive or one file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="asOfNow">True to move every time in the objects so that the moment of capture is now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="SourceException">There is nothing to read.</exception>
    public static IClusterStore OpenSnapshot(string path, bool asOfNow = false, CancellationToken cancellation = default) =>
        SnapshotLoader.Load(path, captured => asOfNow ? DateTimeOffset.UtcNow - captured : TimeSpan.Zero, cancellation);

    /// <summary>The same cluster with a clock that runs up to the capture, and objects that appear when their time comes.</summary>
    /// <param name="path">Where the snapshot is.</param>
    /// <param name="from">When it begins: a time, or how long before the capture (<c>20m</c>); null for the first event.</param>
    /// <param name="speed">How much faster than real time.</param>
    /// <param name="asOfNow">True to move every time in the objects so that the beginning is now.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="SourceException">There is nothing to read.</exception>
    /// <exception cref="Access.RuleSyntaxException">The beginning is neither, or not before the capture.</exception>
    public static IClusterStore OpenReplay(string path, string? from, double speed, bool asOfNow = false, CancellationToken cancellation = default)
    {
        var store = SnapshotLoader.Load(path, _ => TimeSpan.Zero, cancellation);
        var start = ReplayStart.Of(from, store);
        if (!asOfNow)
        {
            return new ReplayStore(store, start, speed);
        }

        // It is the beginning of the replay that is now, and the capture lies ahead.
        var shift = DateTimeOffset.UtcNow - start;
        return new ReplayStore(SnapshotLoader.Load(path, _ => shift, cancellation), start + shift, speed);
    }
}
