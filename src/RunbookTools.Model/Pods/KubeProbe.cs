namespace RunbookTools.Model;

/// <summary>A probe. Defaults are Kubernetes' own: period 10 s, timeout 1 s, one success, three failures.</summary>
public sealed record KubeProbe
{
    /// <summary><c>Http</c>, <c>Tcp</c>, <c>Exec</c> or <c>Grpc</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The port, a number or the name of a container port; null for <c>Exec</c>.</summary>
    public string? Port { get; init; }

    /// <summary>The path of an <c>Http</c> probe; null otherwise.</summary>
    public string? Path { get; init; }

    /// <summary><c>HTTP</c> or <c>HTTPS</c>; null unless <c>Http</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>The command of an <c>Exec</c> probe; empty otherwise.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Seconds before the first try.</summary>
    public int InitialDelaySeconds { get; init; }

    /// <summary>Seconds between tries.</summary>
    public int PeriodSeconds { get; init; } = 10;

    /// <summary>Seconds a try may take.</summary>
    public int TimeoutSeconds { get; init; } = 1;

    /// <summary>Failures in a row that count.</summary>
    public int FailureThreshold { get; init; } = 3;

    /// <summary>Successes in a row that count.</summary>
    public int SuccessThreshold { get; init; } = 1;

    /// <summary>How long after its start a process must answer or be given up: initial delay plus period times failures, in seconds.</summary>
    public int PatienceSeconds => InitialDelaySeconds + (PeriodSeconds * FailureThreshold);

    /// <summary><c>http-get :8080/healthz</c>.</summary>
    public override string ToString() => Type switch
    {
        "Exec" => "exec " + string.Join(' ', Command),
        "Http" => $"{Scheme?.ToLowerInvariant() ?? "http"}-get :{Port}{Path}",
        _ => $"{Type.ToLowerInvariant()} :{Port}",
    };
}
