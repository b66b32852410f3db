namespace RunbookTools.Model;

/// <summary>A port a container declares. Declaring is documentation: an undeclared port can be listened on.</summary>
/// <param name="Name">The name; null when unnamed.</param>
/// <param name="Port">The number.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="HostPort">The port taken on the node; null when none.</param>
public sealed record KubeContainerPort(string? Name, int Port, string Protocol, int? HostPort);
