using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// The part of a document that is in memory, and a place in it. Each method goes on by one piece, or says false and stays where it is when that
/// piece does not end in the window.
/// </summary>
internal ref struct JsonWindow(ReadOnlySpan<byte> bytes, int position, bool isFinal)
{
    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The place of the next byte to look at.</summary>
    public int Position { get; set; } = position;

    /// <summary>True when nothing follows the window.</summary>
    public bool IsFinal { get; } = isFinal;

    /// <summary>The next byte to look at.</summary>
    public readonly byte Here => Bytes[Position];

    /// <summary>Goes to the next byte that is not white space; false when there is none.</summary>
    public bool TrySkipSpace()
    {
        while (Position < Bytes.Length && Bytes[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }

        return Position < Bytes.Length;
    }

    /// <summary>Goes over a whole value.</summary>
    /// <exception cref="JsonException">There is no value here.</exception>
    public bool TryValue(out ReadOnlySpan<byte> value)
    {
        var length = JsonScanner.Length(Bytes[Position..], IsFinal);
        value = length < 0 ? default : Bytes.Slice(Position, length);
        Position += value.Length;
        return length == 0 ? throw new JsonException() : length > 0;
    }

    /// <summary>Goes to the next value of an array, or over the array's end.</summary>
    /// <param name="isFirst">True when none came before.</param>
    /// <param name="isEnd">True when the array ended.</param>
    /// <exception cref="JsonException">A comma is missing.</exception>
    public bool TryItem(bool isFirst, out bool isEnd) => TryNext((byte)']', isFirst, out isEnd);

    /// <summary>Goes to the value of an object's next field, or over the object's end.</summary>
    /// <param name="isFirst">True when none came before.</param>
    /// <param name="name">The field's name as it is written, without quotes; empty at the end.</param>
    /// <param name="isEnd">True when the object ended.</param>
    /// <exception cref="JsonException">Neither a field nor the end.</exception>
    public bool TryField(bool isFirst, out ReadOnlySpan<byte> name, out bool isEnd)
    {
        name = default;
        var start = Position;
        if (!TryNext((byte)'}', isFirst, out isEnd) || isEnd)
        {
            return isEnd;
        }

        if (Here != (byte)'"')
        {
            throw new JsonException();
        }

        if (TryValue(out var quoted) && TrySkipSpace())
        {
            if (Here != (byte)':')
            {
                throw new JsonException();
            }

            Position++;
            if (TrySkipSpace())
            {
                name = quoted[1..^1];
                return true;
            }
        }

        Position = start;
        return false;
    }

    private bool TryNext(byte end, bool isFirst, out bool isEnd)
    {
        isEnd = false;
        var start = Position;
        if (TrySkipSpace())
        {
            isEnd = Here == end;
            if (isEnd)
            {
                Position++;
                return true;
            }

            if (isFirst)
            {
                return true;
            }

            if (Here != (byte)',')
            {
                throw new JsonException();
            }

            Position++;
            if (TrySkipSpace())
            {
                return true;
            }
        }

        Position = start;
        return false;
    }
}
