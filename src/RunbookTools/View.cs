using System.Globalization;
using RunbookTools.Engine.Reports;

namespace RunbookTools;

/// <summary>
/// What the views in RunbookTools.Format.ps1xml show that is no property: ages as of the capture, in kubectl's short form, and text from a
/// cluster made safe for a terminal. Pure, apart from looking up when an object's cluster was captured.
/// </summary>
public static class View
{
    private const string None = "<none>";

    /// <summary>Text from a cluster on one line, without what would move a cursor, change a colour or hide what follows.</summary>
    public static string Text(object? value) => PlainText.OneLine(Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>The same for several values, with commas; <c>&lt;none&gt;</c> when there are none.</summary>
    public static string List(IEnumerable<object?>? values) =>
        string.Join(",", (values ?? []).Select(Text)) is { Length: > 0 } text ? text : None;

    /// <summary>
    /// A time span in kubectl's short form: <c>47s</c>, <c>3m12s</c>, <c>6h4m</c>, <c>12d</c>
    /// (k8s.io/apimachinery/pkg/util/duration, HumanDuration). Empty for null.
    /// </summary>
    public static string Duration(TimeSpan? span)
    {
        if (span is not { } value)
        {
            return "";
        }

        // Clocks of different machines may differ a little: up to two seconds in the future is now.
        var seconds = (long)value.TotalSeconds;
        var minutes = (long)value.TotalMinutes;
        var hours = (long)value.TotalHours;
        return seconds switch
        {
            < -1 => "<invalid>",
            < 0 => "0s",
            < 120 => $"{seconds}s",
            < 600 => Pair(minutes, "m", seconds % 60, "s"),
            < 3 * 3600 => $"{minutes}m",
            < 8 * 3600 => Pair(hours, "h", minutes % 60, "m"),
            < 48 * 3600 => $"{hours}h",
            < 8 * 86400 => Pair(hours / 24, "d", hours % 24, "h"),
            < 2 * 365 * 86400 => $"{hours / 24}d",
            < 8L * 365 * 86400 => Pair(hours / 24 / 365, "y", hours / 24 % 365, "d"),
            _ => $"{hours / 24 / 365}y",
        };
    }

    /// <summary>How long before the capture a moment was; <c>&lt;unknown&gt;</c> for null.</summary>
    /// <param name="cluster">The name of the cluster the moment is told of.</param>
    /// <param name="moment">The moment (UTC).</param>
    public static string Ago(string? cluster, DateTimeOffset? moment) => moment is null ? "<unknown>" : Duration(Now(cluster) - moment);

    /// <summary>How old an object was at the capture.</summary>
    public static string Age(KubeObject item) => Ago(item.Cluster, item.Created);

    /// <summary>Restarts as kubectl shows them: <c>14 (2m3s ago)</c>.</summary>
    public static string Restarts(KubePod pod) => Restarts(pod.Cluster, pod.Restarts, pod.LastRestart);

    /// <summary>Why a container is as it is, in one word: <c>CrashLoopBackOff</c>; its state when nobody says why.</summary>
    public static string State(KubeContainer container) =>
        string.IsNullOrEmpty(container.Reason) ? container.State.ToString() : Text(container.Reason);

    /// <summary>How a container's last run ended: <c>OOMKilled (137)</c>; empty when it has not.</summary>
    public static string LastExit(KubeContainer container) => Exit(container.LastExitReason, container.LastExit);

    /// <summary>How a run ended, in words.</summary>
    public static string Exit(string? reason, int? code) => (string.IsNullOrEmpty(reason), code) switch
    {
        (true, null) => "",
        (true, { } exit) => $"({exit})",
        (false, null) => Text(reason),
        (false, { } exit) => $"{Text(reason)} ({exit})",
    };

    /// <summary>Ready of wanted, in the form of the kind: pods for most, completions for a job, jobs that run now for a cron job.</summary>
    public static string Ready(KubeWorkload workload) => workload switch
    {
        KubeJob job => $"{job.Succeeded}/{job.Completions ?? 1}",
        KubeCronJob cron => cron.Active.Count.ToString(CultureInfo.InvariantCulture),
        _ => $"{workload.Ready}/{workload.Desired}",
    };

    /// <summary>What a workload is at, and of a cron job the schedule.</summary>
    public static string Status(KubeWorkload workload) => workload is KubeCronJob cron ? $"{cron.Status} {Text(cron.Schedule)}" : workload.Status;

    /// <summary>Ports as kubectl shows them; <c>&lt;none&gt;</c> when there are none.</summary>
    public static string Ports(KubeService service) => List(service.Ports);

    /// <summary>Where a service is reached from outside.</summary>
    public static string External(KubeService service) => service switch
    {
        { Type: "ExternalName", ExternalName: { } name } => Text(name),
        { ExternalAddresses.Count: > 0 } => List(service.ExternalAddresses),
        { Type: "LoadBalancer" } => "<pending>",
        _ => None,
    };

    /// <summary>Ready endpoints of all: <c>2/3</c>; <c>?</c> when they could not be read.</summary>
    public static string Endpoints(KubeService service) => service switch
    {
        { Type: "ExternalName" } => "-",
        { ReadyEndpoints: { } ready } => $"{ready.Count}/{ready.Count + (service.NotReadyEndpoints?.Count ?? 0)}",
        _ => "?",
    };

    /// <summary>Access modes as kubectl shortens them: <c>RWO</c>, <c>ROX</c>, <c>RWX</c>, <c>RWOP</c>.</summary>
    public static string AccessModes(IEnumerable<string> modes) => string.Join(",", modes.Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => Text(mode),
    }));

    /// <summary>The object an event is about, as kubectl names it: <c>pod/web-1</c>.</summary>
    public static string Named(KubeTarget target) => $"{Text(target.Kind.ToLowerInvariant())}/{Text(target.Name)}";

    /// <summary>When an event was last seen, and how often: <c>4m12s (x17)</c>.</summary>
    public static string Seen(KubeEvent item) => item.Count > 1 ? $"{Ago(item.Cluster, item.LastSeen)} (x{item.Count})" : Ago(item.Cluster, item.LastSeen);

    /// <summary>Why a pod does not fit a node, each blocker once.</summary>
    public static string Blockers(KubeNodeFit fit) => string.Join("; ", fit.Blockers.Select(blocker => Text(blocker.Message)));

    /// <summary>The stations of a route: <c>ingress/web -> service/web -> pod/web-1</c>, up to where it breaks.</summary>
    public static string Stations(KubeRoute route) => string.Join(" > ", route.Hops.Select(hop => Named(hop.Object)).Distinct());

    /// <summary>A moment in words: <c>2026-11-20 14:02Z</c>.</summary>
    public static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>How a word about the state of an object is to be taken: <c>Good</c>, <c>Warn</c>, <c>Bad</c> or empty. The view chooses the colour.</summary>
    public static string Tone(string? word) => word switch
    {
        null or "" => "",
        "Running" or "Ready" or "Available" or "Bound" or "Active" or "True" or "Fits" or "Whole" => "Good",
        "Completed" or "Complete" or "Succeeded" or "Normal" or "Suspended" or "ScaledToZero" or "Paused" => "",
        "Pending" or "ContainerCreating" or "PodInitializing" or "Terminating" or "Updating" or "Degraded" or "Warning" or "Released" or "Unknown" or "SchedulingGated" => "Warn",
        _ when word.StartsWith("Ready,", StringComparison.Ordinal) => "Warn",
        _ when word.StartsWith("Init:", StringComparison.Ordinal) && word.Length > 5 && char.IsAsciiDigit(word[5]) => "Warn",
        _ => "Bad",
    };

    /// <summary>How the ready containers of a pod are to be taken: those of one that is finished have no need to be.</summary>
    public static string Share(KubePod pod) => pod.IsFinished ? "" : Share(pod.Ready);

    /// <summary>How <c>2/3</c> is to be taken: good when all of them are, bad when none is.</summary>
    public static string Share(string share) => share.Split('/') switch
    {
        [var part, var whole] when part == whole => part == "0" ? "" : "Good",
        ["0", _] => "Bad",
        [_, _] => "Warn",
        _ => "",
    };

    private static string Restarts(string cluster, int count, DateTimeOffset? last) =>
        count > 0 && last is not null ? $"{count} ({Ago(cluster, last)} ago)" : count.ToString(CultureInfo.InvariantCulture);

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";

    private static DateTimeOffset Now(string? cluster)
    {
        var session = ClusterSession.Current;
        var found = string.IsNullOrEmpty(cluster) ? session.Default : session.Find(cluster) ?? ClusterRegistry.Find(cluster);
        return found?.CapturedAt ?? DateTimeOffset.UtcNow;
    }
}
