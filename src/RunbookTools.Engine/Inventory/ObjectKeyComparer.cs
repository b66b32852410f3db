using System.Diagnostics.CodeAnalysis;

namespace RunbookTools.Engine.Inventory;

/// <summary>
/// Compares kind, namespace and name. The runtime's comparer of tuples hashes all three of every object and event of a cluster; name and namespace tell nearly all of
/// them apart.
/// </summary>
internal sealed class ObjectKeyComparer : IEqualityComparer<(string Kind, string? Namespace, string Name)>
{
    private ObjectKeyComparer()
    {
    }

    /// <summary>The comparer.</summary>
    public static ObjectKeyComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals((string Kind, string? Namespace, string Name) x, (string Kind, string? Namespace, string Name) y) =>
        x.Name == y.Name && x.Namespace == y.Namespace && x.Kind == y.Kind;

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] (string Kind, string? Namespace, string Name) obj) =>
        (((obj.Name.GetHashCode(StringComparison.Ordinal) * 31) + (obj.Namespace?.GetHashCode(StringComparison.Ordinal) ?? 0)) * 31) + obj.Kind.Length;
}
