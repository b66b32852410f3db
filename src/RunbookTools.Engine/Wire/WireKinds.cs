using System.Collections.Frozen;

namespace RunbookTools.Engine.Wire;

/// <summary>The kinds with a reader. A family is added by one line, and gives its kinds with their readers.</summary>
internal static class WireKinds
{
    private static readonly FrozenDictionary<string, WireItemReader> s_readers = new IReadOnlyList<(string Kind, WireItemReader Read)>[]
    {
        PodWire.Readers,
        WorkloadWire.Readers,
        EventWire.Readers,
        NodeWire.Readers,
        NetworkWire.Readers,
        StorageWire.Readers,
        ConfigurationWire.Readers,
        AccessWire.Readers,
        PolicyWire.Readers,
        PlatformWire.Readers,
        MetricsWire.Readers,
    }.SelectMany(family => family).ToFrozenDictionary(entry => entry.Kind, entry => entry.Read, StringComparer.Ordinal);

    // Groups a kind was or is served from besides the one in the kind table (the API's deprecated-API migration guide).
    private static readonly FrozenDictionary<string, string[]> s_otherGroups = new Dictionary<string, string[]>
    {
        ["Event"] = ["events.k8s.io"],
        ["Deployment"] = ["extensions"],
        ["ReplicaSet"] = ["extensions"],
        ["DaemonSet"] = ["extensions"],
        ["Ingress"] = ["extensions"],
        ["NetworkPolicy"] = ["extensions"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The reader of a kind; null when there is none or the group says it is another kind of the same name, such as the <c>Service</c> of
    /// serving.knative.dev.
    /// </summary>
    public static WireItemReader? Find(string kind, string apiVersion)
    {
        if (!s_readers.TryGetValue(kind, out var reader) || apiVersion.Length == 0)
        {
            return reader;
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : apiVersion[..slash];
        return group == KindTable.Find(kind)?.Group || (s_otherGroups.TryGetValue(kind, out var others) && others.Contains(group)) ? reader : null;
    }

    /// <summary>
    /// The name a kind goes by: its own, except for a kind that only shares its name with one that has a reader. That one is named with its group,
    /// <c>Service.serving.knative.dev</c>, so that neither is taken for the other.
    /// </summary>
    public static string NameOf(string kind, string apiVersion)
    {
        if (!s_readers.ContainsKey(kind) || Find(kind, apiVersion) is not null)
        {
            return kind;
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? kind + ".core" : $"{kind}.{apiVersion[..slash]}";
    }
}
