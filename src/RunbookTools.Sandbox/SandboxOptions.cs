using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox;

/// <summary>How a server is to be started.</summary>
public sealed record SandboxOptions
{
    /// <summary>The cluster it serves.</summary>
    public required IClusterStore Store { get; init; }

    /// <summary>The port on loopback; 0 for a free one.</summary>
    public int Port { get; init; }
}
