namespace RunbookTools.Model;

/// <summary>What a statement means for its hypothesis.</summary>
public enum EvidenceEffect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Sufficient alone: this cannot be so unless the hypothesis holds.</summary>
    Confirms,

    /// <summary>Makes it more likely.</summary>
    Supports,

    /// <summary>Makes it less likely.</summary>
    Weakens,

    /// <summary>A necessary condition is missing, or it is excluded.</summary>
    Refutes,
}
