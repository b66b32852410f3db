namespace RunbookTools.Model;

/// <summary>A service.</summary>
public sealed record KubeService : KubeObject
{
    /// <summary><c>ClusterIP</c>, <c>NodePort</c>, <c>LoadBalancer</c> or <c>ExternalName</c>.</summary>
    public string Type { get; init; } = "ClusterIP";

    /// <summary>The first cluster address; <c>None</c> when headless; null when not assigned.</summary>
    public string? ClusterIP { get; init; }

    /// <summary>The name an <c>ExternalName</c> service stands for; null otherwise.</summary>
    public string? ExternalName { get; init; }

    /// <summary>Addresses outside: external IPs and what a load balancer gave; never null.</summary>
    public IReadOnlyList<string> ExternalAddresses { get; init; } = [];

    /// <summary>Ports; never null.</summary>
    public IReadOnlyList<KubeServicePort> Ports { get; init; } = [];

    /// <summary>Which pods serve it; empty when endpoints are made by hand.</summary>
    public IReadOnlyDictionary<string, string> Selector { get; init; } = NoEntries;

    /// <summary><c>None</c> or <c>ClientIP</c>.</summary>
    public string SessionAffinity { get; init; } = "None";

    /// <summary><c>Cluster</c> or <c>Local</c>; null when not written.</summary>
    public string? ExternalTrafficPolicy { get; init; }

    /// <summary><c>Cluster</c> or <c>Local</c>; null when not written.</summary>
    public string? InternalTrafficPolicy { get; init; }

    /// <summary>True when pods that are not ready are served too.</summary>
    public bool PublishNotReadyAddresses { get; init; }

    /// <summary>True when it has no address of its own.</summary>
    public bool IsHeadless => ClusterIP == "None";

    /// <summary>True when every label its selector asks for is there; true of any labels when it has no selector.</summary>
    /// <param name="labels">The labels of a pod, or of a template.</param>
    public bool Selects(IReadOnlyDictionary<string, string> labels) => Selector.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    /// <summary>Endpoints that are ready; filled by <c>Get-KubeService</c>, null when endpoints could not be read.</summary>
    public IReadOnlyList<KubeEndpoint>? ReadyEndpoints { get; init; }

    /// <summary>Endpoints that are not ready; filled by <c>Get-KubeService</c>, null when endpoints could not be read.</summary>
    public IReadOnlyList<KubeEndpoint>? NotReadyEndpoints { get; init; }
}
