namespace RunbookTools.Model;

/// <summary>A condition together with the object whose status it is part of.</summary>
/// <param name="Object">The object.</param>
/// <param name="Type">The type: <c>Ready</c>, <c>PodScheduled</c>, <c>Progressing</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">The reason in one word; null when none was written.</param>
/// <param name="Message">The message; null when none was written.</param>
/// <param name="Since">When the status last changed (UTC); null when not written.</param>
/// <param name="LastSeen">When the reporter last said so (UTC); null when not written.</param>
public sealed record KubeObjectCondition(
    KubeTarget Object, string Type, string Status, string? Reason, string? Message, DateTimeOffset? Since, DateTimeOffset? LastSeen)
{
    /// <summary>The cluster of the object.</summary>
    public string Cluster => Object.Cluster;

    /// <summary><c>Ready=False KubeletNotReady: container runtime is down</c>.</summary>
    public override string ToString() => $"{Type}={Status}{(Reason is null ? "" : " " + Reason)}{(Message is null ? "" : ": " + Message)}";
}
