using System.Buffers;
using System.Text;
using System.Text.Json;
using RunbookTools.Sandbox.Store;
using RunbookTools.Sandbox.Tables;

namespace RunbookTools.Sandbox.Api;

/// <summary>Writes objects of one kind in the shape asked for. Not for several threads at once.</summary>
internal sealed class ObjectWriter
{
    private readonly ArrayBufferWriter<byte> _scratch = new(16 * 1024);
    private readonly ResourceKind _kind;
    private readonly MediaType _media;
    private readonly string _include;
    private readonly Func<DateTimeOffset> _now;
    private readonly TablePrinter _printer;
    private readonly byte[] _head;
    private readonly bool _itemsCarryKind;

    /// <summary>Makes a writer.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="media">The shape.</param>
    /// <param name="include">What a table's row says of its object: <c>Metadata</c>, <c>Object</c> or <c>None</c>; empty for the first.</param>
    /// <param name="now">Gives the moment ages are told for.</param>
    public ObjectWriter(ResourceKind kind, MediaType media, string include, Func<DateTimeOffset> now)
    {
        _kind = kind;
        _media = media;
        _include = include;
        _now = now;
        _printer = TablePrinters.Of(kind);

        // Custom resources are maps to the server, and maps are written in the order of their keys.
        _head = Encoding.UTF8.GetBytes(kind.IsCustom
            ? $$"""{"apiVersion":"{{kind.ApiVersion}}","kind":"{{kind.Kind}}","""
            : $$"""{"kind":"{{kind.Kind}}","apiVersion":"{{kind.ApiVersion}}",""");
        _itemsCarryKind = kind.IsCustom;
    }

    /// <summary>The kind and version of a list in this shape.</summary>
    public (string Kind, string ApiVersion) ListType => _media.Shape switch
    {
        MediaShape.Table => ("Table", $"meta.k8s.io/{_media.Version}"),
        MediaShape.Metadata => ("PartialObjectMetadataList", $"meta.k8s.io/{_media.Version}"),
        _ => (_kind.ListKind, _kind.ApiVersion),
    };

    /// <summary>True when objects are written as rows.</summary>
    public bool IsTable => _media.Shape == MediaShape.Table;

    /// <summary>Reads an object for a look at its fields.</summary>
    public JsonDocument Read(IStoredObject item)
    {
        _scratch.ResetWrittenCount();
        item.WriteTo(_scratch);
        return ObjectJson.Parse(_scratch.WrittenMemory);
    }

    /// <summary>Writes an item of a list: an object, or a row.</summary>
    public void WriteItem(IBufferWriter<byte> output, IStoredObject item)
    {
        switch (_media.Shape)
        {
            case MediaShape.Table:
                using (var document = Read(item))
                using (var writer = new Utf8JsonWriter(output, Answers.Compact))
                {
                    WriteRow(writer, document.RootElement);
                }

                break;
            case MediaShape.Metadata:
                WriteMetadata(output, item);
                break;
            default:
                if (_itemsCarryKind)
                {
                    WriteWhole(output, item);
                }
                else
                {
                    item.WriteTo(output);
                }

                break;
        }
    }

    /// <summary>Writes an object that stands alone: as it is, as its metadata, or as a table of one row.</summary>
    public void WriteOne(IBufferWriter<byte> output, IStoredObject item, bool withColumns)
    {
        switch (_media.Shape)
        {
            case MediaShape.Table:
                WriteTable(output, item, withColumns);
                break;
            case MediaShape.Metadata:
                WriteMetadata(output, item);
                break;
            default:
                WriteWhole(output, item);
                break;
        }
    }

    /// <summary>Writes the columns of the table.</summary>
    public void WriteColumns(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("columnDefinitions"u8);
        foreach (var column in _printer.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, column.Name);
            writer.WriteString("type"u8, column.Type);
            writer.WriteString("format"u8, column.Format);
            writer.WriteString("description"u8, ""u8);
            writer.WriteNumber("priority"u8, column.Priority);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteTable(IBufferWriter<byte> output, IStoredObject item, bool withColumns)
    {
        using var document = Read(item);
        using var writer = new Utf8JsonWriter(output, Answers.Compact);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "Table"u8);
        writer.WriteString("apiVersion"u8, $"meta.k8s.io/{_media.Version}");
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("resourceVersion"u8, $"{item.ResourceVersion}");
        writer.WriteEndObject();
        if (withColumns)
        {
            WriteColumns(writer);
        }
        else
        {
            writer.WriteNull("columnDefinitions"u8);
        }

        writer.WriteStartArray("rows"u8);
        WriteRow(writer, document.RootElement);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteWhole(IBufferWriter<byte> output, IStoredObject item)
    {
        _scratch.ResetWrittenCount();
        item.WriteTo(_scratch);
        output.Write(_head);
        output.Write(_scratch.WrittenSpan[1..]);
    }

    private void WriteMetadata(IBufferWriter<byte> output, IStoredObject item)
    {
        using var document = Read(item);
        using var writer = new Utf8JsonWriter(output, Answers.Compact);
        WriteMetadata(writer, document.RootElement);
    }

    private void WriteMetadata(Utf8JsonWriter writer, JsonElement item)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "PartialObjectMetadata"u8);
        writer.WriteString("apiVersion"u8, $"meta.k8s.io/{_media.Version}");
        writer.WritePropertyName("metadata"u8);
        item.GetProperty("metadata"u8).WriteTo(writer);
        writer.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter writer, JsonElement root)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells"u8);
        foreach (var cell in _printer.Cells(root, _now()))
        {
            WriteCell(writer, cell);
        }

        writer.WriteEndArray();
        WriteConditions(writer, root);
        writer.WritePropertyName("object"u8);
        switch (_include)
        {
            case "None":
                writer.WriteNullValue();
                break;
            case "Object":
                writer.WriteStartObject();
                writer.WriteString("kind"u8, _kind.Kind);
                writer.WriteString("apiVersion"u8, _kind.ApiVersion);
                foreach (var property in root.EnumerateObject())
                {
                    property.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
            default:
                WriteMetadata(writer, root);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null:
                writer.WriteNullValue();
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteStringValue((string)cell);
                break;
        }
    }

    // Pods that are over are left out by kubectl's own filters; the words are printPod's.
    private void WriteConditions(Utf8JsonWriter writer, JsonElement item)
    {
        var message = _kind.Resource != "pods" ? null : item.Text("status", "phase") switch
        {
            "Succeeded" => "The pod has completed successfully.",
            "Failed" => "The pod failed.",
            _ => null,
        };
        if (message is null)
        {
            return;
        }

        writer.WriteStartArray("conditions"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "Completed"u8);
        writer.WriteString("status"u8, "True"u8);
        writer.WriteString("reason"u8, item.Text("status", "phase"));
        writer.WriteString("message"u8, message);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
