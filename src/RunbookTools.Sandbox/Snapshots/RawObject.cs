namespace RunbookTools.Sandbox.Snapshots;

/// <summary>An object as a snapshot has it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="ApiVersion">Group and version; empty when not written.</param>
/// <param name="Namespace">The namespace; null for none.</param>
/// <param name="Name">The name.</param>
/// <param name="Json">The JSON.</param>
internal sealed record RawObject(string Kind, string ApiVersion, string? Namespace, string Name, byte[] Json)
{
    /// <summary>The group; null when not written.</summary>
    public string? Group => ApiVersion.Length == 0 ? null : ApiVersion.Contains('/', StringComparison.Ordinal) ? ApiVersion[..ApiVersion.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>The version; empty when not written.</summary>
    public string Version => ApiVersion[(ApiVersion.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
