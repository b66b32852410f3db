using System.Globalization;
using System.Text;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// Where things stand in a bundle: the names of troubleshoot.sh (its <c>pkg/constants/constants.go</c>), and the plural of a kind for what
/// troubleshoot does not collect. Names from a cluster are escaped, so that none leads outside or means something to a file system.
/// </summary>
internal static class BundlePaths
{
    /// <summary>The folder of everything that was read.</summary>
    public const string Root = "cluster-resources";

    private const string CustomFolder = "custom-resources/";

    // What a file system takes for one name (255), less what is added to it.
    private const int MaxName = 200;

    private static readonly Dictionary<string, string> s_folders = new(StringComparer.Ordinal)
    {
        ["CustomResourceDefinition"] = "custom-resource-definitions",
        ["Ingress"] = "ingress",
        ["NetworkPolicy"] = "network-policy",
        ["PersistentVolume"] = "pvs",
        ["PersistentVolumeClaim"] = "pvcs",
        ["PodDisruptionBudget"] = "pod-disruption-budgets",
        ["ResourceQuota"] = "resource-quota",
        ["StorageClass"] = "storage-classes",
    };

    /// <summary>The path of the objects of a kind, without an ending.</summary>
    /// <param name="folder">The folder of the kind, below the root.</param>
    /// <param name="ns">Their namespace; null for none.</param>
    public static string Objects(string folder, string? ns) => ns is null ? $"{Root}/{folder}" : $"{Root}/{folder}/{Escape(ns)}";

    /// <summary>The folder of a kind that is in the kind table, below the root.</summary>
    public static string FolderOf(KubeKind kind) =>
        Sources.SupportBundleReader.IsOptional(kind) || kind.Group == KindTable.Metrics ? CustomFolder + kind.Resource : s_folders.GetValueOrDefault(kind.Kind, kind.Plural);

    /// <summary>The folder of the kind of an object, below the root.</summary>
    /// <param name="item">The object.</param>
    /// <param name="resources">For each custom kind, as <c>Kind.group</c>, its resource as <c>plural.group</c>, as far as definitions tell.</param>
    public static string FolderOf(KubeObject item, IReadOnlyDictionary<string, string> resources)
    {
        if (KindTable.Find(item.Kind) is { } known && known.Kind == item.Kind)
        {
            return FolderOf(known);
        }

        // A kind that shares its name with a known one is called by name and group.
        var group = item.ApiVersion.Contains('/', StringComparison.Ordinal) ? item.ApiVersion[..item.ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";
        var kind = item.Kind.Split('.')[0];
        return group.Length == 0
            ? Escape(kind.ToLowerInvariant() + "s")
            : CustomFolder + Escape(resources.GetValueOrDefault($"{kind}.{group}") ?? $"{kind.ToLowerInvariant()}s.{group}");
    }

    /// <summary>The path of a log.</summary>
    public static string Log(LogRequest request) =>
        $"{Root}/pods/logs/{Escape(request.Namespace)}/{Escape(request.Pod)}/{Escape(request.Container)}{(request.Previous ? "-previous" : "")}.log";

    /// <summary>
    /// A name as a part of a path: letters, digits, dashes, dots and underscores stay, everything else and a dot at the start or end become <c>%xx</c>.
    /// What is too long for a file system is cut and told apart by a hash.
    /// </summary>
    public static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        var bytes = Encoding.UTF8.GetBytes(name);
        for (var index = 0; index < bytes.Length; index++)
        {
            var character = (char)bytes[index];
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_' || (character == '.' && index > 0 && index < bytes.Length - 1))
            {
                escaped.Append(character);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{bytes[index]:x2}");
            }
        }

        return escaped.Length == 0 ? "%"
            : escaped.Length <= MaxName ? escaped.ToString()
            : escaped.ToString(0, MaxName - 17) + "-" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16];
    }
}
