using System.Globalization;
using System.Text.Json;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// One document being read. A first pass finds the objects and their kinds without keeping anything else, because a list names its kind after
/// its items as often as before; a second makes each object from its own bytes.
/// </summary>
internal sealed class WireDocument
{
    // Beyond what any object may have, so that an object nested too deep fails alone and not with its list.
    private const int MaxScanDepth = 1024;
    private const int MaxNestedLists = 8;
    private const int MaxItemGaps = 20;

    private readonly ReadOnlyMemory<byte> _json;
    private readonly WireContext _context;
    private readonly int _depth;
    private int _itemGaps;

    public WireDocument(ReadOnlyMemory<byte> json, WireContext context, int depth = 0)
    {
        _json = json;
        _context = context;
        _depth = depth;
    }

    public void Read()
    {
        var found = new List<Outline>();
        string? broken = null;
        try
        {
            var reader = new Utf8JsonReader(_json.Span, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = MaxScanDepth });
            while (reader.Read())
            {
                Scan(ref reader, found);
            }

            if (found.Count == 0)
            {
                broken = "the document is empty";
            }
        }
        catch (JsonException exception)
        {
            broken = $"not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
        }
        catch (InvalidOperationException)
        {
            // Text that is not UTF-8, where it had to be read.
            broken = "not valid UTF-8";
        }

        foreach (var outline in found)
        {
            Read(outline);
        }

        if (broken is not null)
        {
            AddGap(_context.KindHint, null, found.Exists(outline => outline.Items is { Count: > 0 }) ? $"{broken}; only what stands before was read" : broken);
        }

        if (_itemGaps > MaxItemGaps)
        {
            AddGap(_context.KindHint, null, string.Create(CultureInfo.InvariantCulture, $"{_itemGaps - MaxItemGaps} more objects could not be read"));
        }
    }

    /// <summary>Takes down what a top-level value is. It is in the list before it is complete, so that what a broken document began with is not lost.</summary>
    private void Scan(ref Utf8JsonReader reader, List<Outline> found)
    {
        var outline = new Outline();
        found.Add(outline);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ScanObject(ref reader, outline, withItems: true);
                break;
            case JsonTokenType.StartArray:
                outline.Shape = Shape.Array;
                ScanItems(ref reader, outline);
                break;
            default:
                outline.Shape = reader.TokenType == JsonTokenType.Null ? Shape.Null : Shape.Scalar;
                break;
        }
    }

    private void ScanObject(ref Utf8JsonReader reader, Outline outline, bool withItems)
    {
        var start = (int)reader.TokenStartIndex;
        outline.Shape = Shape.Object;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("kind"u8))
            {
                outline.Kind = ScanText(ref reader);
            }
            else if (reader.ValueTextEquals("apiVersion"u8))
            {
                outline.ApiVersion = ScanText(ref reader);
            }
            else if (reader.ValueTextEquals("items"u8))
            {
                reader.Read();
                if (withItems && reader.TokenType == JsonTokenType.StartArray)
                {
                    ScanItems(ref reader, outline);
                }
                else
                {
                    // A list without any is written as null by Go programs that never made the slice.
                    outline.HasItems = reader.TokenType is JsonTokenType.Null or JsonTokenType.StartArray;
                    reader.Skip();
                }
            }
            else
            {
                outline.HasGoNames |= reader.ValueTextEquals("Items"u8) || reader.ValueTextEquals("Spec"u8) || reader.ValueTextEquals("Status"u8)
                    || reader.ValueTextEquals("ObjectMeta"u8) || reader.ValueTextEquals("ListMeta"u8);
                outline.HasApiNames |= reader.ValueTextEquals("spec"u8) || reader.ValueTextEquals("status"u8);
                reader.Skip();
            }
        }

        outline.Json = _json[start..(int)reader.BytesConsumed];
    }

    private void ScanItems(ref Utf8JsonReader reader, Outline outline)
    {
        outline.HasItems = true;
        var items = outline.Items ??= [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = new Outline();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ScanObject(ref reader, item, withItems: false);
            }
            else
            {
                item.Shape = Shape.Scalar;
                reader.Skip();
            }

            items.Add(item);
        }
    }

    private static string? ScanText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return StringPool.Read(ref reader).NullIfEmpty();
        }

        reader.Skip();
        return null;
    }

    private void Read(Outline outline)
    {
        switch (outline.Shape)
        {
            case Shape.Null when _context.KindHint is { } hint:
                _context.Coverage.AddRead(hint, _context.NamespaceHint);
                break;
            case Shape.Null or Shape.Scalar:
                AddGap(_context.KindHint, null, "not a Kubernetes object or list");
                break;
            case Shape.Array:
                ReadItems(outline, null, "");
                break;
            default:
                ReadTop(outline);
                break;
        }
    }

    private void ReadTop(Outline outline)
    {
        var kind = outline.Kind;
        if (outline.HasItems && (kind is null || kind.EndsWith("List", StringComparison.Ordinal)))
        {
            var isUntold = kind is null or "List" || IsSecretMetadata(kind);
            ReadItems(outline, isUntold ? null : kind![..^"List".Length], isUntold ? "" : outline.ApiVersion ?? "");
        }
        else if (outline.Json.IsEmpty)
        {
            // The document ended inside this object; that is the gap, and it is added by the caller.
            return;
        }
        else if (outline.IsGoNamed)
        {
            AddGap(kind ?? _context.KindHint, null, GoNames);
        }
        else if (kind?.EndsWith("List", StringComparison.Ordinal) == true && NameIn(outline.Json).Name is null)
        {
            AddGap(kind is "List" ? _context.KindHint : kind[..^"List".Length], null, $"a {kind} without items");
        }
        else
        {
            ReadItem(outline, null, "");
        }
    }

    private void ReadItems(Outline list, string? kind, string apiVersion)
    {
        var named = kind is null ? _context.KindHint : WireKinds.NameOf(kind, apiVersion);
        if (named is not null && list.Items is not { Count: > 0 })
        {
            _context.Coverage.AddRead(named, _context.NamespaceHint);
        }

        foreach (var item in list.Items ?? [])
        {
            if (item.Shape == Shape.Object)
            {
                ReadItem(item, kind, apiVersion);
            }
            else
            {
                AddItemGap(named, default, "an item of the list is not an object");
            }
        }
    }

    private void ReadItem(Outline item, string? listKind, string listApiVersion)
    {
        var isSecretMetadata = IsSecretMetadata(item.Kind);
        var kind = isSecretMetadata ? _context.KindHint : item.Kind ?? listKind ?? _context.KindHint;
        var apiVersion = isSecretMetadata ? "v1" : item.ApiVersion ?? listApiVersion;
        switch (kind)
        {
            case null:
                AddItemGap(null, item.Json, item.IsGoNamed ? GoNames : "not a Kubernetes object: it has no kind");
                return;
            case "List" when item.HasItems && _depth < MaxNestedLists:
                new WireDocument(item.Json, _context, _depth + 1).Read();
                return;
            case "Status" when apiVersion is "v1" or "":
                ReadStatus(item.Json);
                return;
            case "Table" when apiVersion.StartsWith("meta.k8s.io/", StringComparison.Ordinal):
                AddItemGap(_context.KindHint, default, "a table made for display, not the objects");
                return;
            case "PartialObjectMetadata" or "PartialObjectMetadataList" when apiVersion.StartsWith("meta.k8s.io/", StringComparison.Ordinal):
                AddItemGap(_context.KindHint, item.Json, "only the metadata of the object");
                return;
        }

        if (item.IsGoNamed)
        {
            AddItemGap(kind, item.Json, GoNames);
            return;
        }

        var name = WireKinds.NameOf(kind, apiVersion);
        try
        {
            var read = WireKinds.Find(kind, apiVersion) ?? UntypedWire.Read;
            _context.Objects.Add(read(item.Json.Span, apiVersion, name, _context));
            _context.Coverage.AddRead(name, _context.NamespaceHint);
        }
        catch (JsonException exception)
        {
            AddItemGap(name, item.Json, $"{exception.Path ?? "$"} is not of the type the API defines");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            AddItemGap(name, item.Json, exception is FormatException ? exception.Message : "its values are not what the API defines");
        }
    }

    // Of secrets only the metadata is asked for, so that a server does not even send the values.
    private bool IsSecretMetadata(string? kind) => kind is "PartialObjectMetadata" or "PartialObjectMetadataList" && _context.KindHint == "Secret";

    private void ReadStatus(ReadOnlyMemory<byte> json)
    {
        try
        {
            var status = JsonSerializer.Deserialize(json.Span, UntypedWire.Json.StatusWire)!;
            if (status.Status == "Success")
            {
                return;
            }

            var kind = status.Details?.Kind.NullIfEmpty() is { } resource ? KindTable.Find(resource)?.Kind ?? resource : _context.KindHint;
            var message = status.Message.NullIfEmpty() ?? status.Reason.NullIfEmpty() ?? "the server refused without saying why";
            _context.Coverage.AddGap(new CoverageGap(status.Code == 403 ? GapKind.Forbidden : GapKind.Failed, kind ?? "", _context.NamespaceHint, TerminalText.Clean(message))
            {
                Path = _context.Path,
            });
        }
        catch (JsonException exception)
        {
            AddItemGap(_context.KindHint, default, $"a Status whose {exception.Path ?? "$"} is not of the type the API defines");
        }
    }

    private void AddItemGap(string? kind, ReadOnlyMemory<byte> json, string reason)
    {
        if (++_itemGaps > MaxItemGaps)
        {
            return;
        }

        var (ns, name) = NameIn(json);
        var subject = name is null ? "" : ns is null ? $"{name}: " : $"{ns}/{name}: ";
        AddGap(kind, ns, subject + reason);
    }

    private void AddGap(string? kind, string? ns, string reason) =>
        _context.Coverage.AddGap(new CoverageGap(GapKind.Unreadable, kind ?? "", ns ?? _context.NamespaceHint, TerminalText.Clean(reason)) { Path = _context.Path });

    private const string GoNames =
        "written with Go field names (Items, Spec, Status.Phase) as old versions of kubectl did, without metadata; collect it again with a newer kubectl";

    /// <summary>The namespace and name an object gives itself, as far as they can be made out.</summary>
    private static (string? Namespace, string? Name) NameIn(ReadOnlyMemory<byte> json)
    {
        string? ns = null, name = null;
        try
        {
            var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxScanDepth });
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var here = reader.CurrentDepth;
                if (here <= 2 && reader.ValueTextEquals("name"u8))
                {
                    name = ScanText(ref reader) ?? name;
                }
                else if (here <= 2 && reader.ValueTextEquals("namespace"u8))
                {
                    ns = ScanText(ref reader) ?? ns;
                }
                else if (here > 1 || !reader.ValueTextEquals("metadata"u8))
                {
                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was found until here is all that can be said.
        }

        return (ns, name);
    }

    private enum Shape
    {
        Object,
        Array,
        Null,
        Scalar,
    }

    private sealed class Outline
    {
        public Shape Shape { get; set; }

        public string? Kind { get; set; }

        public string? ApiVersion { get; set; }

        public bool HasItems { get; set; }

        public bool HasGoNames { get; set; }

        public bool HasApiNames { get; set; }

        public bool IsGoNamed => HasGoNames && !HasApiNames;

        public List<Outline>? Items { get; set; }

        public ReadOnlyMemory<byte> Json { get; set; }
    }
}
