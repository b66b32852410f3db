using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>What an object says it is, before it is read.</summary>
internal struct WireOutline
{
    private bool _hasGoNames;
    private bool _hasApiNames;

    /// <summary>The kind; null when not said.</summary>
    public string? Kind { get; private set; }

    /// <summary>Group and version; null when not said.</summary>
    public string? ApiVersion { get; private set; }

    /// <summary>True when it has items, or says that there are none.</summary>
    public bool HasItems { get; set; }

    /// <summary>True when its fields are named as in Go.</summary>
    public readonly bool IsGoNamed => _hasGoNames && !_hasApiNames;

    /// <summary>True when it may be a list by its kind.</summary>
    public readonly bool CanBeList => Kind is null || Kind.EndsWith("List", StringComparison.Ordinal);

    /// <summary>Takes note of one of its fields.</summary>
    /// <exception cref="InvalidOperationException">A text is not UTF-8.</exception>
    public void Note(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("kind"u8))
        {
            Kind = Text(value);
        }
        else if (name.SequenceEqual("apiVersion"u8))
        {
            ApiVersion = Text(value);
        }
        else if (name.SequenceEqual("items"u8))
        {
            // A list without any is written as null by Go programs that never made the slice.
            HasItems |= value[0] is (byte)'[' or (byte)'n';
        }
        else
        {
            _hasGoNames |= name.SequenceEqual("Items"u8) || name.SequenceEqual("Spec"u8) || name.SequenceEqual("Status"u8)
                || name.SequenceEqual("ObjectMeta"u8) || name.SequenceEqual("ListMeta"u8);
            _hasApiNames |= name.SequenceEqual("spec"u8) || name.SequenceEqual("status"u8);
        }
    }

    /// <summary>Goes over an object and takes note of its fields; false, and back at its beginning, when it does not end in the window.</summary>
    /// <exception cref="JsonException">It is not an object.</exception>
    /// <exception cref="InvalidOperationException">A text is not UTF-8.</exception>
    public static bool TryRead(ref JsonWindow window, out WireOutline outline)
    {
        outline = default;
        var start = window.Position++;
        for (var isFirst = true; window.TryField(isFirst, out var name, out var isEnd); isFirst = false)
        {
            if (isEnd)
            {
                return true;
            }

            if (!window.TryValue(out var value))
            {
                break;
            }

            outline.Note(name, value);
        }

        window.Position = start;
        return false;
    }

    private static string? Text(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? StringPool.Read(ref reader).NullIfEmpty() : null;
    }
}
