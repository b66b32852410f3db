using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Finds where a JSON value ends, by its brackets and quotes alone, 64 bytes at a time: many times as fast as reading it, whatever its depth, and it
/// can go on in another buffer. What stands between is not checked; whoever reads the value does that.
/// </summary>
internal struct JsonScanner
{
    private const int Block = 64;

    private static readonly SearchValues<byte> s_scalarEnd = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    private int _depth;
    private bool _inString;
    private bool _escaped;

    /// <summary>Goes through bytes of a value that begins with a bracket or a quote.</summary>
    /// <param name="bytes">The value's next bytes: its first when this scanner is new.</param>
    /// <returns>How many of them belong to the value; -1 when it does not end here.</returns>
    public int Advance(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            // A text that is the value itself ends with a quote, not with a bracket.
            if (bytes.Length - at >= Block && (_depth > 0 || bytes[at] is (byte)'{' or (byte)'['))
            {
                var end = EndIn(bytes.Slice(at, Block));
                if (end > 0)
                {
                    return at + end;
                }

                at += Block;
            }
            else if (Ends(bytes[at++]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The length of the value the bytes begin with.</summary>
    /// <param name="bytes">A value and what follows it.</param>
    /// <param name="isFinal">True when nothing follows the bytes, so that a number or a word ends with them.</param>
    /// <returns>Its length; 0 when no value begins here; -1 when it does not end here.</returns>
    public static int Length(ReadOnlySpan<byte> bytes, bool isFinal)
    {
        if (bytes.IsEmpty)
        {
            return -1;
        }

        switch (bytes[0])
        {
            case (byte)'{' or (byte)'[':
                return new JsonScanner().Advance(bytes);
            case (byte)'"':
                for (var at = 1; ;)
                {
                    var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
                    if (next < 0)
                    {
                        return -1;
                    }

                    at += next + 1;
                    if (bytes[at - 1] == '"')
                    {
                        return at;
                    }

                    if (++at > bytes.Length)
                    {
                        return -1;
                    }
                }

            default:
                var end = bytes.IndexOfAny(s_scalarEnd);
                return end >= 0 ? end : isFinal ? bytes.Length : -1;
        }
    }

    /// <summary>Takes in a byte; true when it is the value's last.</summary>
    private bool Ends(byte value)
    {
        if (_escaped)
        {
            _escaped = false;
            return false;
        }

        // Outside a text there is none in JSON; in what is not JSON it must count the same here and in a block.
        if (value == '\\')
        {
            _escaped = true;
            return false;
        }

        if (_inString)
        {
            _inString = value != '"';
            return !_inString && _depth == 0;
        }

        switch (value)
        {
            case (byte)'"':
                _inString = true;
                return false;
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            case (byte)'}' or (byte)']':
                return --_depth <= 0;
            default:
                return false;
        }
    }

    /// <summary>Takes in 64 bytes; gives how many of them belong to the value when it ends among them, and 0 when it does not.</summary>
    private int EndIn(ReadOnlySpan<byte> bytes)
    {
        var block = Vector512.Create(bytes);
        var backslashes = Vector512.Equals(block, Vector512.Create((byte)'\\')).ExtractMostSignificantBits();
        var quotes = Vector512.Equals(block, Vector512.Create((byte)'"')).ExtractMostSignificantBits() & ~Escaped(backslashes);

        // A bit is set from each opening quote to the place before its closing one: each bit is the parity of the quotes up to it.
        var strings = quotes;
        strings ^= strings << 1;
        strings ^= strings << 2;
        strings ^= strings << 4;
        strings ^= strings << 8;
        strings ^= strings << 16;
        strings ^= strings << 32;
        strings ^= _inString ? ulong.MaxValue : 0;
        _inString = (strings >> 63) != 0;

        // Square brackets and braces differ in one bit.
        var folded = block | Vector512.Create((byte)0x20);
        var opening = Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits() & ~strings;
        var closing = Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits() & ~strings;
        if (BitOperations.PopCount(closing) < _depth)
        {
            _depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
            return 0;
        }

        for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
        {
            var place = BitOperations.TrailingZeroCount(brackets);
            _depth += ((opening >> place) & 1) != 0 ? 1 : -1;
            if (_depth <= 0)
            {
                return place + 1;
            }
        }

        return 0;
    }

    /// <summary>Which bytes follow a backslash that counts.</summary>
    private ulong Escaped(ulong backslashes)
    {
        var escaped = _escaped ? 1UL : 0;
        _escaped = false;
        for (backslashes &= ~escaped; backslashes != 0; backslashes &= ~escaped)
        {
            var next = BitOperations.TrailingZeroCount(backslashes) + 1;
            if (next == Block)
            {
                _escaped = true;
                break;
            }

            escaped |= 1UL << next;
            backslashes &= ulong.MaxValue << next;
        }

        return escaped;
    }
}
