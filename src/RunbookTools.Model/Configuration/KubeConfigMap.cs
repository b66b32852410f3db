namespace RunbookTools.Model;

/// <summary>A config map, without its values.</summary>
public sealed record KubeConfigMap : KubeObject
{
    /// <summary>Key names, of text and of binary entries; never null.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Hosts that stand in the values; never null.</summary>
    public IReadOnlyList<KubeConfigAddress> Addresses { get; init; } = [];

    /// <summary>The credentials that stand in the values, to be found where nothing gives them away; never null, never shown.</summary>
    internal IReadOnlyList<string> Credentials { get; init; } = [];
}
