namespace RunbookTools.Model;

/// <summary>What an image pull failed for, by what the runtime or the registry said.</summary>
public enum PullFailureReason
{
    /// <summary>Something that is not understood.</summary>
    Other,

    /// <summary>The registry has no such tag or digest.</summary>
    NotFound,

    /// <summary>The registry has no such repository.</summary>
    RepositoryUnknown,

    /// <summary>The registry says neither that the repository exists nor that it does not, only that it is not for this caller.</summary>
    DeniedOrMissing,

    /// <summary>The registry asks for credentials, or refuses those it got.</summary>
    Denied,

    /// <summary>The registry lets this caller pull no more for now.</summary>
    RateLimited,

    /// <summary>The name of the registry does not resolve on the node.</summary>
    NameNotResolving,

    /// <summary>The node gets no answer from the registry.</summary>
    Unreachable,

    /// <summary>The registry answers with an error of its own.</summary>
    RegistryError,

    /// <summary>The node does not trust the certificate of the registry.</summary>
    CertificateUntrusted,

    /// <summary>The registry speaks plain HTTP where HTTPS is expected.</summary>
    PlainHttp,

    /// <summary>The image is not built for the platform of the node.</summary>
    NoPlatform,

    /// <summary>The image is not written as an image is.</summary>
    InvalidName,

    /// <summary>The image is not on the node, and pulling it is forbidden.</summary>
    NeverPull,

    /// <summary>The policy of the node does not accept the signature of the image.</summary>
    SignatureRejected,

    /// <summary>The node has no room for the image.</summary>
    DiskFull,
}
