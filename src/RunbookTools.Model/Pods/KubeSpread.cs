namespace RunbookTools.Model;

/// <summary>A topology spread constraint.</summary>
/// <param name="MaxSkew">How uneven it may be.</param>
/// <param name="TopologyKey">The node label that names a domain.</param>
/// <param name="WhenUnsatisfiable"><c>DoNotSchedule</c> or <c>ScheduleAnyway</c>.</param>
/// <param name="Selector">Which pods are counted; null counts none.</param>
/// <param name="MinDomains">Domains that must exist; null means one.</param>
public sealed record KubeSpread(int MaxSkew, string TopologyKey, string WhenUnsatisfiable, KubeSelector? Selector, int? MinDomains)
{
    /// <summary><c>Honor</c> or <c>Ignore</c>: whether nodes that the pod's selector or affinity excludes are left out of the count.</summary>
    public string NodeAffinityPolicy { get; init; } = "Honor";

    /// <summary><c>Honor</c> or <c>Ignore</c>: whether nodes with taints the pod does not tolerate are left out of the count.</summary>
    public string NodeTaintsPolicy { get; init; } = "Ignore";

    /// <summary>Labels of which the pod's own values narrow <see cref="Selector"/>; never null.</summary>
    public IReadOnlyList<string> MatchLabelKeys { get; init; } = [];
}
