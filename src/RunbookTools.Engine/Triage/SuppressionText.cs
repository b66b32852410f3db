using System.Globalization;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Triage;

/// <summary>Reads suppressions: from a file, from annotations, from one line.</summary>
public static class SuppressionText
{
    /// <summary>
    /// The annotation that suppresses a cause on an object, on what belongs to it, and, on a namespace, on everything in it: <c>suppress.runbooktools/&lt;Cause&gt;</c>
    /// with the last day and the reason as its value, <c>2026-12-31 moves in December</c>. A cause ends with a star to mean all that begin so: <c>Requests_</c> is
    /// written for <c>Requests*</c>, because a star is not allowed there.
    /// </summary>
    public const string AnnotationPrefix = "suppress.runbooktools/";

    private const string Form = "<Cause>@<Kind>/<namespace>/<name>=<yyyy-mm-dd> <reason>";

    /// <summary>Reads one line: <c>RequestsMissing@Deployment/shop/batch-*=2026-12-31 moves in December</c>. Without an object it holds for every one.</summary>
    /// <exception cref="FormatException">It is not of that form; the message says what is missing.</exception>
    public static Suppression Parse(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new FormatException($"'{line}' is not of the form {Form}.");
        }

        var what = line[..equals].Split('@', 2);
        try
        {
            return Make(what[0].Trim(), what.Length > 1 ? what[1].Trim() : "*", line[(equals + 1)..], "-Suppress");
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{exception.Message} The form is {Form}.", exception);
        }
    }

    /// <summary>
    /// Reads a file of YAML: <c>suppressions:</c>, a list of <c>cause</c>, <c>object</c> (every one when left out), <c>until</c> and <c>reason</c>.
    /// </summary>
    /// <exception cref="FormatException">It is not of that form; the message says where and what.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<Suppression> Load(string path)
    {
        try
        {
            using var reader = File.OpenText(path);
            var file = YamlReader.ToJson(reader).Select(document => JsonSerializer.Deserialize(document.Span, SuppressionJson.Default.SuppressionFile)).FirstOrDefault();
            return [.. (file?.Suppressions ?? throw new FormatException($"{path}: a list 'suppressions' was expected"))
                .Select((entry, index) => Make(entry, $"{path}: entry {(index + 1).ToString(CultureInfo.InvariantCulture)}", path))];
        }
        catch (Exception exception) when (exception is JsonException or WireException or InvalidOperationException)
        {
            throw new FormatException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Those that stand on objects. One that cannot be understood is told and hides nothing.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="tell">Is told what is wrong with an annotation.</param>
    /// <param name="unknown">Says what is wrong with a cause; null when there is one of that name.</param>
    public static IReadOnlyList<Suppression> Of(ClusterInventory inventory, Action<KubeTarget, string> tell, Func<string, string?>? unknown = null)
    {
        var found = new List<Suppression>();
        foreach (var item in inventory.Objects.Where(item => item.Annotations.Count > 0))
        {
            foreach (var (key, value) in item.Annotations)
            {
                if (!key.StartsWith(AnnotationPrefix, StringComparison.Ordinal))
                {
                    continue;
                }

                var cause = key[AnnotationPrefix.Length..];
                cause = cause.EndsWith('_') ? cause[..^1] + "*" : cause;
                var objects = item is KubeNamespace ? $"*/{item.Name}/*" : $"{item.Kind}/{item.Namespace}/{item.Name}";
                try
                {
                    var made = Make(cause, objects, value, $"annotation of {item}");
                    if (unknown?.Invoke(cause) is { } why)
                    {
                        tell(item.Target, $"{key}: {why}");
                    }
                    else
                    {
                        found.Add(made);
                    }
                }
                catch (FormatException exception)
                {
                    tell(item.Target, $"{key}: {exception.Message}");
                }
            }
        }

        return [.. found.OrderBy(item => item.Object, StringComparer.Ordinal).ThenBy(item => item.Cause, StringComparer.Ordinal)];
    }

    private static Suppression Make(SuppressionEntry entry, string where, string source) => string.IsNullOrWhiteSpace(entry.Cause)
        ? throw new FormatException($"{where} has no cause.")
        : Make(entry.Cause, entry.Object ?? "*", $"{entry.Until} {entry.Reason}", source, where);

    private static Suppression Make(string cause, string objects, string dayAndReason, string source, string? where = null)
    {
        var words = dayAndReason.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
        if (!DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            throw new FormatException($"{where ?? cause} must say until when it holds, as 2026-12-31, not '{words[0]}'. Nothing is suppressed for ever.");
        }

        return words is [_, { Length: > 0 } reason]
            ? new Suppression(cause, objects, until, reason, source)
            : throw new FormatException($"{where ?? cause} must give a reason after the day.");
    }
}
