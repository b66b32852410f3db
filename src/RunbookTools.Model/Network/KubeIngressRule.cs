namespace RunbookTools.Model;

/// <summary>One host and path of an ingress.</summary>
/// <param name="Host">The host; null for every host.</param>
/// <param name="Path">The path; empty for every path.</param>
/// <param name="PathType"><c>Prefix</c>, <c>Exact</c> or <c>ImplementationSpecific</c>.</param>
/// <param name="Backend">Where it goes.</param>
public sealed record KubeIngressRule(string? Host, string Path, string PathType, KubeIngressBackend Backend);
