namespace RunbookTools.Sandbox.Faults;

/// <summary>What can go wrong with an answer.</summary>
internal enum FaultType
{
    /// <summary>It comes late.</summary>
    Latency,

    /// <summary>Its body comes drop by drop.</summary>
    Drip,

    /// <summary>The connection is lost in the middle of its body.</summary>
    Cut,

    /// <summary>Its body ends in the middle, as if it were whole.</summary>
    Truncate,

    /// <summary>The connection is lost before it begins.</summary>
    Reset,

    /// <summary>Another status than it would have.</summary>
    Status,

    /// <summary>A field of an object is of another type.</summary>
    WrongType,

    /// <summary>An object is very large.</summary>
    Huge,

    /// <summary>It never ends.</summary>
    Endless,

    /// <summary>A text in it is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The server's clock is off.</summary>
    Clock,
}
