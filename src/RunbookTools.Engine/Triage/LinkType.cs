namespace RunbookTools.Engine.Triage;

/// <summary>How one object hangs on another.</summary>
internal enum LinkType
{
    /// <summary>A pod on a node.</summary>
    Node,

    /// <summary>A pod that fails on this node while its twins work on every other.</summary>
    OnlyHere,

    /// <summary>A pod that could run on one node only.</summary>
    Pinned,

    /// <summary>A node and a pod that used up what the node is short of.</summary>
    Pressure,

    /// <summary>A pod and a claim, a claim and a volume or class.</summary>
    Storage,

    /// <summary>A pod and what it takes its configuration from.</summary>
    Needs,

    /// <summary>A service and the pods it selects.</summary>
    Pods,

    /// <summary>A route, an aggregated API or a webhook and the service behind it.</summary>
    Route,

    /// <summary>A workload and a service it calls.</summary>
    Call,

    /// <summary>An autoscaler and what it scales or reads.</summary>
    Scale,

    /// <summary>A workload whose pods are refused.</summary>
    Admission,
}
