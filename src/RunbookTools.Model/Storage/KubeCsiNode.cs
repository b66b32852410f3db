namespace RunbookTools.Model;

/// <summary>What CSI drivers a node has.</summary>
public sealed record KubeCsiNode : KubeObject
{
    /// <summary>Drivers; never null.</summary>
    public IReadOnlyList<KubeCsiNodeDriver> Drivers { get; init; } = [];
}
