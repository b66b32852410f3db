using System.Globalization;
using System.Text.Json;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Wire;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Snapshots;

/// <summary>The kinds of a snapshot: those every server brings, those its definitions bring, and those only its objects tell of.</summary>
/// <param name="collected">What the snapshot itself tells of the kinds its server had; none when it does not.</param>
internal sealed class SnapshotKinds(IReadOnlyList<ResourceKind> collected)
{
    private readonly Dictionary<(string Group, string Kind), ResourceKind> _collected = collected.ToDictionary(kind => (kind.Group, kind.Kind));
    private readonly Dictionary<(string Group, string Kind), ResourceKind> _kinds = [];

    /// <summary>Learns the kinds from the objects.</summary>
    public void Define(IReadOnlyList<RawObject> objects)
    {
        foreach (var definition in objects.Where(raw => raw.Kind == "CustomResourceDefinition"))
        {
            using var document = ObjectJson.Parse(definition.Json);
            if (Defined(document.RootElement.Clone()) is { } kind)
            {
                _kinds[(kind.Group, kind.Kind)] = kind;
            }
        }

        foreach (var group in objects.GroupBy(raw => (Group: GroupOf(raw), raw.Kind)))
        {
            var version = group.Select(raw => raw.Version).FirstOrDefault(version => version.Length > 0);
            var known = _kinds.GetValueOrDefault(group.Key) ?? _collected.GetValueOrDefault(group.Key) ?? Known(group.Key.Group, group.Key.Kind) ?? Guess(group.Key.Group, group.Key.Kind, group);
            _kinds[group.Key] = version is null ? known : known with { Version = version };
        }
    }

    /// <summary>The kind of an object.</summary>
    public ResourceKind Of(RawObject raw) => _kinds[(GroupOf(raw), raw.Kind)];

    /// <summary>A kind every server brings, or one of those of metrics-server; null when it is neither.</summary>
    public static ResourceKind? Known(string group, string kind) => BuiltInKinds.Find(group, kind) ?? MetricsKinds.Find(group, kind);

    /// <summary>
    /// The kinds served: what there is of, what was read without finding any, what RunbookTools reads, and what the server had by its own words or else by its
    /// version. That nothing is known of a kind is then said to who asks for it, and not that the server has no such kind.
    /// </summary>
    public IEnumerable<ResourceKind> Served(InventoryData data)
    {
        var read = data.Coverage.ToCoverage([]).Read.Select(entry => entry.Kind).ToHashSet(StringComparer.Ordinal);
        var release = ReleaseOf(data.ServerVersion);
        var builtIn = BuiltInKinds.All
            .Where(kind => !_collected.ContainsKey((kind.Group, kind.Kind)))
            .Where(kind => IsRead(kind) || read.Contains(WireKinds.NameOf(kind.Kind, kind.ApiVersion)) || (_collected.Count == 0 && kind.Since <= release));
        var metrics = new[] { MetricsKinds.Nodes, MetricsKinds.Pods }.Where(kind => read.Contains(kind.Kind) && !_collected.ContainsKey((kind.Group, kind.Kind)));
        return builtIn.Concat(metrics).Concat(_collected.Values).Where(kind => !_kinds.ContainsKey((kind.Group, kind.Kind)) && !IsServedElsewhere(kind)).Concat(_kinds.Values).OrderBy(OrderOf);
    }

    private static bool IsRead(ResourceKind kind) => KindTable.Find(kind.Kind) is { } found && found.Group == kind.Group;

    // The 32 of v1.32.9; 0 when the version is not known.
    private static int ReleaseOf(string? version) =>
        version?.Split('.') is [_, var minor, ..] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var release) ? release : 0;

    // Old clusters have some kinds in another group, and then in that one alone.
    private bool IsServedElsewhere(ResourceKind kind) =>
        _kinds.Keys.Any(key => key.Kind == kind.Kind && key.Group != kind.Group && WireKinds.Find(kind.Kind, key.Group + "/v1") is not null);

    private static int OrderOf(ResourceKind kind)
    {
        var index = 0;
        foreach (var known in BuiltInKinds.All)
        {
            if (known.Group == kind.Group && known.Kind == kind.Kind)
            {
                return index;
            }

            index++;
        }

        return index;
    }

    private static string GroupOf(RawObject raw) => raw.Group ?? KindTable.Find(raw.Kind)?.Group ?? BuiltInKinds.All.FirstOrDefault(kind => kind.Kind == raw.Kind)?.Group ?? "";

    private static ResourceKind? Defined(JsonElement definition)
    {
        var names = definition.At("spec", "names");
        if (definition.Text("spec", "group") is not { } group || names.Text("kind") is not { } kind || names.Text("plural") is not { } plural)
        {
            return null;
        }

        var versions = definition.Items("spec", "versions").Where(version => version.IsTrue("served")).ToList();
        var preferred = versions.Find(version => version.IsTrue("storage"));
        var columns = preferred.Items("additionalPrinterColumns");
        return new ResourceKind(
            kind, group, preferred.Text("name") ?? definition.Text("spec", "version") ?? "v1", plural, definition.Text("spec", "scope") == "Namespaced")
        {
            Singular = names.Text("singular") ?? kind.ToLowerInvariant(),
            ListKind = names.Text("listKind") ?? kind + "List",
            ShortNames = Strings(names, "shortNames"),
            Categories = Strings(names, "categories"),
            IsCustom = true,
            PrinterColumns = columns.Length > 0 ? columns : definition.Items("spec", "additionalPrinterColumns"),
        };
    }

    private static ResourceKind Guess(string group, string kind, IEnumerable<RawObject> objects)
    {
        // The plural is nowhere written; the rule is that of k8s.io/apimachinery/pkg/api/meta, UnsafeGuessKindToResource.
        var singular = kind.ToLowerInvariant();
        var plural = singular.EndsWith('s') ? singular + "es" : singular.EndsWith('y') ? singular[..^1] + "ies" : singular + "s";
        return new ResourceKind(kind, group, "v1", plural, objects.Any(raw => raw.Namespace is not null)) { IsCustom = true };
    }

    private static string[] Strings(JsonElement element, string name) => [.. element.Items(name).Select(value => value.Text() ?? "")];
}
