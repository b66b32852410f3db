using System.Collections.Frozen;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>The kinds a server has, found by path.</summary>
internal sealed class ApiCatalog
{
    private readonly FrozenDictionary<(string Group, string Version, string Plural), ResourceKind> _byPath;

    /// <summary>Makes a catalog.</summary>
    public ApiCatalog(IEnumerable<ResourceKind> kinds)
    {
        ResourceKind[] all = [.. kinds, .. BuiltInKinds.Reviews];
        _byPath = all.DistinctBy(kind => (kind.Group, kind.Version, kind.Plural)).ToFrozenDictionary(kind => (kind.Group, kind.Version, kind.Plural));
        Groups = [.. all.GroupBy(kind => kind.Group).OrderBy(group => group.Key.Length == 0 ? 0 : 1)];
    }

    /// <summary>The kinds by group, the core one first.</summary>
    public IReadOnlyList<IGrouping<string, ResourceKind>> Groups { get; }

    /// <summary>The kind at a path; null when there is none.</summary>
    public ResourceKind? Find(string group, string version, string plural) => _byPath.GetValueOrDefault((group, version, plural));

    /// <summary>True when the group has the version.</summary>
    public bool Has(string group, string version) => Groups.Any(found => found.Key == group && found.Any(kind => kind.Version == version));

    /// <summary>The versions of a group, the preferred one first.</summary>
    public static IEnumerable<string> Versions(IGrouping<string, ResourceKind> group) => group.Select(kind => kind.Version).Distinct();
}
