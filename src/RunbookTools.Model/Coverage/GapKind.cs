namespace RunbookTools.Model;

/// <summary>Why something could not be looked at.</summary>
public enum GapKind
{
    /// <summary>The reader has no right to it.</summary>
    Forbidden,

    /// <summary>The source does not contain it.</summary>
    Absent,

    /// <summary>It is there and cannot be understood.</summary>
    Unreadable,

    /// <summary>Reading it failed or took too long.</summary>
    Failed,

    /// <summary>It was left out on purpose: there was too much of it, or somebody asked for another part.</summary>
    NotAsked,
}
