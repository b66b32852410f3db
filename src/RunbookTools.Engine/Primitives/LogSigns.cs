using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Tells what lines of logs are signs of.</summary>
public static partial class LogSigns
{
    // How many lines stand between a reason and the stack trace that was thrown for it.
    private const int Near = 3;

    /// <summary>
    /// The signs among the lines, in their order, one a line. What a line only mentions in passing, at a level of information or less, is no
    /// sign of a fault. Lines of a stack trace belong to the error above them, unless they give its reason.
    /// </summary>
    /// <param name="inventory">The cluster, in which hosts are looked up.</param>
    /// <param name="lines">The lines, of one or of many logs; each log in its order.</param>
    public static IEnumerable<KubeLogSign> Of(ClusterInventory inventory, IEnumerable<KubeLogLine> lines)
    {
        KubeLogLine? previous = null;
        var (position, inError, chained) = (0, false, false);
        foreach (var line in lines)
        {
            if (previous is null || !IsSameLog(previous, line))
            {
                (position, inError, chained) = (0, false, false);
            }

            previous = line;
            position++;
            if (Chain().IsMatch(line.Text))
            {
                (inError, chained) = (true, true);
            }

            var continues = inError && (LogMessage.IsContinuation(line.Text) || chained);
            var sign = Read(line);
            if (sign is null || (continues && !sign.IsReason))
            {
                inError &= sign is not null || continues;
                chained &= sign is null;
                continue;
            }

            inError = sign.Sign <= LogSign.Error;
            sign = sign with { Position = position };
            yield return sign.Host is null ? sign : sign with { Object = ObjectAt(inventory, line.Namespace, sign.Host) };
        }
    }

    /// <summary>
    /// Those that can have ended a run: reasons that no later line is past, by saying that it serves now or by a stack trace for something else;
    /// warnings only in a log that gives no graver reason.
    /// </summary>
    /// <param name="signs">Signs of one or of many logs; those of each log in order.</param>
    public static IEnumerable<KubeLogSign> Decisive(IEnumerable<KubeLogSign> signs)
    {
        foreach (var log in signs.GroupBy(sign => (sign.Line.Cluster, sign.Namespace, sign.Pod, sign.Container, sign.Line.Previous)))
        {
            var all = log.ToList();
            var served = all.FindLast(sign => sign.Sign == LogSign.Serving)?.Position ?? 0;
            var crash = all.FindLast(sign => sign.Sign == LogSign.Crash)?.Position ?? 0;
            var reasons = all.FindAll(sign => sign.IsReason && sign.Position > served && sign.Position >= crash - Near);
            foreach (var sign in reasons.Exists(sign => !sign.IsWarning) ? reasons.Where(sign => !sign.IsWarning) : reasons)
            {
                yield return sign;
            }
        }
    }

    private static bool IsSameLog(KubeLogLine one, KubeLogLine other) =>
        one.Pod == other.Pod && one.Container == other.Container && one.Namespace == other.Namespace && one.Previous == other.Previous && one.Cluster == other.Cluster;

    /// <summary>The sign that a line is; null when it is none.</summary>
    internal static KubeLogSign? Read(KubeLogLine line)
    {
        var (message, level) = LogMessage.Parse(line.Text);
        // Structured logs quote the error inside of a quoted text.
        var text = message.Replace("\\\"", "\"", StringComparison.Ordinal);
        if (level != LogLevel.Info)
        {
            foreach (var (sign, rule) in LogSignRules.Faults)
            {
                if (rule.Match(text) is { Success: true } match)
                {
                    return Fault(sign, match, text, line) with { IsWarning = level == LogLevel.Warning };
                }
            }
        }

        foreach (var (sign, rule) in LogSignRules.States)
        {
            if (rule.IsMatch(text))
            {
                return sign == LogSign.Serving ? Serving(text, line) : new KubeLogSign(sign, null, line);
            }
        }

        return null;
    }

    private static KubeLogSign Fault(LogSign sign, Match match, string text, KubeLogLine line)
    {
        var subject = match.Groups["subject"] is { Success: true } named ? named.Value : null;
        switch (sign)
        {
            case LogSign.PortInUse:
                var port = Port(text);
                return new KubeLogSign(sign, port?.ToString(CultureInfo.InvariantCulture), line) { Port = port };

            case LogSign.NameNotResolving or LogSign.ConnectionRefused or LogSign.TimedOut or LogSign.Unreachable
                or LogSign.CertificateExpired or LogSign.CertificateUntrusted or LogSign.TlsMismatch:
                var (host, number) = Peer(text);
                return new KubeLogSign(sign, host is null ? null : number is null ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{number}"), line)
                {
                    Host = host,
                    Port = number,
                };

            case LogSign.ApiForbidden:
                var group = match.Groups["group"].Value;
                return new KubeLogSign(sign, $"{match.Groups["verb"].Value} {subject}{(group.Length == 0 ? "" : "." + group)}", line);

            case LogSign.VariableMissing:
                return new KubeLogSign(sign, subject ?? First(VariableName(), text), line);

            case LogSign.BadArgument:
                return new KubeLogSign(sign, First(Argument(), text), line);

            case LogSign.FileMissing or LogSign.PermissionDenied or LogSign.ReadOnlyFileSystem or LogSign.DiskFull:
                return new KubeLogSign(sign, (subject ?? First(Path(), Time().Replace(text, " ")))?.TrimEnd('.', ',', ')'), line);

            default:
                return new KubeLogSign(sign, subject, line);
        }
    }

    private static KubeLogSign Serving(string text, KubeLogLine line)
    {
        var match = Listening().Match(Time().Replace(text, " "));
        var host = match.Groups["host"] is { Success: true } named ? named.Value.Trim('[', ']').ToLowerInvariant() : null;
        var port = match.Success ? Number(match.Groups["port"].Value) : null;
        var isLoopback = host is "localhost" or "::1" || (host?.StartsWith("127.", StringComparison.Ordinal) ?? false);
        return new KubeLogSign(LogSign.Serving, port?.ToString(CultureInfo.InvariantCulture), line) { Port = port, IsLoopback = isLoopback };
    }

    private static (string? Host, int? Port) Peer(string text)
    {
        text = Time().Replace(text, " ");
        foreach (var form in LogSignRules.Peers)
        {
            if (form.Match(text) is { Success: true } match)
            {
                return (match.Groups["host"].Value.TrimEnd('.').ToLowerInvariant(), match.Groups["port"].Success ? Number(match.Groups["port"].Value) : null);
            }
        }

        return (null, null);
    }

    /// <summary>The service a name means to a pod of that namespace, or that has the address; else the pod that has it.</summary>
    private static KubeTarget? ObjectAt(ClusterInventory inventory, string? ns, string host)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return inventory.All<KubeService>().FirstOrDefault(service => service.ClusterIP == host)?.Target
                ?? inventory.All<KubePod>().FirstOrDefault(pod => pod.PodIPs.Contains(host) && !pod.Spec.HostNetwork)?.Target;
        }

        // name, name.namespace, name.namespace.svc and so on; before them the name of a pod behind a headless service.
        var labels = host.Split('.');
        var svc = Array.IndexOf(labels, "svc");
        (string Name, string? Namespace)[] names = svc >= 2 ? [(labels[svc - 2], labels[svc - 1])]
            : labels switch
            {
                [var name] => [(name, ns)],
                [var first, var second] => [(first, second), (second, ns)],
                [_, var second, var third] => [(second, third)],
                _ => [],
            };
        return names.Select(name => inventory.Find("Service", name.Namespace, name.Name)).FirstOrDefault(service => service is not null)?.Target;
    }

    private static int? Port(string text) => PortAt().Match(Time().Replace(text, " ")) is { Success: true } match ? Number(match.Groups["port"].Value) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number : null;

    private static string? First(Regex rule, string text) => rule.Match(text) is { Success: true } match
        ? match.Groups["subject"] is { Success: true } named ? named.Value : match.Value
        : null;

    // CPython joins the stack traces of an error and of the one it was turned into by these words.
    [GeneratedRegex("^(?:During handling of the above exception, another|The above exception was the direct cause)")]
    private static partial Regex Chain();

    // Hours and minutes look like ports, dates like paths.
    [GeneratedRegex(@"\d{4}[-/]\d\d[-/]\d\dT?|(?<!\d)\d\d:\d\d:\d\d(?:[.,]\d+)?Z?")]
    private static partial Regex Time();

    [GeneratedRegex(@"(?:[:*\]]:?|\bport\W{0,3}|'\W{1,3})(?<port>\d{2,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex PortAt();

    [GeneratedRegex(@"(?<host>\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:]*\]|localhost|\*|[\w.\-]+)?:(?<port>\d{2,5})\b|\bports?\b\D{0,9}(?<port>\d{2,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Listening();

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|(?<=[""'`$])[A-Z][A-Z0-9_]{2,}(?=[""'`}])")]
    private static partial Regex VariableName();

    [GeneratedRegex("""(?<![\w-])--?[A-Za-z][\w\-]*|["'`](?<subject>[^"'`]{1,60})["'`]""")]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?<![\w/:.])/[\w.@+\-]+(?:/[\w.@+\-]+)*")]
    private static partial Regex Path();
}
