namespace RunbookTools.Completion;

/// <summary>Completes contexts from the kubeconfig files. They are read line by line; no credential plugin runs.</summary>
public sealed class ContextCompleter : InventoryCompleter
{
    private const long MaxBytes = 4 * 1024 * 1024;

    private protected override IEnumerable<string?> Values(CompletionRequest request) => Files(request)
        .Where(path => new FileInfo(path) is { Exists: true, Length: < MaxBytes })
        .SelectMany(path => Contexts(File.ReadLines(path)));

    private static IEnumerable<string> Files(CompletionRequest request)
    {
        var given = request.Texts("KubeConfig").ToList();
        if (given.Count > 0)
        {
            return given;
        }

        return Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } listed
            ? listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
    }

    /// <summary>
    /// Names in the list <c>contexts:</c>, in the block form that kubectl writes. A context itself has no field <c>name</c>, so every one in the list
    /// is that of a context.
    /// </summary>
    private static IEnumerable<string> Contexts(IEnumerable<string> lines)
    {
        var inside = false;
        foreach (var line in lines)
        {
            var text = line.Trim();
            if (line.Length > 0 && char.IsAsciiLetter(line[0]))
            {
                inside = text == "contexts:";
            }
            else if (inside && text.TrimStart('-', ' ') is var field && field.StartsWith("name:", StringComparison.Ordinal))
            {
                yield return field["name:".Length..].Trim().Trim('"', '\'');
            }
        }
    }
}
