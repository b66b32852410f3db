using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RunbookTools.Sandbox.Logs;
using RunbookTools.Sandbox.Snapshots;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>A captured cluster whose clock runs from some time before the capture up to it.</summary>
internal sealed class ReplayStore : IClusterStore
{
    private readonly IClusterStore _captured;
    private readonly DateTimeOffset _start;
    private readonly double _speed;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly long _base;
    private readonly Dictionary<ResourceKind, List<IStoredObject>> _before = [];
    private readonly List<ReplayStep> _steps = [];

    /// <summary>Makes a store; its clock runs from now on.</summary>
    /// <param name="captured">The cluster at the end.</param>
    /// <param name="start">The moment at which it begins.</param>
    /// <param name="speed">How much faster than real time.</param>
    public ReplayStore(IClusterStore captured, DateTimeOffset start, double speed)
    {
        _captured = captured;
        _start = start;
        _speed = speed > 0 ? speed : 1;
        _base = captured.ResourceVersion;
        var later = new List<(DateTimeOffset Time, ResourceKind Kind, JsonElement Item, string Type, IStoredObject Object)>();
        var past = new PastCluster(captured);
        foreach (var kind in captured.Kinds)
        {
            _before[kind] = [];
            foreach (var item in captured.List(kind, null))
            {
                AddStates(past, kind, item, later);
            }
        }

        foreach (var (time, kind, item, type, stored) in later.OrderBy(step => step.Time))
        {
            var version = _base + _steps.Count + 1;
            var json = ServedJson.Write(item, stored.Namespace, version, TimeSpan.Zero);
            _steps.Add(new ReplayStep(time, kind, new StoreChange(type, new StoredJson(stored.Namespace, stored.Name, version, json))));
        }
    }

    /// <inheritdoc/>
    public string Description => $"{_captured.Description}, replayed";

    /// <inheritdoc/>
    public string ServerVersion => _captured.ServerVersion;

    /// <inheritdoc/>
    public DateTimeOffset Now
    {
        get
        {
            var now = _start + (Stopwatch.GetElapsedTime(_started) * _speed);
            return now < _captured.Now ? now : _captured.Now;
        }
    }

    /// <inheritdoc/>
    public TimeSpan Shift => _captured.Shift;

    /// <inheritdoc/>
    public IReadOnlyList<ResourceKind> Kinds => _captured.Kinds;

    /// <inheritdoc/>
    public IReadOnlyList<string> Gaps => _captured.Gaps;

    /// <inheritdoc/>
    public long ResourceVersion => _base + Happened();

    /// <inheritdoc/>
    public long OldestResourceVersion => _base;

    /// <inheritdoc/>
    public IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns)
    {
        var items = new Dictionary<(string?, string), IStoredObject>();
        foreach (var item in _before.GetValueOrDefault(kind, []).Concat(_steps.Take(Happened()).Where(step => step.Kind == kind).Select(step => step.Change.Object)))
        {
            if (ns is null || item.Namespace == ns)
            {
                items[(item.Namespace, item.Name)] = item;
            }
        }

        var now = Now;
        return [.. items.Values.Select(item => Beating(kind, item, now)).OrderBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public IStoredObject? Find(ResourceKind kind, string? ns, string name) => List(kind, ns).FirstOrDefault(item => item.Name == name && item.Namespace == ns);

    /// <inheritdoc/>
    public string? WhyUnknown(ResourceKind kind, string? ns) => _captured.WhyUnknown(kind, ns);

    /// <inheritdoc/>
    public string? WhyPartial(ResourceKind kind) => _captured.WhyPartial(kind);

    /// <inheritdoc/>
    public Stream? OpenLog(string ns, string pod, string container, bool previous)
    {
        using var log = _captured.OpenLog(ns, pod, container, previous);
        if (log is null)
        {
            return null;
        }

        using var all = new MemoryStream();
        log.CopyTo(all);
        var now = Now;
        var until = now < _captured.Now ? now - Shift : DateTimeOffset.MaxValue;
        var so = new MemoryStream();
        foreach (var line in LogLine.Read(all.ToArray(), _captured.Now - Shift).TakeWhile(line => line.Time is null || line.Time <= until))
        {
            so.Write(line.Raw.Span);
        }

        so.Position = 0;
        return so;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreChange> WatchAsync(ResourceKind kind, string? ns, long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = (int)Math.Max(0, after - _base); i < _steps.Count; i++)
        {
            for (var wait = _steps[i].Time - Now; wait > TimeSpan.Zero; wait = _steps[i].Time - Now)
            {
                var real = wait / _speed;
                await Task.Delay(real < TimeSpan.FromMinutes(1) ? real + TimeSpan.FromMilliseconds(1) : TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false);
            }

            if (_steps[i].Kind == kind && (ns is null || _steps[i].Change.Object.Namespace == ns))
            {
                yield return _steps[i].Change;
            }
        }

        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
    }

    private void AddStates(
        PastCluster past, ResourceKind kind, IStoredObject item, List<(DateTimeOffset Time, ResourceKind Kind, JsonElement Item, string Type, IStoredObject Object)> later)
    {
        using var document = ObjectJson.Parse(item);
        var states = ReplaySteps.Of(past, kind, document.RootElement.Clone(), _start);
        var known = states.Count(state => state.Time <= _start) - 1;
        if (known >= 0)
        {
            _before[kind].Add(known == states.Count - 1
                ? item
                : new StoredJson(item.Namespace, item.Name, item.ResourceVersion, ServedJson.Write(states[known].Item, item.Namespace, null, TimeSpan.Zero)));
        }

        for (var i = known + 1; i < states.Count; i++)
        {
            // A moment of a pod is none of who counts it when that makes no difference.
            if (i > 0 && JsonElement.DeepEquals(states[i].Item, states[i - 1].Item))
            {
                continue;
            }

            // What is dated after the capture, by a clock that was off, is there at the end all the same.
            var time = states[i].Time < _captured.Now ? states[i].Time : _captured.Now;
            later.Add((time, kind, states[i].Item, i == 0 ? "ADDED" : "MODIFIED", item));
        }
    }

    // A node that lived at the capture has lived until now, and says so every few seconds: that is no change a watch would tell of.
    private static IStoredObject Beating(ResourceKind kind, IStoredObject item, DateTimeOffset now)
    {
        if (kind.Kind is not ("Lease" or "Node"))
        {
            return item;
        }

        using var document = ObjectJson.Parse(item);
        return PastObject.Beating(kind, document.RootElement, now) is { } beating
            ? new StoredJson(item.Namespace, item.Name, item.ResourceVersion, ServedJson.Write(JsonSerializer.SerializeToElement(beating), item.Namespace, null, TimeSpan.Zero))
            : item;
    }

    // How many of the steps lie behind.
    private int Happened()
    {
        var now = Now;
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_steps[middle].Time <= now)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
