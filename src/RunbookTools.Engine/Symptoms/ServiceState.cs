namespace RunbookTools.Engine.Symptoms;

/// <summary>Whether somebody answers for a service.</summary>
internal enum ServiceState
{
    /// <summary>What it takes to tell could not be read.</summary>
    Unknown,

    /// <summary>Somebody does, or will any moment.</summary>
    Answers,

    /// <summary>There is no such service.</summary>
    Missing,

    /// <summary>Nobody does.</summary>
    NoEndpoints,
}
