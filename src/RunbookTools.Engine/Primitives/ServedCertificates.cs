namespace RunbookTools.Engine.Primitives;

/// <summary>The certificates that ingresses and gateways serve. What is known of one is what the reader of its secret took of it: dates and names.</summary>
public static class ServedCertificates
{
    // Half of the shortest lives in use are renewed earlier than that: cert-manager does it after two thirds (docs/usage/certificate, renewBefore).
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(7);

    /// <summary>The certificates of an ingress or a gateway, one for each secret it names; none for other objects.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The ingress or gateway.</param>
    public static IEnumerable<KubeServedCertificate> Of(ClusterInventory inventory, KubeObject item) => (item switch
    {
        KubeIngress ingress => ingress.Tls.Where(tls => tls.Secret is not null)
            .Select(tls => (Secret: new KubeTarget("Secret", ingress.Namespace, tls.Secret!), tls.Hosts)),
        KubeGateway gateway => gateway.Listeners.SelectMany(listener => listener.Secrets.Where(secret => secret.Kind == "Secret").Select(secret => (
            Secret: secret with { Namespace = secret.Namespace ?? gateway.Namespace },
            Hosts: (IReadOnlyList<string>)(listener.Hostname is { Length: > 0 } host ? [host] : [])))),
        _ => [],
    }).GroupBy(pair => pair.Secret).Select(group => Make(inventory, item, group.Key, [.. group.SelectMany(pair => pair.Hosts).Distinct(StringComparer.OrdinalIgnoreCase)]));

    /// <summary>What could not be read of a certificate; null when it was read, or there is none.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="secret">Its secret.</param>
    public static CoverageGap? GapOf(ClusterInventory inventory, KubeTarget secret) => inventory.Find(secret) switch
    {
        KubeSecret { Keys: null } => new CoverageGap(GapKind.Absent, "Secret", secret.Namespace, "the dates of certificates are read with the names of keys only (-IncludeSecretKeys)"),
        null => inventory.GapFor("Secret", secret.Namespace),
        _ => null,
    };

    /// <summary>True when a name of a certificate is for a host: the same name, or a star for its first label (RFC 6125, 6.4.3).</summary>
    internal static bool Covers(string name, string host) =>
        name.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("*.", StringComparison.Ordinal) && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && name.AsSpan(1).Equals(host.AsSpan(dot), StringComparison.OrdinalIgnoreCase));

    private static KubeServedCertificate Make(ClusterInventory inventory, KubeObject from, KubeTarget secret, IReadOnlyList<string> hosts)
    {
        var made = new KubeServedCertificate(from.Target, secret with { Cluster = from.Cluster }) { Hosts = hosts, NotIssued = NotIssued(inventory, secret) };
        if (inventory.Find(secret) is not KubeSecret { Certificate: { } certificate })
        {
            return made;
        }

        var left = certificate.NotAfter - inventory.CapturedAt;
        return made with
        {
            Names = certificate.Names,
            Uncovered = certificate.Names.Count == 0 ? [] : [.. hosts.Where(host => !certificate.Names.Any(name => Covers(name, host)))],
            Ends = certificate.NotAfter,
            IsExpired = left <= TimeSpan.Zero,
            IsEnding = left > TimeSpan.Zero && left < s_soon && left < (certificate.NotAfter - certificate.NotBefore) / 10,
        };
    }

    // A Certificate of cert-manager names the secret it fills, and says in its condition Ready why it does not.
    private static string? NotIssued(ClusterInventory inventory, KubeTarget secret) => inventory.OfKind("Certificate").OfType<KubeUntypedObject>()
        .Where(item => item.ApiVersion.StartsWith("cert-manager.io/", StringComparison.Ordinal) && item.Namespace == secret.Namespace
            && item.Properties.GetValueOrDefault("spec") is IReadOnlyDictionary<string, object?> spec && spec.GetValueOrDefault("secretName") as string == secret.Name)
        .SelectMany(item => item.Conditions).FirstOrDefault(condition => condition is { Type: "Ready", IsFalse: true })?.Message;
}
