namespace RunbookTools.Sandbox.Generation;

/// <summary>What is wrong with a generated workload.</summary>
public enum GeneratedFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The process ends with an error soon after its start.</summary>
    CrashLoop,

    /// <summary>The container is killed for its memory limit.</summary>
    OutOfMemory,

    /// <summary>The image does not exist.</summary>
    ImagePull,

    /// <summary>A secret that is needed does not exist.</summary>
    MissingSecret,

    /// <summary>No node has that much memory.</summary>
    Unschedulable,

    /// <summary>The process runs and never becomes ready.</summary>
    NotReady,
}
