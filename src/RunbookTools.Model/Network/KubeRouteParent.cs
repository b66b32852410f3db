namespace RunbookTools.Model;

/// <summary>A parent of a route.</summary>
/// <param name="Object">The parent, a gateway mostly.</param>
/// <param name="Section">The listener's name; null for all.</param>
/// <param name="Conditions">What the parent's controller says of the route; empty when it says nothing.</param>
public sealed record KubeRouteParent(KubeTarget Object, string? Section, IReadOnlyList<KubeCondition> Conditions);
