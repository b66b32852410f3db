using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox;

/// <summary>How a server is to be started.</summary>
public sealed record SandboxOptions
{
    /// <summary>The cluster it serves.</summary>
    public required IClusterStore Store { get; init; }

    /// <summary>The port on loopback; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>True to serve with TLS, by a certificate made at start whose authority is in the kubeconfig.</summary>
    public bool Tls { get; init; }

    /// <summary>The bearer token to show; null when none is needed.</summary>
    public string? Token { get; init; }

    /// <summary>What may not be read, rule by rule: <c>secrets</c>, <c>pods@kube-system</c>, <c>list nodes</c>, <c>*/log</c>.</summary>
    public IReadOnlyList<string> Deny { get; init; } = [];

    /// <summary>What goes wrong, rule by rule: <c>latency=2s</c>, <c>429=1s list pods x3</c>, <c>cut events</c>.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>True to compress large answers for who takes that, as a real server does.</summary>
    public bool Gzip { get; init; }

    /// <summary>Where the kubeconfig is written; null for a temporary file that goes with the server.</summary>
    public string? KubeConfigPath { get; init; }
}
