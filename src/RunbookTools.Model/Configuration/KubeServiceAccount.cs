namespace RunbookTools.Model;

/// <summary>A service account.</summary>
public sealed record KubeServiceAccount : KubeObject
{
    /// <summary>Names of pull secrets its pods get; never null.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>Names of the secrets it lists as its own; never null.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>False when its token is not mounted; null when not written.</summary>
    public bool? AutomountToken { get; init; }
}
