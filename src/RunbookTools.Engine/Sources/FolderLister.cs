namespace RunbookTools.Engine.Sources;

/// <summary>Lists the files under a folder, within limits.</summary>
internal sealed class FolderLister(string root, TreeLimits limits, CancellationToken cancellation)
{
    private readonly List<SnapshotFile> _files = [];
    private long _total;

    /// <summary>What was left out, and why.</summary>
    public List<CoverageGap> Gaps { get; } = [];

    /// <summary>Lists the files. Hidden ones are not looked at.</summary>
    public IReadOnlyList<SnapshotFile> List()
    {
        Walk(new DirectoryInfo(root), "", 0);
        return _files;
    }

    private bool Walk(DirectoryInfo folder, string prefix, int depth)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = folder.GetFileSystemInfos();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Gaps.Add(FileTree.LeftOut(prefix, exception.Message));
            return true;
        }

        Array.Sort(entries, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var entry in entries.Where(entry => !entry.Name.StartsWith('.')))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = prefix + entry.Name;
            if (entry is DirectoryInfo inner)
            {
                // A link to a folder would show the same files twice, or lead outside.
                if (entry.LinkTarget is not null)
                {
                    continue;
                }

                if (depth == limits.Depth)
                {
                    Gaps.Add(FileTree.LeftOut(path, $"more than {limits.Depth} folders deep"));
                }
                else if (!Walk(inner, path + "/", depth + 1))
                {
                    return false;
                }
            }
            else if (!Add((FileInfo)entry, path))
            {
                return false;
            }
        }

        return true;
    }

    // False when no more files are taken.
    private bool Add(FileInfo file, string path)
    {
        if (file.LinkTarget is not null)
        {
            if (file.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } target || !IsInside(target))
            {
                Gaps.Add(FileTree.LeftOut(path, "a link that leads outside the folder or nowhere"));
                return true;
            }

            file = target;
        }

        if (_files.Count == limits.Entries)
        {
            Gaps.Add(FileTree.LeftOut(path, $"more than {limits.Entries} files; this one and those after it were not read"));
            return false;
        }

        var location = file.FullName;
        var found = new SnapshotFile(path, file.Length, () => File.OpenRead(location));
        if (found.IsData)
        {
            if (found.Length > limits.FileBytes)
            {
                Gaps.Add(FileTree.LeftOut(path, $"larger than {limits.FileBytes / (1024 * 1024)} MiB"));
                return true;
            }

            _total += found.Length;
            if (_total > limits.TotalBytes)
            {
                Gaps.Add(FileTree.LeftOut(path, $"more than {limits.TotalBytes / (1024 * 1024)} MiB in all; this file and those after it were not read"));
                return false;
            }
        }

        _files.Add(found);
        return true;
    }

    // The path of a target may itself go through a link to a folder, so each step is looked at.
    private bool IsInside(FileInfo target)
    {
        var relative = Path.GetRelativePath(root, target.FullName);
        if (Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal))
        {
            return false;
        }

        for (var folder = target.Directory; folder is not null && folder.FullName.Length > root.Length; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
            {
                return false;
            }
        }

        return true;
    }
}
