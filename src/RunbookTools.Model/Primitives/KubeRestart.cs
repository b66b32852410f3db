namespace RunbookTools.Model;

/// <summary>A container's restarts and how its last run ended.</summary>
/// <param name="Container">The container.</param>
/// <param name="Count">How often it was restarted.</param>
/// <param name="Reason">Why the last run ended, in one word; null when not known.</param>
/// <param name="ExitCode">Its exit code; null when not known.</param>
/// <param name="At">When it ended (UTC); null when not known.</param>
/// <param name="Ran">How long it ran; null when not known.</param>
/// <param name="IsRecent">True when it ended within the hour before the capture, or still waits to be started again.</param>
public sealed record KubeRestart(
    KubeContainer Container, int Count, string? Reason, int? ExitCode, DateTimeOffset? At, TimeSpan? Ran, bool IsRecent)
{
    /// <summary>Who ended it, from the status and the events of the pod.</summary>
    public RunEnd EndedBy { get; init; }

    /// <summary>The namespace of the pod; null for a cluster-wide dump without any.</summary>
    public string? Namespace => Container.Namespace;

    /// <summary>The name of the pod.</summary>
    public string Pod => Container.Pod;
}
