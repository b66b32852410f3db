namespace RunbookTools.Model;

/// <summary>A port of an endpoint slice.</summary>
/// <param name="Name">The service port's name; null when unnamed.</param>
/// <param name="Port">The number; null means all ports.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
public sealed record KubeEndpointPort(string? Name, int? Port, string Protocol);
