namespace RunbookTools.Model;

/// <summary>The state of a container.</summary>
public enum ContainerState
{
    /// <summary>The kubelet has not written a status yet.</summary>
    Unknown,

    /// <summary>Not running yet, or not again.</summary>
    Waiting,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Ended.</summary>
    Terminated,
}
