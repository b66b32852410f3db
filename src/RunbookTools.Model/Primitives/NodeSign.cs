namespace RunbookTools.Model;

/// <summary>What is odd about a node that calls itself ready.</summary>
public enum NodeSign
{
    /// <summary>It went to not ready and back several times within the last hour.</summary>
    Flapping,

    /// <summary>Its clock differs from that of the API server.</summary>
    ClockSkew,

    /// <summary>Its kubelet is newer than the API server, or older than the API server supports.</summary>
    VersionSkew,

    /// <summary>A taint tells of a state that its conditions say is over.</summary>
    StaleTaint,

    /// <summary>The controller of the cloud has not initialised it.</summary>
    Uninitialized,

    /// <summary>It has stopped to renew its lease, and nobody has called it not ready.</summary>
    StaleLease,

    /// <summary>Pods of several workloads are not ready on it and are on every other node.</summary>
    PodsFailHere,
}
