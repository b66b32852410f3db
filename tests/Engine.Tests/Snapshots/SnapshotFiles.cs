using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engine.Tests.Sources;
using RunbookTools.Engine.Snapshots;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Snapshots;

/// <summary>A folder to write snapshots to, and what tests ask of them.</summary>
internal sealed partial class SnapshotFiles : IDisposable
{
    private readonly TempFolder _folder = new("saved");

    /// <summary>A path in the folder.</summary>
    public string this[string name] => Path.Combine(_folder.Base, name);

    /// <summary>Writes a snapshot of what stands at a path, and reads it back.</summary>
    public ClusterInventory SaveAndRead(string path, SnapshotOptions options, string name = "copy.tar.gz") => TempFolder.Read(Save(path, options, name));

    /// <summary>Writes a snapshot of what stands at a path.</summary>
    public string Save(string path, SnapshotOptions options, string name = "copy.tar.gz") => Save(ClusterSources.OpenPath(path), options, name);

    /// <summary>Writes a snapshot of a source.</summary>
    public string Save(IClusterSource source, SnapshotOptions options, string name = "copy.tar.gz") =>
        SnapshotWriter.WriteAsync(source, this[name], options, CancellationToken.None).GetAwaiter().GetResult().File.FullName;

    /// <summary>Everything in a folder, as text.</summary>
    public string Text(string name) => string.Join('\n', Directory.EnumerateFiles(this[name], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>Every object, as text with all of its fields, in a fixed order; replacements are made alike.</summary>
    public static IReadOnlyList<string> Describe(ClusterInventory inventory) =>
    [
        .. inventory.Objects.OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Namespace, StringComparer.Ordinal).ThenBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => Normal(JsonSerializer.Serialize(item, item.GetType()))),
    ];

    /// <summary>What was read and what was not, as text.</summary>
    public static IReadOnlyList<string> Describe(Coverage coverage) =>
    [
        .. coverage.Read.Select(entry => $"{entry.Kind} {entry.Count} {(entry.Namespaces is null ? "*" : string.Join(',', entry.Namespaces))}"),
        .. coverage.Gaps.Select(gap => Normal(string.Create(CultureInfo.InvariantCulture, $"{gap.Kind} {gap.Resource} {gap.Namespace} {gap.Reason} {gap.Path} {gap.Remedy}"))),
    ];

    /// <summary>Every log that an inventory has, as text.</summary>
    public static IReadOnlyList<string> DescribeLogs(ClusterInventory inventory, IEnumerable<LogRequest> requests) =>
    [
        .. requests.Select(request => (Request: request, Log: inventory.Log(request)))
            .Select(log => Normal($"{log.Request} {log.Log.Gap} {log.Log.Truncated}\n{string.Join('\n', log.Log.Lines.Select(line => $"{line.Time:O} {line.Text}"))}")),
    ];

    /// <summary>The logs of every container that ran.</summary>
    public static IEnumerable<LogRequest> LogsOf(ClusterInventory inventory) => inventory.All<KubePod>()
        .SelectMany(pod => pod.Containers.SelectMany(container => new[] { false, true }.Select(previous => new LogRequest(pod.Namespace ?? "", pod.Name, container.Name, previous))));

    /// <summary>The text with every replacement made alike.</summary>
    public static string Normal(string text) => Replacement().Replace(text, "***");

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("REDACTED-[0-9a-f]{12}|UkVEQUNURUQt[A-Za-z0-9+/=]{16}")]
    private static partial Regex Replacement();
}
