using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Writes one snapshot, from an inventory and the objects that were collected with it.</summary>
internal sealed class SnapshotRun(ClusterInventory inventory, ItemCollector items, SnapshotTarget target, SnapshotOptions options, CancellationToken cancellation)
{
    // Below what a reader takes of one file of objects (TreeLimits.FileBytes).
    private const int MaxFileBytes = 48 * 1024 * 1024;

    // Of all logs together, because they are in memory until what must not stand in them is known.
    private const long MaxLogCharacters = 256 * 1024 * 1024;

    // As many requests at a time as a live cluster is read with.
    private const int Parallelism = 4;

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly TextRedactor _texts = items.Texts;
    private readonly BundleFolder _bundle = target.Content;
    private readonly List<KubeObject> _others = [];
    private readonly List<CoverageEntry> _othersRead = [];
    private readonly List<CoverageGap> _othersGaps = [];
    private KnownSecrets _secrets = new([], []);

    /// <summary>Writes it.</summary>
    public SnapshotResult Write()
    {
        if (options.CustomResources)
        {
            ReadOthers();
        }

        // Logs first: what is found in them is looked for in the objects too, and the other way round.
        var requests = LogChoice.Of(inventory, options.Logs, options.Triage);
        var texts = ReadLogs(requests);
        _secrets = new KnownSecrets(Secrets(), KnownSecrets.NamesIn(inventory.Objects));
        var written = requests.Zip(texts, WriteLog).ToList();
        WriteObjects();
        WriteEmptyLists();
        WriteErrors();
        WriteUsages();
        WriteVersion();
        WriteManifest(written);
        return new SnapshotResult(target.Finish(inventory.CapturedAt, cancellation), inventory, written.Count(log => log.Path is not null));
    }

    private void ReadOthers()
    {
        var kinds = inventory.OtherKinds;
        var read = new (IReadOnlyList<KubeObject> Objects, CoverageGap? Gap)[kinds.Count];
        OwnThreads.ForAsync(read.Length, Parallelism, index => read[index] = inventory.Others(kinds[index], cancellation), cancellation).GetAwaiter().GetResult();
        foreach (var (kind, (objects, gap)) in kinds.Zip(read))
        {
            _others.AddRange(objects);
            var name = Wire.WireKinds.NameOf(kind.Kind, kind.ApiVersion);
            if (gap is null)
            {
                _othersRead.Add(new CoverageEntry(name, objects.Count, null));
            }
            else
            {
                _othersGaps.Add(gap with { Resource = name });
            }
        }
    }

    private LogText[] ReadLogs(IReadOnlyList<LogRequest> requests)
    {
        var texts = new LogText[requests.Count];
        long kept = 0;
        OwnThreads.ForAsync(texts.Length, Parallelism, ReadLog, cancellation).GetAwaiter().GetResult();
        return texts;

        void ReadLog(int index)
        {
            var request = requests[index];
            if (Interlocked.Read(ref kept) >= MaxLogCharacters)
            {
                texts[index] = new LogText([], new CoverageGap(GapKind.Absent, KindTable.PodLog, request.Namespace, "the snapshot holds as many logs as one may: this one was left out"));
                return;
            }

            texts[index] = inventory.ReadLog(request, _texts.Token, cancellation);
            Interlocked.Add(ref kept, texts[index].Lines.Sum(line => (long)line.Text.Length));
        }
    }

    private SnapshotLog WriteLog(LogRequest request, LogText log)
    {
        string? path = null;
        if (log.Gap is null)
        {
            var named = new LogRequest(Redacted(request.Namespace), Redacted(request.Pod), Redacted(request.Container), request.Previous);
            var writer = new LogWriter(_texts, _secrets, inventory.CapturedAt);
            path = _bundle.Add(BundlePaths.Log(named)[..^".log".Length], ".log", stream => writer.Write(log.Lines, stream));
        }

        return new SnapshotLog(
            Redacted(request.Namespace), Redacted(request.Pod), Redacted(request.Container), request.Previous, path, log.Truncated, log.Gap is null ? null : Redacted(log.Gap));
    }

    private void WriteObjects()
    {
        var resources = inventory.All<KubeCustomResourceDefinition>().DistinctBy(definition => $"{definition.DefinedKind}.{definition.Group}")
            .ToDictionary(definition => $"{definition.DefinedKind}.{definition.Group}", definition => definition.Name, StringComparer.Ordinal);
        foreach (var kind in inventory.OtherKinds)
        {
            resources[$"{kind.Kind}.{kind.Group}"] = kind.Resource;
        }

        var groups = inventory.Objects.Concat(_others).Where(item => items.LengthOf(item) > 0)
            .GroupBy(item => (Folder: BundlePaths.FolderOf(item, resources), item.Namespace))
            .OrderBy(group => group.Key.Folder, StringComparer.Ordinal).ThenBy(group => group.Key.Namespace, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var stem = BundlePaths.Objects(group.Key.Folder, group.Key.Namespace is null ? null : Redacted(group.Key.Namespace));
            var ordered = group.OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal).ToList();
            for (var start = 0; start < ordered.Count;)
            {
                var end = start;
                for (long bytes = 0; end < ordered.Count && (end == start || bytes + items.LengthOf(ordered[end]) <= MaxFileBytes); end++)
                {
                    bytes += items.LengthOf(ordered[end]);
                }

                var part = ordered[start..end];
                WriteList(stem, part.Select(item => items.JsonOf(item)!));
                start = end;
            }
        }
    }

    private void WriteList(string stem, IEnumerable<byte[]> objects) => _bundle.Add(stem, ".json", stream =>
    {
        // One object a line: to be searched and compared by people.
        stream.Write("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{},\"items\":["u8);
        var isFirst = true;
        foreach (var json in objects)
        {
            cancellation.ThrowIfCancellationRequested();
            stream.Write(isFirst ? "\n"u8 : ",\n"u8);
            stream.Write(_secrets.IsEmpty ? json : Replaced(json));
            isFirst = false;
        }

        stream.Write("\n]}\n"u8);
    });

    private ReadOnlySpan<byte> Replaced(byte[] json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 256);
        using (var writer = new Utf8JsonWriter(output, s_writing))
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Wire.WireJson.MaxDepth });
            JsonText.Copy(ref reader, writer, _secrets.Replace);
        }

        return output.WrittenSpan;
    }

    // For readers that do not know the manifest: a list without objects says that there are none.
    private void WriteEmptyLists()
    {
        var present = inventory.Objects.Select(item => (item.Kind, item.Namespace)).ToHashSet();
        var namespaces = inventory.OfKind("Namespace").Select(item => item.Name).ToList();
        foreach (var entry in inventory.Coverage.Read.Where(entry => KindTable.Find(entry.Kind)?.Kind == entry.Kind))
        {
            var kind = KindTable.Find(entry.Kind)!;
            var scopes = kind.IsNamespaced ? (entry.Namespaces ?? namespaces).Select(ns => (string?)ns) : [null];
            foreach (var ns in scopes.Where(ns => !present.Contains((kind.Kind, ns)) && !Sources.SupportBundleReader.IsOptional(kind)))
            {
                WriteList(BundlePaths.Objects(BundlePaths.FolderOf(kind), ns is null ? null : Redacted(ns)), []);
            }
        }
    }

    // As troubleshoot writes them: a map of namespace to error, or an array of errors.
    private void WriteErrors()
    {
        var gaps = inventory.Coverage.Gaps.Where(gap => gap.Kind is GapKind.Forbidden or GapKind.Failed && KindTable.Find(gap.Resource)?.Kind == gap.Resource);
        foreach (var group in gaps.GroupBy(gap => gap.Resource, StringComparer.Ordinal))
        {
            _bundle.Add(BundlePaths.Objects(BundlePaths.FolderOf(KindTable.Find(group.Key)!), null) + "-errors", ".json", stream =>
            {
                using var writer = new Utf8JsonWriter(stream, s_writing with { Indented = true });
                if (group.Any(gap => gap.Namespace is null))
                {
                    writer.WriteStartArray();
                    foreach (var gap in group)
                    {
                        writer.WriteStringValue(Redacted(gap.Reason));
                    }

                    writer.WriteEndArray();
                    return;
                }

                writer.WriteStartObject();
                foreach (var gap in group.DistinctBy(gap => gap.Namespace))
                {
                    writer.WriteString(Redacted(gap.Namespace!), Redacted(gap.Reason));
                }

                writer.WriteEndObject();
            });
        }
    }

    private void WriteUsages()
    {
        foreach (var node in inventory.Usages.GroupBy(usage => usage.Node).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var name = Redacted(node.Key);
            _bundle.Add($"{Sources.NodeMetrics.Folder}/{BundlePaths.Escape(name)}", ".json", stream => UsageFile.Write(stream, name, [.. node], Redacted));
        }
    }

    private void WriteVersion()
    {
        // By this file troubleshoot's own tools find the root of a bundle (VERSION_FILENAME in its pkg/constants/constants.go).
        _bundle.Add("version", ".yaml", stream => stream.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\nspec:\n  versionNumber: RunbookTools-{SnapshotManifest.CurrentVersion}\n"))));
        if (inventory.ServerVersion is { } version)
        {
            _bundle.Add("cluster-info/cluster_version", ".json", stream =>
            {
                using var writer = new Utf8JsonWriter(stream, s_writing with { Indented = true });
                writer.WriteStartObject();
                writer.WriteStartObject("info");
                writer.WriteString("gitVersion", version);
                writer.WriteEndObject();
                writer.WriteString("string", version);
                writer.WriteEndObject();
            });
        }
    }

    private void WriteManifest(IReadOnlyList<SnapshotLog> logs)
    {
        var manifest = new SnapshotManifest
        {
            SchemaVersion = SnapshotManifest.CurrentVersion,
            Cluster = Redacted(inventory.Name),
            Source = inventory.Source,
            CapturedAt = inventory.CapturedAt,
            ServerVersion = inventory.ServerVersion,
            DefaultNamespace = inventory.DefaultNamespace is null ? null : Redacted(inventory.DefaultNamespace),
            Redaction = [.. Enum.GetValues<Redaction>().Where(flag => flag != Redaction.None && options.Redaction.HasFlag(flag))],
            Coverage = CoverageOf(),
            Logs = logs,
            Files = [.. _bundle.Files],
        };
        _bundle.Add(SnapshotManifest.FileName[..^".json".Length], ".json", stream => stream.Write(manifest.ToJson()));
    }

    private Coverage CoverageOf()
    {
        var coverage = inventory.Coverage;
        var read = coverage.Read.Concat(_othersRead).Select(entry => entry with { Namespaces = entry.Namespaces is null ? null : [.. entry.Namespaces.Select(Redacted)] });
        var gaps = coverage.Gaps.Concat(_othersGaps).Select(Redacted);
        if (options.Logs == SnapshotLogs.None)
        {
            read = read.Where(entry => entry.Kind != KindTable.PodLog);
            gaps = gaps.Where(gap => gap.Resource != KindTable.PodLog)
                .Append(new CoverageGap(GapKind.Absent, KindTable.PodLog, null, "the snapshot was taken without logs"));
        }

        return new Coverage([.. read], [.. gaps]);
    }

    private CoverageGap Redacted(CoverageGap gap) => gap with
    {
        Namespace = gap.Namespace is null ? null : Redacted(gap.Namespace),
        Reason = Redacted(gap.Reason),
        Path = gap.Path is null ? null : Redacted(gap.Path),
        Remedy = gap.Remedy is null ? null : Redacted(gap.Remedy),
    };

    private string Redacted(string text) => _secrets.Replace(_texts.Text(text));

    // What was found while writing, and what the reading alone could tell: a password of a command whose name stands in another field.
    private IReadOnlyDictionary<string, string> Secrets()
    {
        if (options.Redaction.HasFlag(Redaction.Credentials))
        {
            foreach (var secret in KnownSecrets.CredentialsIn(inventory.Objects))
            {
                _texts.Token(secret);
            }
        }

        return _texts.Secrets;
    }
}
