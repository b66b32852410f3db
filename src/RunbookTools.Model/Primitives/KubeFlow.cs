namespace RunbookTools.Model;

/// <summary>Whether network policies let one pod reach another on a port.</summary>
/// <param name="From">The pod that calls.</param>
/// <param name="To">The pod that is called.</param>
/// <param name="Service">The service it is called by; null when it is called itself.</param>
/// <param name="Port">The port of the called pod.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="Allowed">
/// True when every policy of the API <c>networking.k8s.io</c> lets it through, false when one end is limited and no rule fits; null when policies or the labels of
/// namespaces could not be read. Whether the network enforces policies, and what policies of other APIs say, is not told.
/// </param>
/// <param name="Denials">The ends that do not let it through; empty when <paramref name="Allowed"/> is not false.</param>
public sealed record KubeFlow(
    KubeTarget From, KubeTarget To, KubeTarget? Service, int Port, string Protocol, bool? Allowed, IReadOnlyList<KubeFlowDenial> Denials)
{
    /// <summary>The cluster both pods are in.</summary>
    public string Cluster => From.Cluster;

    /// <summary><c>pod shop/web-1 -> pod kube-system/coredns-1 53/UDP: denied by NetworkPolicy shop/deny-egress</c>.</summary>
    public override string ToString()
    {
        var outcome = Allowed switch
        {
            true => "allowed",
            null => "not known",
            false => "denied by " + string.Join(" and ", Denials.Select(denial => string.Join(", ", denial.Policies))),
        };
        return $"{From} -> {To} {Port}/{Protocol}: {outcome}";
    }
}
