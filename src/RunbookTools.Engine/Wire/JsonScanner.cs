using System.Buffers;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Finds where a JSON value ends, by its brackets and quotes alone: several times as fast as reading it, whatever its depth, and it can go on in
/// another buffer. What stands between is not checked; whoever reads the value does that.
/// </summary>
internal struct JsonScanner
{
    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);
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
            if (_escaped)
            {
                _escaped = false;
                at++;
            }
            else if (_inString)
            {
                var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
                if (next < 0)
                {
                    return -1;
                }

                at += next + 1;
                _escaped = bytes[at - 1] == '\\';
                _inString = _escaped;
                if (!_inString && _depth == 0)
                {
                    return at;
                }
            }
            else
            {
                switch (bytes[at++])
                {
                    case (byte)'"':
                        _inString = true;
                        break;
                    case (byte)'{' or (byte)'[':
                        _depth++;
                        break;
                    case (byte)'}' or (byte)']':
                        if (--_depth <= 0)
                        {
                            return at;
                        }

                        break;
                    default:
                        var next = bytes[at..].IndexOfAny(s_structure);
                        if (next < 0)
                        {
                            return -1;
                        }

                        at += next;
                        break;
                }
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

        if (bytes[0] is (byte)'{' or (byte)'[' or (byte)'"')
        {
            return new JsonScanner().Advance(bytes);
        }

        var end = bytes.IndexOfAny(s_scalarEnd);
        return end >= 0 ? end : isFinal ? bytes.Length : -1;
    }
}
