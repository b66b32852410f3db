using RunbookTools.Engine.Sources;

namespace RunbookTools;

/// <summary>What the format file calls to show what one may read.</summary>
public static class AccessView
{
    /// <summary>The lines: who, what everywhere, what in some namespaces, what not at all, and what would have to be granted.</summary>
    public static IReadOnlyList<string> Render(KubeAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        List<string> lines = [$"{View.Text(access.Cluster)}   read as {(access.User is null ? "somebody the server did not name" : View.Text(access.User))}", ""];
        Add("Everywhere", AccessScope.Everywhere);
        foreach (var group in access.Rights.Where(right => right.Scope == AccessScope.Namespaces).GroupBy(right => string.Join(", ", right.Namespaces.Select(View.Text)), StringComparer.Ordinal))
        {
            lines.Add($"In {group.Key}: {Names(group)}");
        }

        Add("Not at all", AccessScope.Nowhere);
        Add("Not known", AccessScope.Unknown);
        lines.Add("");
        var head = lines.Count;
        if (access.Manifest is { } manifest)
        {
            lines.AddRange(manifest.TrimEnd('\n').Split('\n').Select(TerminalText.Clean));
        }
        else
        {
            lines.Add("Nothing has to be granted.");
        }

        // What is no manifest is a comment of it, so that the whole can be saved and applied.
        return access.Manifest is null ? lines : [.. lines.Take(head).SelectMany(YamlLines.Comment), .. lines.Skip(head)];

        void Add(string title, AccessScope scope)
        {
            if (Names(access.Rights.Where(right => right.Scope == scope)) is { Length: > 0 } names)
            {
                lines.Add($"{title}: {names}");
            }
        }
    }

    private static string Names(IEnumerable<KubeRight> rights) => string.Join(", ", rights.Select(right => right.Resource.Split('.')[0]));
}
