using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>What the probes of a pod got.</summary>
public static partial class ProbeFailures
{
    /// <summary>
    /// The failures that the kubelet wrote down, oldest first. Messages are those of k8s.io/kubernetes/pkg/kubelet/prober/prober.go and pkg/probe, in which
    /// Go's net and net/http and grpc-go speak. The probes of containers that are gone are left out.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod.</param>
    public static IEnumerable<KubeProbeFailure> Of(ClusterInventory inventory, KubePod pod)
    {
        foreach (var seen in inventory.EventsOf(pod).Where(seen => seen.Reason is "Unhealthy" or "ProbeError"))
        {
            if (Head().Match(seen.Message) is not { Success: true } head
                || (pod.Containers.FirstOrDefault(container => container.Name == seen.Container)
                    ?? (seen.Container is null && pod.Containers is [var only] ? only : null)) is not { } container)
            {
                continue;
            }

            var word = head.Groups["probe"].Value;
            var spec = word switch
            {
                "Liveness" => container.Spec.LivenessProbe,
                "Startup" => container.Spec.StartupProbe,
                _ => container.Spec.ReadinessProbe,
            };
            var text = seen.Message[head.Length..];
            var port = PortOf(container.Spec, spec?.Port);
            yield return new KubeProbeFailure(container, word, OutcomeOf(text, spec), seen)
            {
                Status = StatusOf(text),
                Spec = spec,
                Port = port,
                IsPortDeclared = spec?.Port is null || container.Spec.Ports.Count == 0 ? null : port is not null && container.Spec.Ports.Any(each => each.Port == port),
            };
        }
    }

    private static int? PortOf(KubeContainerSpec spec, string? port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : port is null ? null
        : spec.Ports.FirstOrDefault(each => each.Name == port)?.Port;

    private static int? StatusOf(string text) =>
        Code().Match(text) is { Success: true } code ? int.Parse(code.Groups["code"].ValueSpan, CultureInfo.InvariantCulture) : null;

    private static ProbeOutcome OutcomeOf(string text, KubeProbe? spec)
    {
        if (StatusOf(text) is { } status)
        {
            return status switch { 404 => ProbeOutcome.NotFound, 401 or 403 => ProbeOutcome.Unauthorized, _ => ProbeOutcome.SaysNo };
        }

        return Says(text, "server gave HTTP response to HTTPS client") || Says(text, "first record does not look like a TLS handshake") ? ProbeOutcome.ExpectsPlain
            : Says(text, "malformed HTTP response \"\\x15\\x03") || Says(text, "malformed HTTP response \\\"\\\\x15") ? ProbeOutcome.ExpectsTls
            : Says(text, "connection refused") ? ProbeOutcome.Refused
            : Says(text, "does not implement the grpc health protocol") ? ProbeOutcome.NotFound
            : Says(text, "service unhealthy (responded with") ? ProbeOutcome.SaysNo
            : Port().IsMatch(text) ? ProbeOutcome.PortUnknown
            : Program().IsMatch(text) ? ProbeOutcome.CommandMissing
            : Late().IsMatch(text) ? ProbeOutcome.TimedOut
            : spec?.Type == "Exec" || spec is null ? ProbeOutcome.CommandFailed
            : ProbeOutcome.Other;
    }

    private static bool Says(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^(?<probe>Liveness|Readiness|Startup) probe (?:failed|errored(?: and resulted in unknown state)?|warning): ")]
    private static partial Regex Head();

    [GeneratedRegex(@"HTTP probe failed with statuscode: (?<code>\d{3})\b")]
    private static partial Regex Code();

    [GeneratedRegex(@"^port \S+ not found|couldn't find port|invalid port number")]
    private static partial Regex Port();

    [GeneratedRegex(@"exec: .*(?:executable file not found|no such file or directory|permission denied)|executable file not found in \$PATH")]
    private static partial Regex Program();

    [GeneratedRegex(@"context deadline exceeded|Client\.Timeout|i/o timeout|timed out|^timeout: ", RegexOptions.IgnoreCase)]
    private static partial Regex Late();
}
