namespace RunbookTools.Model;

/// <summary>A probe that failed, and what it got.</summary>
/// <param name="Container">The container.</param>
/// <param name="Probe"><c>Liveness</c>, <c>Readiness</c> or <c>Startup</c>.</param>
/// <param name="Outcome">What it got.</param>
/// <param name="Event">What the kubelet wrote.</param>
public sealed record KubeProbeFailure(KubeContainer Container, string Probe, ProbeOutcome Outcome, KubeEvent Event)
{
    /// <summary>The status of the answer; null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>The probe as it is set now; null when the container has no such probe any more.</summary>
    public KubeProbe? Spec { get; init; }

    /// <summary>The number of the port it asks; null when it asks none, or by a name that the container does not have.</summary>
    public int? Port { get; init; }

    /// <summary>True when the container declares that port; null when it asks none or the container declares none at all.</summary>
    public bool? IsPortDeclared { get; init; }

    /// <summary>The pod's namespace.</summary>
    public string? Namespace => Container.Namespace;

    /// <summary>The pod.</summary>
    public string Pod => Container.Pod;

    /// <summary>How often; at least 1.</summary>
    public int Count => Event.Count;

    /// <summary>When last (UTC); null when not written.</summary>
    public DateTimeOffset? LastSeen => Event.LastSeen;

    /// <summary>What the kubelet wrote.</summary>
    public string Message => Event.Message;
}
