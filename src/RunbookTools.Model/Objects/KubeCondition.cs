namespace RunbookTools.Model;

/// <summary>A status condition of any kind of object.</summary>
/// <param name="Type">The type: <c>Ready</c>, <c>PodScheduled</c>, <c>Progressing</c>.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">The reason in one word; null when none was written.</param>
/// <param name="Message">The message; null when none was written.</param>
/// <param name="Since">When the status last changed (UTC); null when not written.</param>
public sealed record KubeCondition(string Type, string Status, string? Reason, string? Message, DateTimeOffset? Since)
{
    private readonly Moment _since = Since;
    private readonly Moment _lastSeen;

    /// <summary>When the status last changed (UTC); null when not written.</summary>
    public DateTimeOffset? Since
    {
        get => _since;
        init => _since = value;
    }

    /// <summary>True when <see cref="Status"/> is <c>True</c>.</summary>
    public bool IsTrue => Status == "True";

    /// <summary>True when <see cref="Status"/> is <c>False</c>.</summary>
    public bool IsFalse => Status == "False";

    /// <summary>When the reporter last said so (UTC); only nodes and deployments write it.</summary>
    public DateTimeOffset? LastSeen
    {
        get => _lastSeen;
        init => _lastSeen = value;
    }

    /// <summary><c>Ready=False (ContainersNotReady)</c>.</summary>
    public override string ToString() => Reason is null ? $"{Type}={Status}" : $"{Type}={Status} ({Reason})";
}
