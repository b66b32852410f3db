using System.Collections.Concurrent;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>The config maps of a snapshot: the files they stand in, to be read again when somebody wants a text.</summary>
/// <param name="source">What the source is called: <c>support bundle</c>.</param>
internal sealed class ConfigFiles(string source) : IConfigTextStore
{
    private readonly ConcurrentDictionary<(string? Namespace, string Name), ObjectFile> _files = new();

    /// <summary>Takes down where a config map stands.</summary>
    public void Add(KubeConfigMap map, ObjectFile file) => _files[(map.Namespace, map.Name)] = file;

    /// <inheritdoc/>
    public ConfigText Read(KubeConfigMap map, CancellationToken cancellation)
    {
        if (!_files.TryGetValue((map.Namespace, map.Name), out var file))
        {
            return Missing(map, GapKind.Absent, $"the text of {map.Name} is not in the {source}", null);
        }

        IReadOnlyList<KubeConfigText>? texts = null;
        var context = new WireContext
        {
            Cluster = map.Cluster,
            Coverage = new CoverageRecord(),
            Objects = new List<KubeObject>(),
            KindHint = file.KindHint,
            NamespaceHint = file.NamespaceHint,
            Tap = (json, _, _, item) => texts = item is KubeConfigMap && item.Name == map.Name && item.Namespace == map.Namespace ? ConfigTextReader.Read(json, map) : texts,
        };
        try
        {
            ObjectFileReader.ReadText(file.File.Read(), context);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Missing(map, GapKind.Unreadable, TerminalText.Clean(exception.Message.TrimEnd('.')), file.File.Path);
        }

        return texts is null ? Missing(map, GapKind.Unreadable, $"{map.Name} is no longer in it", file.File.Path) : new ConfigText(texts, null);
    }

    private static ConfigText Missing(KubeConfigMap map, GapKind kind, string reason, string? path) =>
        new([], new CoverageGap(kind, "ConfigMap", map.Namespace, reason) { Path = path, Remedy = AccessRemedy.Collect("configmaps", map.Namespace) });
}
