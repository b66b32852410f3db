namespace RunbookTools.Model;

/// <summary>An endpoint slice, or an Endpoints object in the same form (its <c>Kind</c> says which).</summary>
public sealed record KubeEndpointSlice : KubeObject
{
    /// <summary>The service it belongs to; null when it names none.</summary>
    public string? Service { get; init; }

    /// <summary><c>IPv4</c>, <c>IPv6</c> or <c>FQDN</c>.</summary>
    public string AddressType { get; init; } = "IPv4";

    /// <summary>Ports; empty when no container has the target port, or nothing was selected.</summary>
    public IReadOnlyList<KubeEndpointPort> Ports { get; init; } = [];

    /// <summary>Endpoints; never null.</summary>
    public IReadOnlyList<KubeEndpoint> Endpoints { get; init; } = [];
}
