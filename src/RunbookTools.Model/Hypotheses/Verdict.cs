namespace RunbookTools.Model;

/// <summary>What became of a hypothesis, strongest first.</summary>
public enum Verdict
{
    /// <summary>It is so: something is sufficient, nothing speaks against it.</summary>
    Confirmed,

    /// <summary>More speaks for it than against; nothing is decisive.</summary>
    Likely,

    /// <summary>Balanced or contradictory.</summary>
    Inconclusive,

    /// <summary>It is not so.</summary>
    Refuted,

    /// <summary>What it needed could not be read.</summary>
    NotTested,
}
