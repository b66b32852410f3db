namespace RunbookTools.Model;

/// <summary>What a triage comes to.</summary>
public enum Conclusion
{
    /// <summary>Nothing is visibly wrong in what was looked at.</summary>
    Healthy,

    /// <summary>Causes were found.</summary>
    FaultsFound,

    /// <summary>Something is visibly wrong and no cause was found.</summary>
    Unexplained,

    /// <summary>Nothing is visibly wrong, and too little could be looked at to call it healthy.</summary>
    Incomplete,
}
