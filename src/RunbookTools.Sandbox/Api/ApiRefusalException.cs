namespace RunbookTools.Sandbox.Api;

/// <summary>Ends the handling of a request that is refused.</summary>
internal sealed class ApiRefusalException(ApiStatus status) : Exception(status.Message)
{
    /// <summary>What the client is told.</summary>
    public ApiStatus Status { get; } = status;
}
