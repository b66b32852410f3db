using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// A document being read, whole or as its bytes arrive. The brackets say where each object ends, its own fields what it is; it is then read from its
/// own bytes, so that one that is broken costs no other.
/// </summary>
internal sealed class WireDocument(WireContext context, int depth = 0)
{
    private const int MaxNestedLists = 8;
    private const int MaxItemGaps = 20;
    private const string NotUtf8 = "not valid UTF-8";

    private const string GoNames =
        "written with Go field names (Items, Spec, Status.Phase) as old versions of kubectl did, without metadata; collect it again with a newer kubectl";

    private Place _place;
    private WireOutline _top;
    private WireList _list = new();
    private JsonScanner? _leftOut;
    private bool _isFirst;
    private bool _isEmpty = true;
    private int _start;
    private int _position;
    private int _wanted;
    private int _items;
    private int _itemGaps;
    private int _read;
    private string? _broken;

    // Where the window begins.
    private long _line = 1;
    private long _byte = 1;

    private enum Place
    {
        /// <summary>Between the values of the document.</summary>
        Outside,

        /// <summary>In an object that may be a list. Its bytes are kept, in case it is not.</summary>
        Object,

        /// <summary>In a list, outside its items.</summary>
        List,

        /// <summary>In the items of a list.</summary>
        Items,

        /// <summary>In a bare array of objects.</summary>
        Array,
    }

    /// <summary>True when nothing more can be made of the document.</summary>
    public bool IsBroken => _broken is not null;

    /// <summary>What the document said of itself until here.</summary>
    public WireList ToList() => _list with { Count = _read, IsWhole = !IsBroken };

    /// <summary>Reads on.</summary>
    /// <param name="json">The bytes left over from the last time, and those that follow them.</param>
    /// <param name="isFinal">True when no more will come.</param>
    /// <returns>How many bytes are done with.</returns>
    public int Read(ReadOnlySpan<byte> json, bool isFinal)
    {
        // Nothing is tried again before there is twice as much, so that a body that drips does not cost more with each drop.
        if (IsBroken || (!isFinal && json.Length < _wanted))
        {
            return 0;
        }

        var window = new JsonWindow(json, _position, isFinal);
        try
        {
            while (Next(ref window))
            {
            }

            if (isFinal)
            {
                _broken = _isEmpty ? "the document is empty"
                    : _place != Place.Outside || _leftOut is not null ? NotJson(json, EndOf(json, window.Position))
                    : null;
            }
        }
        catch (JsonException)
        {
            _broken = NotJson(json, window.Position);
        }
        catch (InvalidOperationException)
        {
            // Text that is not UTF-8, where it had to be read.
            _broken = NotUtf8;
        }

        if (isFinal || IsBroken)
        {
            AddLastGaps();
        }

        return Consume(json, _place == Place.Object ? _start : window.Position, window.Position);
    }

    /// <summary>Goes on without the value that fills the buffer, and names it.</summary>
    /// <param name="json">What is there of it.</param>
    public void LeaveOut(ReadOnlySpan<byte> json)
    {
        var reason = $"larger than {WireReader.MaxItemBytes / (1024 * 1024)} MiB, which no API server takes";
        var window = new JsonWindow(json, _position, isFinal: false);
        if (_place is Place.Items or Place.Array && window.TryItem(_isFirst, out _) && window.Here is (byte)'{' or (byte)'[' or (byte)'"')
        {
            var item = json[window.Position..];
            var scanner = new JsonScanner();
            scanner.Advance(item);
            _leftOut = scanner;
            _isFirst = false;
            _items++;
            AddItemGap(ListKind().Name, item, reason);
        }
        else
        {
            _broken = reason;
            AddLastGaps();
        }

        Consume(json, json.Length, json.Length);
    }

    /// <summary>Goes on by one piece; false when the window ends before it.</summary>
    private bool Next(ref JsonWindow window)
    {
        if (_leftOut is { } scanner)
        {
            var length = scanner.Advance(window.Bytes[window.Position..]);
            window.Position = length < 0 ? window.Bytes.Length : window.Position + length;
            _leftOut = length < 0 ? scanner : null;
            return length > 0;
        }

        return _place switch
        {
            Place.Outside => window.TrySkipSpace() && NextValue(ref window),
            Place.Object or Place.List => NextField(ref window),
            _ => NextItem(ref window),
        };
    }

    private bool NextValue(ref JsonWindow window)
    {
        _top = default;
        _start = window.Position;
        _isFirst = true;
        if (window.Here is (byte)'{' or (byte)'[')
        {
            _place = window.Here == (byte)'{' ? Place.Object : Place.Array;
            window.Position++;
        }
        else if (window.Bytes[window.Position..].StartsWith("\uFEFF"u8))
        {
            window.Position += 3;
            return true;
        }
        else if (window.TryValue(out var value))
        {
            window.Position = _start;
            ReadScalar(value);
            window.Position += value.Length;
        }
        else
        {
            return false;
        }

        _isEmpty = false;
        return true;
    }

    private bool NextField(ref JsonWindow window)
    {
        var before = window.Position;
        if (!window.TryField(_isFirst, out var name, out var isEnd))
        {
            return false;
        }

        if (isEnd)
        {
            if (_place == Place.Object)
            {
                ReadObject(window.Bytes[_start..window.Position]);
            }
            else
            {
                EndList();
            }

            _place = Place.Outside;
            return true;
        }

        if (_place == Place.Object && window.Here == (byte)'[' && name.SequenceEqual("items"u8) && IsListAt(window))
        {
            _top.HasItems = true;
            _place = Place.Items;
            _isFirst = true;
            window.Position++;
            return true;
        }

        if (!window.TryValue(out var value))
        {
            window.Position = before;
            return false;
        }

        _isFirst = false;
        _top.Note(name, value);
        if (name.SequenceEqual("metadata"u8))
        {
            ReadMetadata(value);
        }

        return true;
    }

    /// <summary>True when the object, whose items begin here, is a list. In what is all there, it may say so after them.</summary>
    private bool IsListAt(JsonWindow window)
    {
        if (_top.Kind is null && window.IsFinal)
        {
            try
            {
                for (var isRead = window.TryValue(out _); isRead && window.TryField(isFirst: false, out var name, out var isEnd) && !isEnd;)
                {
                    isRead = window.TryValue(out var value);
                    if (isRead)
                    {
                        _top.Note(name, value);
                    }
                }
            }
            catch (JsonException)
            {
                // Met again, and told, when the items have been read.
            }
        }

        return _top.CanBeList;
    }

    private bool NextItem(ref JsonWindow window)
    {
        var before = window.Position;
        if (!window.TryItem(_isFirst, out var isEnd))
        {
            return false;
        }

        if (isEnd)
        {
            if (_place == Place.Array)
            {
                EndList();
            }

            _place = _place == Place.Array ? Place.Outside : Place.List;
            _isFirst = false;
            return true;
        }

        var start = window.Position;
        var outline = default(WireOutline);
        var isObject = window.Here == (byte)'{';
        if (!(isObject ? TryOutline(ref window, out outline) : window.TryValue(out _)))
        {
            window.Position = before;
            return false;
        }

        _isFirst = false;
        _items++;
        var list = ListKind();
        if (isObject)
        {
            ReadItem(window.Bytes[start..window.Position], outline, list.Kind, list.ApiVersion, start, window.Bytes);
        }
        else
        {
            AddItemGap(list.Name, default, "an item of the list is not an object");
        }

        return true;
    }

    // An object whose fields cannot be told apart still ends where its brackets say.
    private static bool TryOutline(ref JsonWindow window, out WireOutline outline)
    {
        var start = window.Position;
        try
        {
            return WireOutline.TryRead(ref window, out outline);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            outline = default;
            window.Position = start;
            return window.TryValue(out _);
        }
    }

    private void ReadScalar(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null && context.KindHint is { } hint)
        {
            context.Coverage.AddRead(hint, context.NamespaceHint);
        }
        else
        {
            AddGap(context.KindHint, null, "not a Kubernetes object or list");
        }
    }

    private void ReadMetadata(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = WireJson.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("continue"u8))
            {
                _list = _list with { Continue = Text(ref reader) };
            }
            else if (reader.ValueTextEquals("resourceVersion"u8))
            {
                _list = _list with { ResourceVersion = Text(ref reader) };
            }
            else if (reader.ValueTextEquals("remainingItemCount"u8))
            {
                reader.Read();
                _list = _list with { RemainingItemCount = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) ? count : null };
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString().NullIfEmpty() : null;
        reader.Skip();
        return text;
    }

    // The kind of the items as far as the list says: null, and then the source says it, or they do.
    private (string? Kind, string ApiVersion, string? Name) ListKind()
    {
        if (_top.Kind is null or "List" || IsSecretMetadata(_top.Kind))
        {
            return (null, "", context.KindHint);
        }

        var kind = _top.Kind.EndsWith("List", StringComparison.Ordinal) ? _top.Kind[..^"List".Length] : _top.Kind;
        var apiVersion = _top.ApiVersion ?? "";
        return (kind, apiVersion, WireKinds.NameOf(kind, apiVersion));
    }

    private void EndList()
    {
        if (_items == 0 && ListKind().Name is { } kind)
        {
            context.Coverage.AddRead(kind, context.NamespaceHint);
        }
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        if (_top.HasItems && _top.CanBeList)
        {
            EndList();
        }
        else if (_top.IsGoNamed)
        {
            AddGap(_top.Kind ?? context.KindHint, null, GoNames);
        }
        else if (_top is { Kind: not null, CanBeList: true } && NameIn(json).Name is null)
        {
            AddGap(_top.Kind is "List" ? context.KindHint : _top.Kind[..^"List".Length], null, $"a {_top.Kind} without items");
        }
        else
        {
            ReadItem(json, _top, null, "", 0, json);
        }
    }

    private void ReadItem(ReadOnlySpan<byte> json, WireOutline item, string? listKind, string listApiVersion, int at, ReadOnlySpan<byte> window)
    {
        var isSecretMetadata = IsSecretMetadata(item.Kind);
        var kind = isSecretMetadata ? context.KindHint : item.Kind ?? listKind ?? context.KindHint;
        var apiVersion = isSecretMetadata ? "v1" : item.ApiVersion ?? listApiVersion;
        switch (kind)
        {
            case null:
                AddItemGap(null, json, item.IsGoNamed ? GoNames : "not a Kubernetes object: it has no kind");
                return;
            case "List" when item.HasItems && depth < MaxNestedLists:
                var nested = new WireDocument(context, depth + 1);
                nested.Read(json, isFinal: true);
                _read += nested._read;
                return;
            case "Status" when apiVersion is "v1" or "":
                ReadStatus(json);
                return;
            case "Table" when apiVersion.StartsWith("meta.k8s.io/", StringComparison.Ordinal):
                AddItemGap(context.KindHint, default, "a table made for display, not the objects");
                return;
            case "PartialObjectMetadata" or "PartialObjectMetadataList" when apiVersion.StartsWith("meta.k8s.io/", StringComparison.Ordinal):
                AddItemGap(context.KindHint, json, "only the metadata of the object");
                return;
        }

        if (item.IsGoNamed)
        {
            AddItemGap(kind, json, GoNames);
            return;
        }

        var name = WireKinds.NameOf(kind, apiVersion);
        try
        {
            var read = WireKinds.Find(kind, apiVersion) ?? UntypedWire.Read;
            var made = ManagersWire.With(read(json, apiVersion, name, context), json);
            context.Objects.Add(made);
            context.Coverage.AddRead(name, context.NamespaceHint);
            context.Tap?.Invoke(json, kind, apiVersion, made);
            _read++;
        }
        catch (JsonException exception)
        {
            AddItemGap(name, json, FaultIn(json) is { } fault
                ? NotJson(window, at + fault)
                : !Utf8.IsValid(json) ? NotUtf8
                : $"{exception.Path ?? "$"} is not of the type the API defines");
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            AddItemGap(name, json, exception is FormatException ? exception.Message : !Utf8.IsValid(json) ? NotUtf8 : "its values are not what the API defines");
        }
    }

    // Of secrets only the metadata is asked for, so that a server does not even send the values.
    private bool IsSecretMetadata(string? kind) => kind is "PartialObjectMetadata" or "PartialObjectMetadataList" && context.KindHint == "Secret";

    private void ReadStatus(ReadOnlySpan<byte> json)
    {
        try
        {
            var status = JsonSerializer.Deserialize(json, UntypedWire.Json.StatusWire)!;
            if (status.Status == "Success")
            {
                return;
            }

            var kind = status.Details?.Kind.NullIfEmpty() is { } resource ? KindTable.Find(resource)?.Kind ?? resource : context.KindHint;
            var message = status.Message.NullIfEmpty() ?? status.Reason.NullIfEmpty() ?? "the server refused without saying why";
            context.Coverage.AddGap(new CoverageGap(status.Code == 403 ? GapKind.Forbidden : GapKind.Failed, kind ?? "", context.NamespaceHint, TerminalText.Clean(message))
            {
                Path = context.Path,
            });
        }
        catch (JsonException exception)
        {
            AddItemGap(context.KindHint, default, $"a Status whose {exception.Path ?? "$"} is not of the type the API defines");
        }
    }

    private void AddLastGaps()
    {
        if (_broken is not null)
        {
            AddGap(context.KindHint, null, _items > 0 ? $"{_broken}; only what stands before was read" : _broken);
        }

        if (_itemGaps > MaxItemGaps)
        {
            AddGap(context.KindHint, null, string.Create(CultureInfo.InvariantCulture, $"{_itemGaps - MaxItemGaps} more objects could not be read"));
        }
    }

    private void AddItemGap(string? kind, ReadOnlySpan<byte> json, string reason)
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
        context.Coverage.AddGap(new CoverageGap(GapKind.Unreadable, kind ?? "", ns ?? context.NamespaceHint, TerminalText.Clean(reason)) { Path = context.Path });

    /// <summary>Takes what is done with off the window.</summary>
    private int Consume(ReadOnlySpan<byte> json, int consumed, int position)
    {
        (_line, _byte) = LineAndByte(json, consumed);
        _start -= consumed;
        _position = position - consumed;
        _wanted = Math.Min(2 * (json.Length - consumed), WireReader.MaxItemBytes);
        return consumed;
    }

    private string NotJson(ReadOnlySpan<byte> json, int position)
    {
        var (line, column) = LineAndByte(json, position);
        return string.Create(CultureInfo.InvariantCulture, $"not valid JSON at line {line}, byte {column}");
    }

    // A value that does not end where the document does: it is broken before, or the document is cut.
    private static int EndOf(ReadOnlySpan<byte> json, int position)
    {
        var rest = json[position..].TrimStart(" \t\r\n,"u8);
        return FaultIn(rest) is { } fault ? json.Length - rest.Length + fault : json.Length;
    }

    private (long Line, long Byte) LineAndByte(ReadOnlySpan<byte> json, int position)
    {
        var before = json[..position];
        var last = before.LastIndexOf((byte)'\n');
        return last < 0 ? (_line, _byte + position) : (_line + before.Count((byte)'\n'), position - last);
    }

    /// <summary>Where the value these bytes begin with is not JSON; null when it is.</summary>
    private static int? FaultIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
        try
        {
            if (reader.Read())
            {
                reader.Skip();
            }

            return null;
        }
        catch (JsonException)
        {
            return (int)reader.BytesConsumed;
        }
    }

    /// <summary>The namespace and name an object gives itself, as far as they can be made out.</summary>
    private static (string? Namespace, string? Name) NameIn(ReadOnlySpan<byte> json)
    {
        string? ns = null, name = null;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var here = reader.CurrentDepth;
                if (here <= 2 && reader.ValueTextEquals("name"u8))
                {
                    name = Name(ref reader) ?? name;
                }
                else if (here <= 2 && reader.ValueTextEquals("namespace"u8))
                {
                    ns = Name(ref reader) ?? ns;
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

    private static string? Name(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return StringPool.Read(ref reader).NullIfEmpty();
        }

        reader.Skip();
        return null;
    }
}
