using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RunbookTools.Engine.Reports;

namespace RunbookTools;

/// <summary>
/// What the views in RunbookTools.Format.ps1xml show that is no property: ages as of the capture, in kubectl's short form, and text from a
/// cluster made safe for a terminal. Pure, apart from looking up when an object's cluster was captured. Objects are asked by the names of their properties, because
/// what comes out of a job, a remote session or a file has the properties and is no longer of the type.
/// </summary>
public static class View
{
    private const string None = "<none>";

    /// <summary>Text from a cluster on one line, without what would move a cursor, change a colour or hide what follows.</summary>
    public static string Text(object? value) => PlainText.OneLine(Convert.ToString(value, CultureInfo.InvariantCulture));

    /// <summary>A property in words. An enum that came out of another process is a number to the language, and keeps its word only here.</summary>
    public static string Word(object item, string property) => Text(Of(item, property));

    /// <summary>The same for several values, with commas; <c>&lt;none&gt;</c> when there are none.</summary>
    public static string List(object? values) => string.Join(",", Items(values).Select(Text)) is { Length: > 0 } text ? text : None;

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

    /// <summary>
    /// How long before the capture a moment was; the moment itself when nobody here knows when its cluster was captured; <c>&lt;unknown&gt;</c> for null.
    /// </summary>
    /// <param name="cluster">The name of the cluster the moment is told of.</param>
    /// <param name="moment">The moment (UTC).</param>
    public static string Ago(string? cluster, object? moment) =>
        When(moment) is not { } at ? "<unknown>" : Now(cluster) is { } now ? Duration(now - at) : Moment(at);

    /// <summary>The same with <c>ago</c> behind it; empty for null.</summary>
    public static string Before(string? cluster, object? moment) => When(moment) is null ? "" : Ago(cluster, moment) + (Now(cluster) is null ? "" : " ago");

    /// <summary>How old an object was at the capture.</summary>
    public static string Age(object item) => Ago(Word(item, "Cluster"), Of(item, "Created"));

    /// <summary>Restarts of a pod as kubectl shows them: <c>14 (2m3s ago)</c>.</summary>
    public static string Restarts(object pod)
    {
        var count = Word(pod, "Restarts");
        return When(Of(pod, "LastRestart")) is not { } last || count is "" or "0" ? count : $"{count} ({Before(Word(pod, "Cluster"), last)})";
    }

    /// <summary>Why a container is as it is, in one word: <c>CrashLoopBackOff</c>; its state when nobody says why.</summary>
    public static string State(object container) => Word(container, "Reason") is { Length: > 0 } reason ? reason : Word(container, "State");

    /// <summary>How a container's last run ended: <c>OOMKilled (137)</c>; empty when it has not.</summary>
    public static string LastExit(object container) => Exit(Word(container, "LastExitReason"), Of(container, "LastExit") as int?);

    /// <summary>How a run ended, in words.</summary>
    public static string Exit(string? reason, int? code) => (string.IsNullOrEmpty(reason), code) switch
    {
        (true, null) => "",
        (true, { } exit) => $"({exit})",
        (false, null) => Text(reason),
        (false, { } exit) => $"{Text(reason)} ({exit})",
    };

    /// <summary>Ready of wanted, in the form of the kind: pods for most, completions for a job, jobs that run now for a cron job.</summary>
    public static string Ready(object workload) => Word(workload, "Kind") switch
    {
        "Job" => $"{Word(workload, "Succeeded")}/{(Word(workload, "Completions") is { Length: > 0 } wanted ? wanted : "1")}",
        "CronJob" => Items(Of(workload, "Active")).Count().ToString(CultureInfo.InvariantCulture),
        _ => $"{Word(workload, "Ready")}/{Word(workload, "Desired")}",
    };

    /// <summary>What a workload is at, and of a cron job the schedule.</summary>
    public static string Status(object workload) => Word(workload, "Kind") == "CronJob" ? $"{Word(workload, "Status")} {Word(workload, "Schedule")}" : Word(workload, "Status");

    /// <summary>Ports as kubectl shows them; <c>&lt;none&gt;</c> when there are none.</summary>
    public static string Ports(object service) => List(Of(service, "Ports"));

    /// <summary>Where a service is reached from outside.</summary>
    public static string External(object service) => Word(service, "Type") switch
    {
        "ExternalName" when Word(service, "ExternalName") is { Length: > 0 } name => name,
        var type => List(Of(service, "ExternalAddresses")) is var addresses && addresses == None && type == "LoadBalancer" ? "<pending>" : addresses,
    };

    /// <summary>Ready endpoints of all: <c>2/3</c>; <c>?</c> when they could not be read.</summary>
    public static string Endpoints(object service)
    {
        if (Word(service, "Type") == "ExternalName" || Of(service, "ReadyEndpoints") is not { } ready)
        {
            return Word(service, "Type") == "ExternalName" ? "-" : "?";
        }

        var count = Items(ready).Count();
        return string.Create(CultureInfo.InvariantCulture, $"{count}/{count + Items(Of(service, "NotReadyEndpoints")).Count()}");
    }

    /// <summary>Access modes as kubectl shortens them: <c>RWO</c>, <c>ROX</c>, <c>RWX</c>, <c>RWOP</c>.</summary>
    public static string AccessModes(object? modes) => string.Join(",", Items(modes).Select(mode => Text(mode) switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other,
    }));

    /// <summary>An object that is named, as kubectl does: <c>pod/web-1</c>.</summary>
    public static string Named(object? target) => target switch
    {
        null => "",
        _ when Of(target, "Kind") is not null => $"{Word(target, "Kind").ToLowerInvariant()}/{Word(target, "Name")}",
        // Its text, when it stood too deep to come out of another process whole: Pod shop/web-1.
        _ when Text(target).Split(' ') is [var kind, var name] => $"{kind.ToLowerInvariant()}/{name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]}",
        _ => Text(target),
    };

    /// <summary>What of an object a usage is of: its claim, its container; empty for the whole.</summary>
    public static string UsageOf(KubeUsage usage) => usage.Claim is { } claim ? Named(claim) : Text(usage.Container);

    /// <summary>When an event was last seen, and how often: <c>4m12s (x17)</c>.</summary>
    public static string Seen(object item)
    {
        var ago = Ago(Word(item, "Cluster"), Of(item, "LastSeen"));
        return Of(item, "Count") is int count and > 1 ? $"{ago} (x{count})" : ago;
    }

    /// <summary>Why a pod does not fit a node, each blocker once.</summary>
    public static string Blockers(object fit) => string.Join("; ", Items(Of(fit, "Blockers")).Select(blocker => Of(blocker!, "Message") is { } message ? Text(message) : Text(blocker)));

    /// <summary>The stations of a route: <c>ingress/web > service/web > pod/web-1</c>, up to where it breaks.</summary>
    public static string Stations(object route) => string.Join(" > ", Items(Of(route, "Hops")).Select(hop => Of(hop!, "Object") is { } target ? Named(target) : Text(hop)).Distinct());

    /// <summary>A moment in words: <c>2026-11-20 14:02Z</c>; empty for null.</summary>
    public static string Moment(object? moment) => When(moment)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A moment to the second: <c>2026-11-20 14:02:31Z</c>; empty for null.</summary>
    public static string Second(object? moment) => When(moment)?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What was read of a cluster and what was not, a line each.</summary>
    public static IReadOnlyList<string> Coverage(object coverage)
    {
        var read = Items(Of(coverage, "Read")).Select(entry => Of(entry!, "Kind") is { } kind ? $"{Text(kind)} {Word(entry!, "Count")}" : Text(entry));
        return
        [
            $"Read: {string.Join(", ", read)}",
            .. Items(Of(coverage, "Gaps")).Select(gap => $"Not read: {Text(gap)}"),
        ];
    }

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
    public static string Share(object pod) => Of(pod, "IsFinished") is true ? "" : Share(Word(pod, "Ready"));

    /// <summary>How <c>2/3</c> is to be taken: good when all of them are, bad when none is.</summary>
    public static string Share(string share) => share.Split('/') switch
    {
        [var part, var whole] when part == whole => part == "0" ? "" : "Good",
        ["0", _] => "Bad",
        [_, _] => "Warn",
        _ => "",
    };

    private static string Pair(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";

    private static DateTimeOffset? Now(string? cluster)
    {
        return string.IsNullOrEmpty(cluster) ? null : (ClusterSession.Current.Find(cluster) ?? ClusterRegistry.Find(cluster))?.CapturedAt;
    }

    private static object? Of(object item, string property) => PSObject.AsPSObject(item).Properties[property]?.Value;


    private static IEnumerable<object?> Items(object? values) => values.Unwrap() switch
    {
        null => [],
        string text => [text],
        IEnumerable list => list.Cast<object?>(),
        _ => [values],
    };

    // What comes out of another process has a moment's properties.
    private static DateTimeOffset? When(object? moment) => (moment is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : moment) switch
    {
        DateTimeOffset at => at,
        // Written to text when it stood too deep, in the form of no culture.
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        PSObject copy when copy.Properties["UtcDateTime"]?.Value is DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => null,
    };
}
