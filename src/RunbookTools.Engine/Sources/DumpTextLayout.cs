using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>What <c>kubectl cluster-info dump</c> writes to one file: documents one after another, and logs between marks.</summary>
internal sealed class DumpTextLayout : ISnapshotLayout
{
    /// <inheritdoc/>
    public string Description => "cluster-info dump";

    /// <inheritdoc/>
    public bool Fits(FileTree tree)
    {
        if (tree.Files is not [{ Length: > 0 } file])
        {
            return false;
        }

        using var stream = file.OpenRead();
        return Contains(stream, "==== START logs for container "u8);
    }

    /// <inheritdoc/>
    public InventoryData Read(FileTree tree, WireItemTap? tap, CancellationToken cancellation)
    {
        var file = tree.Files[0];
        var coverage = new CoverageRecord();
        var logs = new LogIndex(tree.Name, Description);
        var objects = new List<KubeObject>();
        var kinds = new List<string>();
        string? ns = null;
        foreach (var section in new DumpScanner(file, cancellation).Scan())
        {
            if (section.Log is { } log)
            {
                logs.Add(log, new LogPart(file, section.Start, section.Length));
                coverage.AddRead(KindTable.PodLog, log.Namespace);
                continue;
            }

            if (section.Length > TreeLimits.Default.FileBytes)
            {
                coverage.AddGap(FileTree.LeftOut(file.Path, $"a document at byte {section.Start} is larger than {TreeLimits.Default.FileBytes / (1024 * 1024)} MiB"));
                continue;
            }

            // The lists do not say which namespace they were made for; those of one namespace follow each other and begin with its events, so an
            // empty list is told by its neighbours.
            var document = new CoverageRecord();
            var found = new List<KubeObject>();
            ObjectFileReader.ReadText(file.Read(section.Start, section.Length), new WireContext
            {
                Cluster = tree.Name,
                Coverage = document,
                Objects = found,
                Path = file.Path,
                Tap = tap,
            });
            var read = document.ToCoverage([]);
            foreach (var gap in read.Gaps)
            {
                coverage.AddGap(gap);
            }

            foreach (var kind in read.Read.Select(entry => entry.Kind))
            {
                if (kind == "Event")
                {
                    Close(coverage, kinds, ns);
                    ns = null;
                }

                if (KindTable.Find(kind) is { IsNamespaced: false })
                {
                    coverage.AddRead(kind);
                }
                else
                {
                    kinds.Add(kind);
                    ns ??= found.Find(item => item.Namespace is not null)?.Namespace;
                }
            }

            objects.AddRange(found);
        }

        Close(coverage, kinds, ns);
        return Snapshots.ToData(tree, Description, objects, coverage, logs);
    }

    private static void Close(CoverageRecord coverage, List<string> kinds, string? ns)
    {
        foreach (var kind in ns is null ? [] : kinds)
        {
            coverage.AddRead(kind, ns);
        }

        kinds.Clear();
    }

    private static bool Contains(Stream stream, ReadOnlySpan<byte> text)
    {
        var buffer = new byte[256 * 1024];
        var kept = 0;
        for (int read; (read = stream.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = buffer.AsSpan(0, kept + read);
            if (filled.IndexOf(text) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled.Length, text.Length - 1);
            filled[^kept..].CopyTo(buffer);
        }

        return false;
    }
}
