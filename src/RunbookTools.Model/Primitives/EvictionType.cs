namespace RunbookTools.Model;

/// <summary>How a pod was put off its node.</summary>
public enum EvictionType
{
    /// <summary>The kubelet ended it because the node ran short of something.</summary>
    NodePressure,

    /// <summary>The kubelet did not let it in because the node was short of something.</summary>
    Rejected,

    /// <summary>It wrote more to local storage than its own limits allow.</summary>
    StorageLimit,

    /// <summary>A taint was put on the node that it does not tolerate for longer.</summary>
    Taint,

    /// <summary>Somebody asked for it, as a drain does.</summary>
    Request,

    /// <summary>The scheduler, or the kubelet, made room for a pod of higher priority.</summary>
    Preemption,

    /// <summary>Its node is gone.</summary>
    NodeGone,
}
