using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Hypotheses;

/// <summary>Turns what was given as evidence into exhibits: which object, which fields, and a command that shows the same.</summary>
public static class Exhibits
{
    /// <summary>How many exhibits one piece of evidence keeps.</summary>
    public const int Limit = 5;

    private const int LongestDetail = 300;

    // Named by the exhibit itself.
    private static readonly FrozenSet<string> s_ofTarget = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Kind", "Namespace", "Name");

    /// <summary>The exhibit an object makes; null when it is no part of a cluster.</summary>
    /// <param name="item">The object.</param>
    /// <param name="fields">Names of the properties the test looked at; those the object has are shown.</param>
    public static Exhibit? Of(object item, IEnumerable<string> fields) =>
        TargetOf(item) is { } target ? new Exhibit(target, Detail(item, fields), Command(item, target)) : null;

    /// <summary>What an object of the pipeline is about; null when it is no part of a cluster.</summary>
    public static KubeTarget? TargetOf(object? item) => item switch
    {
        KubeTarget target => target,
        KubeEvent seen => seen.Object with { Cluster = seen.Cluster },
        KubeObject part => part.Target,
        KubeContainer container => new KubeTarget("Pod", container.Namespace, container.Pod) { Cluster = container.Cluster },
        KubeContainerTemplate container => container.Owner,
        KubeRestart restart => TargetOf(restart.Container),
        KubeLogLine line => new KubeTarget("Pod", line.Namespace, line.Pod) { Cluster = line.Cluster },
        KubeLogPattern pattern => TargetOf(pattern.Example),
        KubeLogSign sign => TargetOf(sign.Line),
        KubeProbeFailure failure => TargetOf(failure.Container),
        KubeReference reference => reference.From,
        KubeObjectCondition condition => condition.Object,
        KubeFlow flow => flow.From,
        KubeNodeFit fit => fit.Node,
        KubeSchedulingBlocker blocker => blocker.NearestNode ?? (blocker.Nodes.Count > 0 ? blocker.Nodes[0] : blocker.Pod),
        KubeEviction eviction => eviction.Pod,
        KubePullFailure failure => TargetOf(failure.Container),
        KubeNodeSign sign => sign.Node,
        KubeUsage usage => usage.Claim ?? usage.Object,
        KubeServedCertificate certificate => certificate.From,
        KubeRoute route => route.From,
        KubeHop hop => hop.Object,
        KubeRevision revision => revision.Workload,
        KubeRefusal refusal => refusal.Object,
        KubeDenial denial => TargetOf(denial.Line),
        KubeEndpoint endpoint => endpoint.Object,
        Symptom symptom => symptom.Object,
        HypothesisResult result => result.Target,
        Finding finding => finding.Target,
        _ => null,
    };

    /// <summary>
    /// Since when an object shows what it shows (UTC), and whether at the latest: of a container that was restarted only the last runs are told of, by its status and
    /// by its logs. Null when it does not say.
    /// </summary>
    /// <param name="item">The object.</param>
    /// <param name="inventory">Where the container of a log is looked up.</param>
    public static (DateTimeOffset At, bool AtLatest)? SinceOf(object item, ClusterInventory inventory)
    {
        switch (item)
        {
            case KubeRestart restart:
                return Restarts.FirstKnown(restart.Container) is (At: { } first, var atLatest) ? (first, atLatest) : null;
            case KubeContainer { LastExitAt: not null } container:
                return Restarts.FirstKnown(container) is (At: { } began, var latest) ? (began, latest) : null;
            case Symptom symptom:
                return symptom.Since is { } shown ? (shown, symptom.SinceAtLatest) : null;
        }

        var line = item switch { KubeLogLine text => text, KubeLogSign sign => sign.Line, KubeLogPattern pattern => pattern.Example, KubeDenial denial => denial.Line, _ => null };
        return TimeOf(item) is not { } at ? null
            : (at, line is not null && inventory.Find<KubePod>("Pod", line.Namespace, line.Pod)?.Containers.FirstOrDefault(container => container.Name == line.Container) is { RestartCount: > 0 });
    }

    private static DateTimeOffset? TimeOf(object item) => item switch
    {
        KubeEvent seen => seen.FirstSeen,
        KubeContainer container => container.StartedAt,
        KubeCondition condition => condition.Since,
        // Since when a node has been well says nothing of a fault.
        KubeObjectCondition { Object.Kind: "Node" } condition when condition.Status == (condition.Type == "Ready" ? "True" : "False") => null,
        KubeObjectCondition condition => condition.Since,
        KubeRefusal refusal => refusal.FirstSeen,
        KubeDenial denial => denial.Line.Time,
        KubeLogLine line => line.Time,
        KubeEviction eviction => eviction.At,
        KubePullFailure failure => failure.Since,
        KubeNodeSign sign => sign.Since,
        KubeServedCertificate { IsExpired: true } certificate => certificate.Ends,
        KubeLogPattern pattern => pattern.First,
        KubeLogSign sign => sign.Line.Time,
        KubeProbeFailure failure => failure.Event.FirstSeen,
        _ => null,
    };

    private static string Detail(object item, IEnumerable<string> fields)
    {
        var text = item switch
        {
            KubeEvent seen => Event(seen),
            KubeProbeFailure failure => Event(failure.Event) + (failure.Spec is null ? "" : $" (the probe: {failure.Spec})"),
            KubeLogLine line => line.Text,
            KubeLogPattern pattern => pattern.Example.Text,
            KubeLogSign sign => sign.Text,
            KubeReference reference => $"{reference.Field} -> {reference.Object}{(reference.Key is null ? "" : " key " + reference.Key)}{(reference.NearMiss is null ? "" : "; there is " + reference.NearMiss)}",
            KubeRestart restart => Restart(restart),
            KubeObjectCondition condition => condition.ToString(),
            KubeFlow flow => Flow(flow),
            KubeNodeFit fit => string.Join("; ", fit.Blockers.Select(blocker => blocker.Message)),
            KubeSchedulingBlocker blocker => blocker.Message,
            KubeEviction eviction => eviction.Message,
            KubePullFailure failure => $"container {failure.Container.Name}: {failure.Message}",
            KubeNodeSign sign => sign.Message,
            KubeUsage usage => Usage(usage),
            KubeServedCertificate certificate => Certificate(certificate),
            KubeRoute { Break: { } broken } => $"{broken.Object}: {broken.Message}",
            KubeHop hop => hop.Message ?? hop.Detail,
            KubeRefusal refusal => Refusal(refusal),
            KubeDenial denial => Denial(denial),
            KubeRevision revision => $"revision {revision.Revision}: {string.Join(", ", revision.Changes)}",
            Symptom symptom => symptom.Summary,
            _ => Fields(item, fields),
        };

        text = text.ReplaceLineEndings(" ").Trim();

        // Errors wrap errors: what happened stands at the beginning, why at the end.
        return text.Length <= LongestDetail ? text : string.Concat(text.AsSpan(0, LongestDetail / 3), " … ", text.AsSpan(text.Length - (LongestDetail * 2 / 3)));
    }

    private static string Flow(KubeFlow flow)
    {
        var missing = flow.Denials.Select(denial => $"{string.Join(", ", denial.Policies)} has no {denial.Direction.ToString().ToLowerInvariant()} rule \"{denial.MissingRule}\"");
        return string.Join("; ", [$"to {flow.Service ?? flow.To} on {flow.Port}/{flow.Protocol}", .. missing]);
    }

    private static string Usage(KubeUsage usage)
    {
        var part = usage.Volume is { } volume ? $"volume {volume} of {usage.Object}: " : usage.Container is { } container ? $"container {container}: " : "";
        var rest = usage.Capacity is null ? "" : $" of {usage.Capacity}, {usage.Available} left";
        return $"{part}{usage.Used}{rest}{(usage.Resource == UsageResource.Inodes ? " (inodes)" : "")}";
    }

    private static string Certificate(KubeServedCertificate certificate)
    {
        var ends = certificate.Ends is { } end ? string.Create(CultureInfo.InvariantCulture, $"{(certificate.IsExpired ? "ended" : "ends")} {end:yyyy-MM-dd HH:mm}Z") : "";
        var names = certificate.Names.Count > 0 ? "for " + string.Join(' ', certificate.Names.Take(5)) : "";
        var uncovered = certificate.Uncovered.Count > 0 ? "not for " + string.Join(' ', certificate.Uncovered.Take(5)) : "";
        return $"{certificate.Secret}: {string.Join(", ", new[] { ends, names, uncovered, certificate.NotIssued ?? "" }.Where(text => text.Length > 0))}".TrimEnd(':', ' ');
    }

    private static string Denial(KubeDenial denial) =>
        $"{denial.AccountName} may not {denial.Verb} {denial.Resource} {(denial.Scope is null ? "in the whole cluster" : "in " + denial.Scope)}{(denial.Subject is null ? "" : $" ({denial.Subject})")}";

    private static string Refusal(KubeRefusal refusal) =>
        $"{refusal.Resource} refused{(refusal.Count > 1 ? " x" + refusal.Count.ToString(CultureInfo.InvariantCulture) : "")}: {refusal.Message}";

    private static string Event(KubeEvent seen) => $"{seen.Reason}{(seen.Count > 1 ? " x" + seen.Count.ToString(CultureInfo.InvariantCulture) : "")}: {seen.Message}";

    private static string Restart(KubeRestart restart)
    {
        var exit = restart.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"last exit {code} ({restart.Reason})") : "";
        var ran = restart.Ran is { } span ? " after " + Span(span) : "";
        var words = new[] { restart.Count > 0 ? PlainText.Count(restart.Count, "restart") : "", exit + ran };
        return $"container {restart.Container.Name}: {string.Join(", ", words.Where(word => word.Length > 0))}";
    }

    private static string Span(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}h{span.Minutes}m"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}m{span.Seconds}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.Seconds}s"),
    };

    private static string Fields(object item, IEnumerable<string> fields)
    {
        // What is asked for (a probe, a port) is in the spec; what is named by the exhibit itself need not be said again.
        object? spec = item switch
        {
            KubeContainer part => part.Spec,
            KubeContainerTemplate part => part.Spec,
            KubePod pod => pod.Spec,
            _ => null,
        };
        var shown = fields.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !s_ofTarget.Contains(name))
            .Select(name => (Property(item, name) is { } own ? (own.Name, Value: Text(own.GetValue(item))) : default) is { Value: not null } found ? found
                : spec is not null && Property(spec, name) is { } asked ? (asked.Name, Value: Text(asked.GetValue(spec))) : default)
            .Where(field => field.Value is not null)
            .Select(field => $"{field.Name}={field.Value}")
            .Distinct();
        var head = item switch
        {
            KubeContainer container => $"container {container.Name}: ",
            KubeContainerTemplate container => $"container {container.Name}: ",
            KubeObject part => $"{part.Kind} {part.Name}: ",
            _ => "",
        };
        return (head + string.Join(", ", shown)).TrimEnd(' ', ':');
    }

    private static System.Reflection.PropertyInfo? Property(object item, string name) => item.GetType().GetProperties().FirstOrDefault(property =>
        property.GetIndexParameters().Length == 0 && string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string? Text(object? value) => value switch
    {
        null => null,
        string { Length: 0 } => null,
        string text => text,
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ssK", CultureInfo.InvariantCulture),
        // Whole records and label sets say too much to say anything.
        KubeObject or KubePodSpec or KubeContainerSpec or KubePodTemplate or KubeContainer or IEnumerable<KeyValuePair<string, string>> => null,
        IEnumerable<KubeCondition> conditions => string.Join(' ', conditions.OrderBy(condition => condition.Type != "Ready").Take(3)),
        IEnumerable<KubeContainerPort> ports => string.Join(' ', ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name ?? port.Protocol}:{port.Port}"))),
        IEnumerable<KubeEnv> variables => string.Join(' ', variables.Select(variable => variable.Name).Take(5)),
        IEnumerable list => string.Join(' ', list.Cast<object?>().Take(5)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string? Command(object item, KubeTarget target) => item switch
    {
        KubeLogLine line => Logs(line),
        KubeLogPattern pattern => Logs(pattern.Example),
        KubeLogSign sign => Logs(sign.Line),
        KubeDenial denial => Logs(denial.Line),
        KubeEvent or KubeProbeFailure or KubeRefusal => $"kubectl{KubectlText.Namespace(target.Namespace)} get events --field-selector involvedObject.name={KubectlText.Quote(target.Name)}",
        _ => $"kubectl{KubectlText.Namespace(target.Namespace)} describe {KubectlText.Reference(target)}",
    };

    private static string Logs(KubeLogLine line) =>
        $"kubectl{KubectlText.Namespace(line.Namespace)} logs {KubectlText.Quote(line.Pod)} -c {KubectlText.Quote(line.Container)}{(line.Previous ? " --previous" : "")}";
}
