using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Walks over the fields of an object and reads the values that are wanted; the others cost next to nothing. For the kinds of which a cluster has a
/// hundred thousand objects, where most of what an object says is not wanted, or was said by the one before.
/// </summary>
internal ref struct WireField
{
    private JsonWindow _window;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _value;
    private bool _isFirst = true;

    private WireField(ReadOnlySpan<byte> json, byte bracket)
    {
        _window = new JsonWindow(json, 1, isFinal: true);
        if (json.IsEmpty || json[0] != bracket)
        {
            throw new JsonException();
        }
    }

    /// <summary>Reads a field into what is made of the object.</summary>
    public delegate void FieldReader<T>(in WireField field, T target);

    /// <summary>The value as it is written.</summary>
    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>Reads the fields of an object that are not null.</summary>
    /// <param name="json">The object.</param>
    /// <param name="target">What is made of it.</param>
    /// <param name="read">Reads a field.</param>
    /// <returns>The target.</returns>
    /// <exception cref="JsonException">It is not an object, or a field is of the wrong type.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, T target, FieldReader<T> read)
        where T : class
    {
        var fields = new WireField(json, (byte)'{');
        try
        {
            while (fields.NextField())
            {
                if (!fields.IsNull)
                {
                    read(in fields, target);
                }
            }
        }
        catch (JsonException exception)
        {
            throw new JsonException(null, $"$.{Encoding.UTF8.GetString(fields._name)}{exception.Path?[1..]}", null, null, exception);
        }

        return target;
    }

    /// <summary>The text a field of an object is, as it is written; empty when there is none.</summary>
    /// <exception cref="JsonException">It is not an object.</exception>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var fields = new WireField(json, (byte)'{');
        while (fields.NextField())
        {
            if (fields.Is(name) && fields._value[0] == (byte)'"')
            {
                return fields._value;
            }
        }

        return default;
    }

    /// <summary>True when that is the field's name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    /// <summary>A text that repeats.</summary>
    /// <exception cref="JsonException">It is not a text.</exception>
    public readonly string Text() => StringPool.Read(_value);

    /// <summary>A text of this object only, a name or an id.</summary>
    /// <exception cref="JsonException">It is not a text.</exception>
    public readonly string OwnText() => WireText.Line(_value);

    /// <summary>A time; null when the text is empty or Go's zero time.</summary>
    /// <exception cref="JsonException">It is not a time.</exception>
    public readonly DateTimeOffset? Time()
    {
        // As every server writes it: "2026-11-20T14:02:03Z".
        if (_value is [(byte)'"', _, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', _, _, (byte)'Z', (byte)'"']
            && Digits(1, 4) is >= 2 and var year && Digits(6, 2) is >= 1 and <= 12 and var month && Digits(9, 2) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month)
            && Digits(12, 2) is >= 0 and < 24 and var hour && Digits(15, 2) is >= 0 and < 60 and var minute && Digits(18, 2) is >= 0 and < 60 and var second)
        {
            return new DateTimeOffset(new DateTime(year, month, day, hour, minute, second), TimeSpan.Zero);
        }

        var reader = new Utf8JsonReader(_value);
        reader.Read();
        return TimeConverter.ReadValue(ref reader);
    }

    /// <summary>A yes or no.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public readonly bool Flag() => _value.SequenceEqual("true"u8) || (_value.SequenceEqual("false"u8) ? false : throw new JsonException());

    /// <summary>A number.</summary>
    /// <exception cref="JsonException">It is not a whole number of 64 bits.</exception>
    public readonly long Number()
    {
        var reader = new Utf8JsonReader(_value);
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : throw new JsonException();
    }

    /// <summary>A small number.</summary>
    /// <exception cref="JsonException">It is not a whole number of 32 bits.</exception>
    public readonly int Count() => Number() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw new JsonException();

    /// <summary>An object, read field by field.</summary>
    /// <exception cref="JsonException">It is not one, or a field is of the wrong type.</exception>
    public readonly T Object<T>(T target, FieldReader<T> read)
        where T : class => Read(_value, target, read);

    /// <summary>A value of a wire type.</summary>
    /// <exception cref="JsonException">It is not of that type.</exception>
    public readonly T As<T>(JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(_value, type)!;

    /// <summary>The objects of a list, read field by field; those that are null or make null are left out.</summary>
    /// <param name="read">Reads a field of one.</param>
    /// <param name="convert">Makes what is kept of one.</param>
    /// <exception cref="JsonException">It is not a list of objects, or a field is of the wrong type.</exception>
    public readonly TResult[] Objects<TWire, TResult>(FieldReader<TWire> read, Func<TWire, TResult?> convert)
        where TWire : class, new()
        where TResult : class
    {
        var count = 0;
        for (var items = new WireField(_value, (byte)'['); items.NextItem();)
        {
            count++;
        }

        var results = new TResult[count];
        count = 0;
        var index = 0;
        try
        {
            for (var items = new WireField(_value, (byte)'['); items.NextItem(); index++)
            {
                if (!items.IsNull && convert(Read(items._value, new TWire(), read)) is { } result)
                {
                    results[count++] = result;
                }
            }
        }
        catch (JsonException exception)
        {
            throw new JsonException(null, $"$[{index}]{exception.Path?[1..]}", null, null, exception);
        }

        Array.Resize(ref results, count);
        return results;
    }

    // -1 when they are not all digits.
    private readonly int Digits(int start, int count)
    {
        var number = 0;
        foreach (var digit in _value.Slice(start, count))
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return -1;
            }

            number = (10 * number) + digit - '0';
        }

        return number;
    }

    private readonly bool IsNull => _value.SequenceEqual("null"u8);

    private bool NextField()
    {
        if (!_window.TryField(_isFirst, out _name, out var isEnd))
        {
            throw new JsonException();
        }

        return NextValue(isEnd);
    }

    private bool NextItem()
    {
        if (!_window.TryItem(_isFirst, out var isEnd))
        {
            throw new JsonException();
        }

        return NextValue(isEnd);
    }

    private bool NextValue(bool isEnd)
    {
        if (!isEnd && !_window.TryValue(out _value))
        {
            throw new JsonException();
        }

        _isFirst = false;
        return !isEnd;
    }
}
