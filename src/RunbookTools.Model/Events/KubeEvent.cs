namespace RunbookTools.Model;

/// <summary>An event, of either API (core/v1 and events.k8s.io/v1).</summary>
public sealed record KubeEvent : KubeObject
{
    private readonly Moment _firstSeen;
    private readonly Moment _lastSeen;

    /// <summary><c>Normal</c> or <c>Warning</c>. Faults are sometimes told in Normal events.</summary>
    public string Type { get; init; } = "Normal";

    /// <summary>The reason in one word; empty when not written.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The message; empty when not written.</summary>
    public string Message { get; init; } = "";

    /// <summary>The object it is about.</summary>
    public required KubeTarget Object { get; init; }

    /// <summary>The unique id of the object it is about; null when not written.</summary>
    public string? ObjectUid { get; init; }

    /// <summary>The container it is about, from the field path; null when it is about the whole object.</summary>
    public string? Container { get; init; }

    /// <summary>How often it was seen; 1 when the event has no count.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When it was first seen (UTC): first timestamp, event time or creation, whichever was written.</summary>
    public DateTimeOffset? FirstSeen
    {
        get => _firstSeen;
        init => _firstSeen = value;
    }

    /// <summary>When it was last seen (UTC): series, last timestamp, event time or creation, whichever was written.</summary>
    public DateTimeOffset? LastSeen
    {
        get => _lastSeen;
        init => _lastSeen = value;
    }

    /// <summary>The component that wrote it: <c>kubelet</c>, <c>default-scheduler</c>; empty when not written.</summary>
    public string Source { get; init; } = "";

    /// <summary>The node of the component that wrote it; null when not written.</summary>
    public string? Node { get; init; }
}
