using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The table of a kind that a definition brought: the columns the definition asks for (k8s.io/apiextensions-apiserver, tableconvertor).</summary>
internal static partial class CustomTable
{
    /// <summary>Makes a printer from the columns of a definition's version; without any, name and age.</summary>
    public static TablePrinter Of(IReadOnlyList<JsonElement> columns)
    {
        var shown = columns.Select(column => (
            Column: new TableColumn(Cell.Text(column, "name"), Cell.TextOr(column, "string", "type"), (int)column.Number("priority"), Cell.Text(column, "format")),
            Path: Cell.TextOr(column, Cell.Text(column, "JSONPath"), "jsonPath"))).ToList();
        if (shown.Count == 0)
        {
            shown.Add((new TableColumn("Age", "date"), ".metadata.creationTimestamp"));
        }

        return new TablePrinter(
            [TableColumn.ObjectName, .. shown.Select(pair => pair.Column)],
            (item, now) => [Cell.Name(item), .. shown.Select(pair => ValueOf(Find(item, pair.Path), pair.Column.Type, now))]);
    }

    private static object? ValueOf(JsonElement value, string type, DateTimeOffset now)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        return type switch
        {
            "date" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? HumanDuration.Since(time, now) : "<invalid>",
            "integer" => value.NumberOrNull(),
            "number" => double.TryParse(value.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            "boolean" => value.ValueKind == JsonValueKind.True ? true : value.ValueKind == JsonValueKind.False ? false : null,
            _ => value.Text() ?? value.GetRawText(),
        };
    }

    // The part of JSONPath that definitions use: fields, indexes and one condition in brackets.
    private static JsonElement Find(JsonElement item, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups["key"].Success)
            {
                item = Array.Find(item.Items(), entry => entry.Text(step.Groups["key"].Value.Split('.')) == step.Groups["value"].Value);
            }
            else if (step.Groups["index"].Success)
            {
                var items = item.Items();
                var index = step.Groups["index"].Value == "*" ? 0 : int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture);
                item = index < items.Length ? items[index] : default;
            }
            else
            {
                item = item.At(step.Groups["field"].Value.Replace("\\.", ".", StringComparison.Ordinal));
            }
        }

        return item;
    }

    [GeneratedRegex("""\[\?\(@\.(?<key>[\w.-]+)\s*==\s*['"](?<value>[^'"]*)['"]\)\]|\[(?<index>\d{1,6}|\*)\]|\[?['"]?\.?(?<field>(?:\\\.|[\w/-])+)['"]?\]?""")]
    private static partial Regex Step();
}
