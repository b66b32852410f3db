namespace RunbookTools.Model;

/// <summary>An environment variable. A value that looks like a credential is replaced when it is read.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The literal value; null when it comes from elsewhere.</param>
/// <param name="From">Where the value comes from; null for a literal.</param>
public sealed record KubeEnv(string Name, string? Value, KubeKeyReference? From)
{
    /// <summary>True when the literal value was, by its name or its form, a credential, and not one that stands elsewhere (<c>$(NAME)</c>).</summary>
    public bool IsCredential { get; init; }
}
