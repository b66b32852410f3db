namespace RunbookTools.Model;

/// <summary>A secret. Its values never enter memory.</summary>
public sealed record KubeSecret : KubeObject
{
    /// <summary>The type; empty when not read.</summary>
    public string Type { get; init; } = "";

    /// <summary>Key names; null when the source does not tell them.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}
