using System.Collections.Concurrent;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// What is worth telling while a cluster is read: each request with its time, and warnings. Written from any thread and taken by the one that may
/// write to a terminal. Bounded: when nobody takes, the oldest go.
/// </summary>
public sealed class LiveLog
{
    private const int Capacity = 10_000;
    private readonly ConcurrentQueue<LiveLogEntry> _entries = new();

    /// <summary>Takes the oldest entry; false when there is none.</summary>
    public bool TryTake(out LiveLogEntry entry) => _entries.TryDequeue(out entry);

    internal void Tell(string text) => Add(new LiveLogEntry(false, text));

    internal void Warn(string text) => Add(new LiveLogEntry(true, text));

    private void Add(LiveLogEntry entry)
    {
        _entries.Enqueue(entry);
        while (_entries.Count > Capacity)
        {
            _entries.TryDequeue(out _);
        }
    }
}
