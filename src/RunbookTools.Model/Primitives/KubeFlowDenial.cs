namespace RunbookTools.Model;

/// <summary>Why network policies do not let a flow through at one of its ends.</summary>
/// <param name="Direction">The end.</param>
/// <param name="Policies">The policies that hold for the pod there; none of them has a rule for the flow. At least one.</param>
/// <param name="MissingRule">The rule that would let it through, as it is written under <c>egress:</c> or <c>ingress:</c>.</param>
public sealed record KubeFlowDenial(FlowDirection Direction, IReadOnlyList<KubeTarget> Policies, string MissingRule);
