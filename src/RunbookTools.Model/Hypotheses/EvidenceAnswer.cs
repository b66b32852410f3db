namespace RunbookTools.Model;

/// <summary>Whether a statement is true.</summary>
public enum EvidenceAnswer
{
    /// <summary>It is.</summary>
    True,

    /// <summary>It is not.</summary>
    False,

    /// <summary>It could not be looked at.</summary>
    Unknown,
}
