namespace RunbookTools.Model;

/// <summary>Why a pod does not fit a node.</summary>
public enum SchedulingReason
{
    /// <summary>Too little CPU left.</summary>
    InsufficientCpu,

    /// <summary>Too little memory left.</summary>
    InsufficientMemory,

    /// <summary>Too little local storage left.</summary>
    InsufficientEphemeralStorage,

    /// <summary>Too little of an extended resource, such as a GPU, left.</summary>
    InsufficientResource,

    /// <summary>The node has its full number of pods.</summary>
    PodLimit,

    /// <summary>The node lacks a label of the node selector.</summary>
    NodeSelector,

    /// <summary>No required node affinity term holds.</summary>
    NodeAffinity,

    /// <summary>A taint is not tolerated.</summary>
    Taint,

    /// <summary>The node is short of memory, disk or process ids, or its network is not set up, and is tainted for it.</summary>
    Pressure,

    /// <summary>The node is cordoned.</summary>
    Cordoned,

    /// <summary>The node is not ready.</summary>
    NotReady,

    /// <summary>No pod it must be near is there.</summary>
    PodAffinity,

    /// <summary>A pod it must not be near is there.</summary>
    PodAntiAffinity,

    /// <summary>It would be spread too unevenly.</summary>
    TopologySpread,

    /// <summary>A port it takes on the node is taken.</summary>
    HostPort,

    /// <summary>A volume of it cannot be used there.</summary>
    VolumeNodeAffinity,

    /// <summary>The node has its full number of volumes.</summary>
    VolumeLimit,

    /// <summary>Another pod uses a claim that one pod at a time may use.</summary>
    ClaimInUse,

    /// <summary>A claim of the pod is missing or not bound, which no node can mend.</summary>
    Claim,
}
