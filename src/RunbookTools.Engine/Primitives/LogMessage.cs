using System.Text.Json;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>A line of a log, read: its words with what varies masked, and whether it looks like an error.</summary>
/// <param name="Words">The words.</param>
/// <param name="IsError">True when it looks like an error.</param>
internal sealed partial record LogMessage(string[] Words, bool IsError)
{
    /// <summary>What stands for what varies.</summary>
    public const string Mask = "<*>";

    // What matters stands at the beginning; the rest of a long line would only cost time.
    private const int MaxText = 2_000;
    private const int MaxWords = 60;
    private static readonly string[] s_inner = ["message", "msg", "type", "kind"];

    /// <summary>Reads a line.</summary>
    public static LogMessage Read(string text)
    {
        var (message, level) = Parse(text);
        var isError = level == LogLevel.Error || (level != LogLevel.Info && LogWords.LooksBad(message));
        return new LogMessage(Split(message), isError);
    }

    /// <summary>What a line says, of a JSON line the message and its error, and the level it gives itself. What is very long is cut.</summary>
    public static (string Message, LogLevel Level) Parse(string text)
    {
        var (message, level) = text.Length > 1 && text[0] == '{' && ReadJson(text) is { } json ? json : (text, LogLevel.None);
        if (message.Length > MaxText)
        {
            message = message[..MaxText];
        }

        return (message, level == LogLevel.None ? LevelOf(message) : level);
    }

    /// <summary>True when a line goes on with the error above it: indented, or a frame or the end of a stack trace.</summary>
    public static bool IsContinuation(string text) => text.Length > 0 && (char.IsWhiteSpace(text[0]) || Frame().IsMatch(text));

    private static string[] Split(string text)
    {
        text = LeadingTime().Replace(text, "", 1);
        text = Klog().Replace(text, "${level} ${file}] ", 1);
        var header = Klog2().Match(text) is { Success: true } match ? match.Length : 0;
        var masked = string.Concat(text.AsSpan(0, header), Varying().Replace(text[header..], MaskOne));
        var words = masked.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? [Mask] : words.Length > MaxWords ? words[..MaxWords] : words;
    }

    private static string MaskOne(Match match)
    {
        // The number that says how it went is no value among others.
        if (match.Groups["number"] is { Success: true, Length: <= 3 } && OutcomeBefore().IsMatch(match.Groups["before"].Value))
        {
            return match.Value;
        }

        // A quoted text is a value, unless it is the message itself or the error in it.
        if (match.Groups["quoted"].Success)
        {
            var key = match.Groups["key"].Value;
            var text = match.Groups["quoted"].Value;
            return key.Length == 0 && match.Index > 0 ? Mask
                : key.Length == 0 || MessageKey().IsMatch(key) ? key + Varying().Replace(text.Trim('"', '\''), MaskOne)
                : key + Mask;
        }

        return match.Groups["before"].Value + Mask;
    }

    private static LogLevel LevelOf(string text)
    {
        if (KlogLevel().Match(text) is { Success: true } klog)
        {
            return klog.Groups["level"].ValueSpan[0] switch { 'E' or 'F' => LogLevel.Error, 'W' => LogLevel.Warning, _ => LogLevel.Info };
        }

        var match = LevelField().Match(text);
        if (!match.Success)
        {
            match = LevelWord().Match(text.Length > 120 ? text[..120] : text);
        }

        return match.Success ? Level(match.Groups["level"].Value) : LogLevel.None;
    }

    private static LogLevel Level(string name) => name.ToUpperInvariant() switch
    {
        "ERROR" or "ERR" or "FATAL" or "CRITICAL" or "CRIT" or "SEVERE" or "PANIC" or "DPANIC" or "EMERG" or "EMERGENCY" or "ALERT" or "FTL" or "E" => LogLevel.Error,
        "WARN" or "WARNING" or "WRN" or "W" => LogLevel.Warning,
        "" => LogLevel.None,
        _ => LogLevel.Info,
    };

    private static (string Message, LogLevel Level)? ReadJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            string? message = null, error = null;
            var level = LogLevel.None;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                switch (property.Name.ToLowerInvariant())
                {
                    case "msg" or "message" or "log" or "@message" or "textpayload" or "event":
                        message ??= Text(property.Value);
                        break;
                    case "error" or "err" or "exception" or "error.message" or "cause":
                        error ??= Text(property.Value);
                        break;
                    case "level" or "severity" or "lvl" or "loglevel" or "log.level" or "@level" or "levelname" or "@l":
                        level = property.Value.ValueKind == JsonValueKind.Number
                            ? property.Value.GetDouble() switch { >= 50 => LogLevel.Error, >= 40 => LogLevel.Warning, >= 10 => LogLevel.Info, _ => LogLevel.None }
                            : Level(Text(property.Value) ?? "");
                        break;
                }
            }

            return message is null && error is null ? null
                : message is null ? (error!, level == LogLevel.None ? LogLevel.Error : level)
                : error is null ? (message, level)
                : ($"{message}: {error}", level == LogLevel.None ? LogLevel.Error : level);
        }
        catch (JsonException)
        {
            // A line cut off, or one that only begins like JSON, is text.
            return null;
        }
    }

    private static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Object => s_inner
                .Select(name => value.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.String ? inner.GetString() : null)
                .FirstOrDefault(inner => inner is not null),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    [GeneratedRegex(@"^[\[(]?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?[\])]?[\s:|,-]*")]
    private static partial Regex LeadingTime();

    [GeneratedRegex(@"^(?<level>[IWEF])\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ (?<file>[^\]\s]{1,100})\] ")]
    private static partial Regex Klog();

    [GeneratedRegex(@"^[IWEF] [^\]\s]{1,100}\] (?:""[^""]{0,300}"")?")]
    private static partial Regex Klog2();

    [GeneratedRegex(@"^(?<level>[IWEF])\d{4} \d\d:\d\d:\d\d\.")]
    private static partial Regex KlogLevel();

    [GeneratedRegex(@"(?:^|[\s,{])""?(?:level|lvl|severity)""?[=:]\s*""?(?<level>[A-Za-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex LevelField();

    [GeneratedRegex(
        @"(?:^|[\s\[(<|:*.])(?<level>ERROR|ERR|FATAL|CRITICAL|CRIT|SEVERE|PANIC|EMERG|ALERT|WARNING|WARN|INFO|NOTICE|DEBUG|TRACE|VERBOSE)(?=$|[\s\])>|:*,])"
        + @"|[\[<](?<level>error|err|fatal|critical|crit|severe|panic|emerg|alert|warning|warn|info|notice|debug|trace)[\]>]"
        + @"|^(?<level>error|fatal|panic|warning|warn|info|debug)(?=:)", RegexOptions.ExplicitCapture)]
    private static partial Regex LevelWord();

    [GeneratedRegex(@"^(?:at\s|\.\.\. \d+ |Caused by: |goroutine \d+ |[\w./*()\-]+\(0x[0-9a-f]|created by |Traceback \()")]
    private static partial Regex Frame();

    [GeneratedRegex(@"(?:status|code|exit|signal|HTTP/[0-9.]+"")[\s=:""]*$", RegexOptions.IgnoreCase)]
    private static partial Regex OutcomeBefore();

    [GeneratedRegex("^(?:msg|message|err|error|reason|event|cause|exception)=$", RegexOptions.IgnoreCase)]
    private static partial Regex MessageKey();

    [GeneratedRegex(
        """
        (?<key>[A-Za-z_][\w.\-]{0,60}=)?(?<quoted>"(?:[^"\\]|\\.){0,1000}"|(?<!\w)'[^']{0,300}'(?!\w))
        |\d{4}[-/]\d\d[-/]\d\d(?:[T\ ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|\ ?[+-]\d\d:?\d\d)?)?
        |\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d(?:\ [+-]\d{4})?
        |\d\d:\d\d:\d\d(?:[.,]\d+)?
        |[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}
        |\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:/\d{1,2})?
        |\[?(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{0,4}\]?(?::\d{1,5})?
        |(?<before>-)[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}(?![\w])
        |0x[0-9a-fA-F]+
        |(?<![\w])(?=[a-f]{0,40}\d)[0-9a-f]{8,128}(?![\w])
        |(?<before>(?:\b(?:status|code|exit|signal)(?:\ code)?|HTTP/[0-9.]{1,3}")[\s=:"]{1,3})?(?<number>(?<![A-Za-z0-9.])[+-]?\d+(?:[.,]\d+)*(?:%|[a-zµ]{1,2}(?![\w])|[KMGTP]i?B?(?![\w]))?)
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Varying();
}
