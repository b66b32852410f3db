namespace RunbookTools.Model;

/// <summary>A port of a service.</summary>
/// <param name="Name">The name; null when unnamed.</param>
/// <param name="Port">The number clients use.</param>
/// <param name="TargetPort">The container port, a number or a name; equal to <paramref name="Port"/> when not written.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="NodePort">The port on every node; null when none.</param>
public sealed record KubeServicePort(string? Name, int Port, string TargetPort, string Protocol, int? NodePort)
{
    /// <summary><c>80/TCP</c>, or <c>80:30080/TCP</c> with a node port, as kubectl shows it.</summary>
    public override string ToString() => NodePort is null ? $"{Port}/{Protocol}" : $"{Port}:{NodePort}/{Protocol}";
}
