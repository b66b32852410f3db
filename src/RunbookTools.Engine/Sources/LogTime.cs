using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Sources;

/// <summary>Finds the time a log line carries.</summary>
internal static partial class LogTime
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// Takes the kubelet's own stamp off a line. It writes nine digits of fraction, zeros included (RFC3339NanoFixed in kubelet's
    /// <c>pkg/kubelet/types/constants.go</c>), which tells it from stamps of applications.
    /// </summary>
    public static DateTimeOffset? TakeKubeletStamp(ref ReadOnlySpan<char> line)
    {
        // 2022-04-12T00:36:06.123456789Z text, or with +02:00 for the Z.
        if (line.Length < 30 || line[4] != '-' || line[10] != 'T' || line[19] != '.' || line[20..29].ContainsAnyExceptInRange('0', '9'))
        {
            return null;
        }

        var end = line[29] == 'Z' ? 30 : 35;
        if (line.Length < end || (line.Length > end && line[end] != ' ')
            || !DateTimeOffset.TryParse(line[..end], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
        {
            return null;
        }

        line = line.Length > end ? line[(end + 1)..] : [];
        return time;
    }

    /// <summary>The time a line carries (UTC, taken as UTC when it has no zone); null when it carries none that is understood.</summary>
    /// <param name="text">The line.</param>
    /// <param name="captured">When the log was captured; it gives the year to stamps that have none.</param>
    public static DateTimeOffset? Find(string text, DateTimeOffset captured)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            return null;
        }

        if (start[0] == '{')
        {
            return FromJson(text);
        }

        return FromKlog(start, captured) ?? FromDate(Head(text)) ?? FromField(text) ?? FromAccessLog(text);
    }

    private static string Head(string text) => text.Length > 80 ? text[..80] : text;

    // I0412 00:36:06.123456: severity, month, day, time (klog's own header format, k8s.io/klog/v2).
    private static DateTimeOffset? FromKlog(ReadOnlySpan<char> text, DateTimeOffset captured)
    {
        if (text.Length < 14 || !"IWEF".Contains(text[0]) || text[5] != ' ' || text[8] != ':' || text[11] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(text[3..5], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || month is < 1 or > 12)
        {
            return null;
        }

        var end = 14;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        if (!TimeSpan.TryParse(text[6..end], CultureInfo.InvariantCulture, out var time))
        {
            return null;
        }

        var year = captured.Year;
        for (var attempt = 0; attempt < 2; attempt++, year--)
        {
            if (day >= 1 && day <= DateTime.DaysInMonth(year, month))
            {
                var stamp = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) + time;
                if (stamp <= captured.AddDays(1))
                {
                    return stamp;
                }
            }
        }

        return null;
    }

    private static DateTimeOffset? FromDate(string text)
    {
        var match = LeadingDate().Match(text);
        return match.Success ? FromMatch(match) : null;
    }

    // time="2022-04-12T00:36:06Z" level=info ...
    private static DateTimeOffset? FromField(string text)
    {
        var match = Field().Match(text);
        return match.Success ? FromText(match.Groups["value"].Value) : null;
    }

    // 10.0.0.1 - - [12/Apr/2022:00:36:06 +0000] "GET / HTTP/1.1" ...
    private static DateTimeOffset? FromAccessLog(string text)
    {
        var match = AccessLog().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var month = Array.IndexOf(s_months, match.Groups["month"].Value.ToLowerInvariant()) + 1;
        return FromText($"{match.Groups["year"].Value}-{month:00}-{match.Groups["day"].Value}T{match.Groups["time"].Value}{match.Groups["zone"].Value}");
    }

    private static DateTimeOffset? FromJson(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                var isTime = reader.ValueTextEquals("ts"u8) || reader.ValueTextEquals("time"u8) || reader.ValueTextEquals("timestamp"u8)
                    || reader.ValueTextEquals("@timestamp"u8) || reader.ValueTextEquals("datetime"u8);
                reader.Read();
                if (isTime)
                {
                    return reader.TokenType switch
                    {
                        JsonTokenType.String => FromText(reader.GetString()!),
                        JsonTokenType.Number => FromEpoch(reader.GetDouble()),
                        _ => null,
                    };
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // A line cut off, or one that only looks like JSON.
        }

        return null;
    }

    private static DateTimeOffset? FromText(string text)
    {
        var match = LeadingDate().Match(text);
        if (match.Success)
        {
            return FromMatch(match);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FromEpoch(number) : null;
    }

    // Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size.
    private static DateTimeOffset? FromEpoch(double value)
    {
        var seconds = value switch
        {
            < 1e8 => double.NaN,
            < 1e11 => value,
            < 1e14 => value / 1e3,
            < 1e17 => value / 1e6,
            < 1e20 => value / 1e9,
            _ => double.NaN,
        };
        return double.IsNaN(seconds) ? null : DateTimeOffset.UnixEpoch.AddSeconds(seconds);
    }

    private static DateTimeOffset? FromMatch(Match match)
    {
        var fraction = match.Groups["fraction"].Value;
        var zone = match.Groups["zone"].Value.Trim();
        var text = $"{match.Groups["date"].Value.Replace('/', '-')}T{match.Groups["time"].Value}"
            + (fraction.Length == 0 ? "" : "." + (fraction.Length > 7 ? fraction[..7] : fraction))
            + (zone.Length == 5 ? zone[..3] + ":" + zone[3..] : zone is "" or "UTC" or "Z" ? "Z" : zone);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    [GeneratedRegex(
        @"^\W{0,3}(?:[A-Za-z]{4,8}\W{1,4})?(?<date>\d{4}([-/])\d{2}\1\d{2})[T ](?<time>\d{2}:\d{2}:\d{2})(?:[.,](?<fraction>\d{1,9}))?(?<zone>Z| ?[+-]\d{2}:?\d{2}| UTC)?")]
    private static partial Regex LeadingDate();

    [GeneratedRegex(@"(?:^|\s)(?:time|ts|timestamp|t)=""?(?<value>\d[^\s""]*(?: \d{2}:[^\s""]+)?)")]
    private static partial Regex Field();

    [GeneratedRegex(@"\[(?<day>\d{2})/(?<month>[A-Za-z]{3})/(?<year>\d{4}):(?<time>\d{2}:\d{2}:\d{2}) ?(?<zone>[+-]\d{4})?\]")]
    private static partial Regex AccessLog();
}
