namespace RunbookTools.Model;

/// <summary>One rule of a network policy: any of the peers on any of the ports.</summary>
/// <param name="Peers">Peers; empty means everyone.</param>
/// <param name="Ports">Ports; empty means every port.</param>
public sealed record KubePolicyRule(IReadOnlyList<KubePolicyPeer> Peers, IReadOnlyList<KubePolicyPort> Ports);
