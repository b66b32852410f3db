using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Inventory;

/// <summary>
/// Collects, while a source is read, what was read and what was not. A kind that was never mentioned counts as absent from the source.
/// </summary>
public sealed class CoverageRecord
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<string>?> _read = new(StringComparer.Ordinal);
    private readonly List<CoverageGap> _gaps = [];

    /// <summary>The namespaces somebody asked for; empty when for all. What is not read elsewhere was not asked for, and is not missing.</summary>
    public IReadOnlyList<string> AskedFor { get; init; } = [];

    /// <summary>Says that a kind was read, even when there were no objects of it.</summary>
    /// <param name="kind">The kind, or <see cref="KindTable.PodLog"/>.</param>
    /// <param name="ns">The namespace; null means everywhere, and stays so.</param>
    public void AddRead(string kind, string? ns = null)
    {
        lock (_lock)
        {
            if (ns is null)
            {
                _read[kind] = null;
            }
            else if (!_read.TryGetValue(kind, out var namespaces))
            {
                _read[kind] = [ns];
            }
            else
            {
                namespaces?.Add(ns);
            }
        }
    }

    /// <summary>Says that something could not be read. The same gap is kept once.</summary>
    public void AddGap(CoverageGap gap)
    {
        lock (_lock)
        {
            if (!_gaps.Contains(gap))
            {
                _gaps.Add(gap);
            }
        }
    }

    /// <summary>The gap that stands between a question and its answer; null when the kind was read in that scope.</summary>
    /// <param name="kind">The kind, or <see cref="KindTable.PodLog"/>.</param>
    /// <param name="ns">The namespace in question; null when the question is about all.</param>
    /// <param name="source">What the source is called in the reason: <c>support bundle</c>.</param>
    public CoverageGap? GapFor(string kind, string? ns, string source)
    {
        lock (_lock)
        {
            var isRead = _read.TryGetValue(kind, out var namespaces);

            // Who may not read a kind everywhere may still have read it in one namespace.
            var isReadHere = ns is not null && isRead && namespaces?.Contains(ns) == true;
            var gap = _gaps.Find(gap => gap.Resource == kind && (gap.Namespace is null || ns is null || gap.Namespace == ns)
                && !(isReadHere && gap is { Kind: GapKind.Forbidden, Namespace: null }));
            if (gap is not null)
            {
                return gap;
            }

            if (AskedFor.Count > 0 && namespaces is not null && (ns is null || !namespaces.Contains(ns)))
            {
                return new CoverageGap(GapKind.NotAsked, kind, ns, $"read only where it was asked for: in {string.Join(", ", AskedFor)}");
            }

            if (isRead && (namespaces is null || ns is null || namespaces.Contains(ns)))
            {
                return null;
            }

            var resource = KindTable.Find(kind)?.Resource ?? kind;
            return kind == KindTable.PodLog ? new CoverageGap(GapKind.Absent, kind, ns, $"not in the {source}")
                : kind == KindTable.Usage ? new CoverageGap(GapKind.Absent, kind, ns, $"not in the {source}: only kubelets tell it, and what they told (node-metrics) is in support bundles")
                : new CoverageGap(GapKind.Absent, kind, ns, $"not in the {source}")
                {
                    Remedy = AccessRemedy.Collect(resource, ns),
                };
        }
    }

    /// <summary>What was read and what was not, with the number of objects of each kind.</summary>
    public Coverage ToCoverage(IEnumerable<KubeObject> objects)
    {
        var counts = objects.GroupBy(item => item.Kind, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());
        lock (_lock)
        {
            return new Coverage(
                [.. _read.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new CoverageEntry(pair.Key, counts.GetValueOrDefault(pair.Key), pair.Value is null ? null : [.. pair.Value.Order(StringComparer.Ordinal)]))],
                [.. _gaps]);
        }
    }
}
