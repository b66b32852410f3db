namespace RunbookTools.Model;

/// <summary>What a probe got.</summary>
public enum ProbeOutcome
{
    /// <summary>Something that is not understood.</summary>
    Other,

    /// <summary>Nobody listens on the port.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The path does not exist (404), or the health service is not offered by a gRPC server.</summary>
    NotFound,

    /// <summary>The probe may not ask this (401, 403).</summary>
    Unauthorized,

    /// <summary>The probe speaks HTTP and the server TLS.</summary>
    ExpectsTls,

    /// <summary>The probe speaks TLS and the server plain HTTP.</summary>
    ExpectsPlain,

    /// <summary>An answer, and it was no: another status, a gRPC health that is not SERVING.</summary>
    SaysNo,

    /// <summary>The command of the probe ended with an error.</summary>
    CommandFailed,

    /// <summary>The command of the probe is not in the image.</summary>
    CommandMissing,

    /// <summary>The container has no port of the name that the probe asks.</summary>
    PortUnknown,
}
