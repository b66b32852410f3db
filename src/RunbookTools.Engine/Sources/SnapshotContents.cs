using System.Security.Cryptography;
using System.Text.Json;
using RunbookTools.Engine.Snapshots;

namespace RunbookTools.Engine.Sources;

/// <summary>A bundle that says itself what it holds: the manifest of a snapshot, joined with the files that are there.</summary>
internal sealed class SnapshotContents
{
    /// <summary>What it is, in words.</summary>
    public const string Description = "snapshot";

    private readonly SnapshotManifest _manifest;
    private readonly Dictionary<string, BundleFile> _files;

    private SnapshotContents(SnapshotManifest manifest, IEnumerable<BundleFile> files)
    {
        _manifest = manifest;
        _files = files.ToDictionary(file => string.Join('/', file.Segments), StringComparer.Ordinal);
        Cluster = TerminalText.Clean(manifest.Cluster);
    }

    /// <summary>The name of the cluster it was taken from.</summary>
    public string Cluster { get; }

    /// <summary>Files the manifest does not know.</summary>
    public IEnumerable<BundleFile> Strangers
    {
        get
        {
            var known = _manifest.Files.Select(file => file.Path).Append(SnapshotManifest.FileName).ToHashSet(StringComparer.Ordinal);
            return _files.Where(file => !known.Contains(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value);
        }
    }

    /// <summary>The contents of a snapshot; null when the bundle is none, or its manifest cannot be read, which then stands in the coverage.</summary>
    public static SnapshotContents? Find(IReadOnlyList<BundleFile> files, CoverageRecord coverage)
    {
        if (files.FirstOrDefault(file => file.Segments is [SnapshotManifest.FileName]) is not { } file)
        {
            return null;
        }

        try
        {
            return new SnapshotContents(SnapshotManifest.FromJson(file.File.Read()), files);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            coverage.AddGap(FileTree.LeftOut(file.File.Path, $"not the manifest of a snapshot, so what the snapshot could not hold is not known: {TerminalText.Clean(exception.Message)}"));
            return null;
        }
    }

    /// <summary>
    /// What was read and what was not: what the manifest says, what could not be read of the snapshot itself, and every file that is not as it was
    /// written.
    /// </summary>
    /// <param name="reading">What could not be read of the files.</param>
    /// <param name="kindOf">The kind of the objects in a file; null when it is not one of objects.</param>
    /// <param name="cancellation">Ends the work.</param>
    public CoverageRecord CoverageWith(CoverageRecord reading, Func<BundleFile, string?> kindOf, CancellationToken cancellation)
    {
        var coverage = new CoverageRecord();
        foreach (var entry in _manifest.Coverage.Read)
        {
            foreach (var ns in entry.Namespaces is null ? [null] : entry.Namespaces.Select(ns => (string?)TerminalText.Clean(ns)))
            {
                coverage.AddRead(TerminalText.Clean(entry.Kind), ns);
            }
        }

        foreach (var gap in _manifest.Coverage.Gaps.Select(Clean).Concat(reading.ToCoverage([]).Gaps).Concat(Changes(kindOf, cancellation)))
        {
            coverage.AddGap(gap);
        }

        return coverage;
    }

    /// <summary>Adds the logs the manifest names, and the reasons why others are absent.</summary>
    public void AddTo(LogIndex logs)
    {
        foreach (var log in _manifest.Logs)
        {
            var request = new LogRequest(log.Namespace, log.Pod, log.Container, log.Previous);
            if (log.Gap is { } gap)
            {
                logs.AddGap(request, Clean(gap));
            }
            else if (log.Path is not null && _files.TryGetValue(log.Path, out var file))
            {
                logs.Add(request, new LogPart(file.File) { IsShortened = log.Truncated });
            }
        }
    }

    /// <summary>The data with what the manifest says of the cluster.</summary>
    public InventoryData Describe(InventoryData data)
    {
        if (data.Logs is LogIndex logs)
        {
            logs.CapturedAt = _manifest.CapturedAt;
        }

        return data with
        {
            Name = Cluster,
            CapturedAt = _manifest.CapturedAt.ToUniversalTime(),
            ServerVersion = _manifest.ServerVersion is { } version ? TerminalText.Clean(version) : null,
            DefaultNamespace = _manifest.DefaultNamespace is { } ns ? TerminalText.Clean(ns) : null,
        };
    }

    private List<CoverageGap> Changes(Func<BundleFile, string?> kindOf, CancellationToken cancellation)
    {
        var gaps = new CoverageGap?[_manifest.Files.Count];
        Parallel.For(0, gaps.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
            gaps[index] = Change(_manifest.Files[index], kindOf));
        return
        [
            .. gaps.OfType<CoverageGap>(),
            .. Strangers.Select(file => FileTree.LeftOut(file.File.Path, "not part of the snapshot as it was taken; added later, and read as it is")),
        ];
    }

    private CoverageGap? Change(SnapshotEntry entry, Func<BundleFile, string?> kindOf)
    {
        var path = TerminalText.Clean(entry.Path);
        if (!_files.TryGetValue(entry.Path, out var file))
        {
            var segments = entry.Path.Split('/');
            var missing = new BundleFile(new SnapshotFile(entry.Path, 0, () => Stream.Null), segments);
            var ns = segments is [_, _, _] ? TerminalText.Clean(missing.Stem) : null;
            return new CoverageGap(GapKind.Unreadable, kindOf(missing) ?? "", ns, "missing from the snapshot, although its manifest names it") { Path = path };
        }

        if (file.File.Truncated)
        {
            return null;
        }

        try
        {
            using var stream = file.File.OpenRead();
            return string.Equals(Convert.ToHexStringLower(SHA256.HashData(stream)), entry.Sha256, StringComparison.OrdinalIgnoreCase)
                ? null
                : new CoverageGap(GapKind.Unreadable, "", null, "changed since the snapshot was taken; read as it is now") { Path = path };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the file says so too, for what it holds.
            return FileTree.LeftOut(path, exception.Message);
        }
    }

    private static CoverageGap Clean(CoverageGap gap) => gap with
    {
        Resource = TerminalText.Clean(gap.Resource),
        Namespace = gap.Namespace is null ? null : TerminalText.Clean(gap.Namespace),
        Reason = TerminalText.Clean(gap.Reason),
        Path = gap.Path is null ? null : TerminalText.Clean(gap.Path),
        Access = gap.Access is { } access
            ? new AccessRequest(TerminalText.Clean(access.Verb), TerminalText.Clean(access.Resource), access.Namespace is null ? null : TerminalText.Clean(access.Namespace))
            : null,
        Remedy = gap.Remedy is null ? null : TerminalText.Clean(gap.Remedy),
    };
}
