using System.Diagnostics.CodeAnalysis;

namespace RunbookTools.Engine.Triage;

/// <summary>Compares targets without their cluster, which not every reference carries: one triage is about one.</summary>
internal sealed class TargetComparer : IEqualityComparer<KubeTarget>
{
    /// <summary>The only one.</summary>
    public static readonly TargetComparer Instance = new();

    private TargetComparer()
    {
    }

    /// <summary>True when both name the same object.</summary>
    public static bool AreSame(KubeTarget? x, KubeTarget? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Name == y.Name && x.Kind == y.Kind && x.Namespace == y.Namespace);

    /// <inheritdoc/>
    public bool Equals(KubeTarget? x, KubeTarget? y) => AreSame(x, y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] KubeTarget obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
}
