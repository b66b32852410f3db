namespace RunbookTools.Model;

/// <summary>Who ended the run of a container.</summary>
public enum RunEnd
{
    /// <summary>That cannot be told from what is written.</summary>
    Unknown,

    /// <summary>The process itself, with success.</summary>
    Completed,

    /// <summary>The process itself, with an error or a signal of its own making.</summary>
    Process,

    /// <summary>The kernel, for memory.</summary>
    Kernel,

    /// <summary>The kubelet, because the liveness probe failed.</summary>
    LivenessProbe,

    /// <summary>The kubelet, because the startup probe failed.</summary>
    StartupProbe,

    /// <summary>The kubelet, because the postStart hook failed.</summary>
    PostStartHook,

    /// <summary>Nobody: the runtime could not begin it.</summary>
    Runtime,

    /// <summary>The node: it went down or was restarted under the container.</summary>
    Node,

    /// <summary>A signal from outside the process, and nothing says whose.</summary>
    Signal,
}
