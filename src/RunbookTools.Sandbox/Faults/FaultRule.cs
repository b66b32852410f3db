using System.Globalization;
using System.Text.RegularExpressions;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Faults;

/// <summary>
/// A fault and when it happens: <c>fault[=value] [verbs] [resource|path] [continue] [x&lt;times&gt;] [after &lt;time&gt;]</c>. <c>latency=2s list pods</c>,
/// <c>429=1s events x3</c>, <c>401 after 30s</c>, <c>cut /apis*</c>, <c>500 list pods continue</c>.
/// </summary>
internal sealed partial class FaultRule
{
    private int _left = int.MaxValue;

    private FaultRule(FaultType type, string value, RequestPattern pattern)
    {
        Type = type;
        Value = value;
        Pattern = pattern;
    }

    /// <summary>What goes wrong.</summary>
    public FaultType Type { get; }

    /// <summary>How much of it: a time, a rate, a size, a field; empty when not said.</summary>
    public string Value { get; }

    /// <summary>The status, for <see cref="FaultType.Status"/>.</summary>
    public int Code { get; private init; }

    /// <summary>How long after the start it begins.</summary>
    public TimeSpan After { get; private set; }

    /// <summary>True when it happens only to what goes on with a list, page after page.</summary>
    public bool OnContinue { get; private init; }

    /// <summary>Which requests it happens to.</summary>
    public RequestPattern Pattern { get; }

    /// <summary>The value as a time; the given one when there is none.</summary>
    public TimeSpan Time(TimeSpan otherwise) => Value.Length == 0 ? otherwise : Duration(Value)!.Value;

    /// <summary>The value as a number; the given one when there is none.</summary>
    public int Number(int otherwise) => Value.Length == 0 ? otherwise : int.Parse(Value, CultureInfo.InvariantCulture);

    /// <summary>Counts one more time; false when it has happened often enough.</summary>
    public bool Happens() => _left == int.MaxValue || Interlocked.Decrement(ref _left) >= 0;

    /// <summary>Reads a rule.</summary>
    /// <exception cref="RuleSyntaxException">It is not one.</exception>
    public static FaultRule Parse(string rule, IReadOnlyList<ResourceKind> kinds)
    {
        var words = rule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw new RuleSyntaxException(rule, "the rule is empty.");
        }

        var (name, value) = words[0].Split('=', 2) is [var head, var tail] ? (head, tail) : (words[0], "");
        var (type, code) = TypeOf(rule, name, value);
        var target = new List<string>();
        var left = int.MaxValue;
        var after = TimeSpan.Zero;
        var onContinue = false;
        for (var i = 1; i < words.Length; i++)
        {
            if (Times().Match(words[i]) is { Success: true } times)
            {
                left = int.Parse(times.Groups["count"].Value, CultureInfo.InvariantCulture);
            }
            else if (words[i] == "after")
            {
                after = (++i < words.Length ? Duration(words[i]) : null) ?? throw new RuleSyntaxException(rule, "after 'after' a time is expected: 30s, 5m.");
            }
            else if (words[i] == "continue")
            {
                onContinue = true;
            }
            else
            {
                target.Add(words[i]);
            }
        }

        var pattern = target.Count == 0 ? RequestPattern.Everything : RequestPattern.Parse(rule, target, kinds);
        return new FaultRule(type, value, pattern) { Code = code, After = after, OnContinue = onContinue || code == 410, _left = left };
    }

    private static (FaultType Type, int Code) TypeOf(string rule, string name, string value)
    {
        var isTime = value.Length == 0 || Duration(value) is not null;
        var isNumber = value.Length == 0 || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0);
        return name switch
        {
            "latency" when isTime => (FaultType.Latency, 0),
            "drip" when isNumber => (FaultType.Drip, 0),
            "cut" when value.Length == 0 => (FaultType.Cut, 0),
            "truncate" when value.Length == 0 => (FaultType.Truncate, 0),
            "reset" when value.Length == 0 => (FaultType.Reset, 0),
            "429" or "503" when isTime => (FaultType.Status, int.Parse(name, CultureInfo.InvariantCulture)),
            "401" or "403" or "410" or "500" when value.Length == 0 => (FaultType.Status, int.Parse(name, CultureInfo.InvariantCulture)),
            "wrong-type" => (FaultType.WrongType, 0),
            "huge" when isNumber => (FaultType.Huge, 0),
            "endless" when value.Length == 0 => (FaultType.Endless, 0),
            "invalid-utf8" when value.Length == 0 => (FaultType.InvalidUtf8, 0),
            "clock" when value.Length > 0 && isTime => (FaultType.Clock, 0),
            "latency" or "drip" or "cut" or "truncate" or "reset" or "401" or "403" or "410" or "429" or "500" or "503" or "huge" or "endless" or "invalid-utf8" or "clock" =>
                throw new RuleSyntaxException(rule, $"'{value}' is no value for {name}; 'runbook-sandbox --help' lists the faults."),
            _ => throw new RuleSyntaxException(rule, $"there is no fault '{name}'; 'runbook-sandbox --help' lists the faults."),
        };
    }

    /// <summary>A time as <c>500ms</c>, <c>2s</c>, <c>-5m</c>, <c>1h</c> or a number of seconds; null when it is not one.</summary>
    internal static TimeSpan? Duration(string text)
    {
        var match = DurationText().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            _ => TimeSpan.FromSeconds(number),
        };
    }

    [GeneratedRegex(@"^x(?<count>\d{1,9})$")]
    private static partial Regex Times();

    [GeneratedRegex(@"^(?<number>[+-]?\d{1,7}(?:\.\d{1,3})?)(?<unit>ms|s|m|h|d)?$")]
    private static partial Regex DurationText();
}
