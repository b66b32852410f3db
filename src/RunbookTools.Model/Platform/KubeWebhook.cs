namespace RunbookTools.Model;

/// <summary>One webhook.</summary>
/// <param name="Name">The name.</param>
/// <param name="Service">The service called; null when a URL is.</param>
/// <param name="Port">The service port; null for 443.</param>
/// <param name="Url">The URL called; null when a service is.</param>
/// <param name="FailurePolicy"><c>Fail</c> or <c>Ignore</c>.</param>
/// <param name="TimeoutSeconds">How long it is waited for.</param>
/// <param name="Resources">Resources it is asked about, as <c>group/resource</c>; never null.</param>
/// <param name="Operations">Operations it is asked about; never null.</param>
/// <param name="NamespaceSelector">Namespaces it is asked about; null for all.</param>
public sealed record KubeWebhook(
    string Name, KubeTarget? Service, int? Port, string? Url, string FailurePolicy, int TimeoutSeconds,
    IReadOnlyList<string> Resources, IReadOnlyList<string> Operations, KubeSelector? NamespaceSelector)
{
    /// <summary>When the last certificate that the API server trusts it by ends (UTC); null when none is given or it cannot be read.</summary>
    public DateTimeOffset? TrustEnds { get; init; }
}
