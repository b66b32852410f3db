namespace RunbookTools.Model;

/// <summary>A TLS section of an ingress.</summary>
/// <param name="Hosts">Hosts; never null.</param>
/// <param name="Secret">The secret's name; null when the controller's default is used.</param>
public sealed record KubeIngressTls(IReadOnlyList<string> Hosts, string? Secret);
