namespace RunbookTools.Model;

/// <summary>What is used up.</summary>
public enum UsageResource
{
    /// <summary>Memory in use that cannot be given back (the working set), in bytes.</summary>
    Memory,

    /// <summary>Room on a file system, in bytes.</summary>
    Storage,

    /// <summary>Files and folders on a file system.</summary>
    Inodes,

    /// <summary>Processor time, in cores.</summary>
    Cpu,
}
