using System.Text.Json;

namespace RunbookTools.Sandbox.Tables;

/// <summary>Makes the row of a table from an object.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Cells">Gives a cell for each column: text, a whole number, true or false, or null.</param>
internal sealed record TablePrinter(IReadOnlyList<TableColumn> Columns, Func<JsonElement, DateTimeOffset, object?[]> Cells)
{
    /// <summary>Columns of a kind that has none of its own (k8s.io/apiserver/pkg/registry/rest/table.go).</summary>
    public static TablePrinter Default { get; } = new(
        [TableColumn.ObjectName, new("Created At", "date")],
        (item, _) => [Cell.Name(item), Cell.Text(item, "metadata", "creationTimestamp")]);
}
