namespace RunbookTools.Model;

/// <summary>What a line of a log is a sign of.</summary>
public enum LogSign
{
    /// <summary>The kernel cannot run a program of this format: it is built for another processor, or is no program.</summary>
    WrongArchitecture,

    /// <summary>A program, module or library that should run is not there or may not be run.</summary>
    ProgramMissing,

    /// <summary>A command, flag or argument is not understood, or one is missing.</summary>
    BadArgument,

    /// <summary>An environment variable is not set.</summary>
    VariableMissing,

    /// <summary>A file or folder is not there.</summary>
    FileMissing,

    /// <summary>A configuration cannot be made sense of.</summary>
    ConfigInvalid,

    /// <summary>The port to listen on is taken.</summary>
    PortInUse,

    /// <summary>A name does not resolve.</summary>
    NameNotResolving,

    /// <summary>Nobody listens where a connection was tried.</summary>
    ConnectionRefused,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>There is no way to an address, the other side hung up, or it says itself that it cannot serve.</summary>
    Unreachable,

    /// <summary>What is called does not accept a user, password, key or token.</summary>
    CredentialsRejected,

    /// <summary>The Kubernetes API refuses a service account something.</summary>
    ApiForbidden,

    /// <summary>A certificate is no longer, or not yet, valid.</summary>
    CertificateExpired,

    /// <summary>A certificate is from nobody that is trusted, or is for another name.</summary>
    CertificateUntrusted,

    /// <summary>One side speaks TLS and the other does not.</summary>
    TlsMismatch,

    /// <summary>A database takes no writes.</summary>
    DatabaseReadOnly,

    /// <summary>A database takes no more connections.</summary>
    ConnectionsExhausted,

    /// <summary>A table, column, database or index that is asked for does not exist.</summary>
    SchemaMissing,

    /// <summary>The operating system does not permit something.</summary>
    PermissionDenied,

    /// <summary>A file system takes no writes.</summary>
    ReadOnlyFileSystem,

    /// <summary>There is no room left on a disk.</summary>
    DiskFull,

    /// <summary>The heap of a language runtime, or the memory it may have, is used up.</summary>
    HeapExhausted,

    /// <summary>A stack trace, a panic or a fatal signal.</summary>
    Crash,

    /// <summary>An error of which nothing more precise is known.</summary>
    Error,

    /// <summary>How a program wants to be called.</summary>
    Usage,

    /// <summary>It serves: it listens, is ready or accepts connections.</summary>
    Serving,

    /// <summary>It is still at something that belongs to its start.</summary>
    Starting,
}
