namespace RunbookTools.Model;

/// <summary>One line of a container's log. Control characters are already taken out.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Previous">True when it is from the run before.</param>
/// <param name="Time">The time the line carries (UTC); null when it carries none that is understood.</param>
/// <param name="Text">The text, without the kubelet's own time stamp.</param>
public sealed record KubeLogLine(string? Namespace, string Pod, string Container, bool Previous, DateTimeOffset? Time, string Text)
{
    /// <summary>The cluster the log was read from.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
