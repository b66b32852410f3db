namespace RunbookTools.Model;

/// <summary>A line of a log and what it is a sign of.</summary>
/// <param name="Sign">What it is a sign of.</param>
/// <param name="Subject">What it names: a variable, path, flag, program, user, table, or <c>host:port</c>; null when it names nothing that is understood.</param>
/// <param name="Line">The line.</param>
public sealed record KubeLogSign(LogSign Sign, string? Subject, KubeLogLine Line)
{
    /// <summary>The host it speaks of: the one called, or the address listened on; null when none is named.</summary>
    public string? Host { get; init; }

    /// <summary>The port it speaks of; null when none is named.</summary>
    public int? Port { get; init; }

    /// <summary>The service, or else the pod, that the host is in this cluster; null when it is none, or none is named.</summary>
    public KubeTarget? Object { get; init; }

    /// <summary>The number of the line among those read of its log, from 1.</summary>
    public int Position { get; init; }

    /// <summary>True when the line says of itself that it is only a warning.</summary>
    public bool IsWarning { get; init; }

    /// <summary>True when it says why something went wrong, not only that it did.</summary>
    public bool IsReason => Sign < LogSign.Crash;

    /// <summary>True when it listens to its own pod only; false when it does not say so.</summary>
    public bool IsLoopback { get; init; }

    /// <summary>The pod's namespace.</summary>
    public string? Namespace => Line.Namespace;

    /// <summary>The pod.</summary>
    public string Pod => Line.Pod;

    /// <summary>The container.</summary>
    public string Container => Line.Container;

    /// <summary>The text of the line.</summary>
    public string Text => Line.Text;

    /// <summary><c>ConnectionRefused orders-db:5432</c>.</summary>
    public override string ToString() => Subject is null ? Sign.ToString() : $"{Sign} {Subject}";
}
