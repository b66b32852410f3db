namespace RunbookTools.Model;

/// <summary>A listener of a gateway.</summary>
/// <param name="Name">The name.</param>
/// <param name="Hostname">The host name; null for every one.</param>
/// <param name="Port">The port.</param>
/// <param name="Protocol"><c>HTTP</c>, <c>HTTPS</c>, <c>TLS</c>, <c>TCP</c> or <c>UDP</c>.</param>
/// <param name="Secrets">TLS secrets; never null.</param>
/// <param name="Conditions">Conditions; never null.</param>
public sealed record KubeListener(
    string Name, string? Hostname, int Port, string Protocol, IReadOnlyList<KubeTarget> Secrets, IReadOnlyList<KubeCondition> Conditions);
