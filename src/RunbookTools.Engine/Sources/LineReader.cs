using System.Text;

namespace RunbookTools.Engine.Sources;

/// <summary>Reads lines of bytes and says where each stands. Of a long line only the start and the end are kept.</summary>
internal sealed class LineReader(Stream stream, int maxLine)
{
    private const int TailLength = 2 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _line = [];
    private readonly Queue<byte> _tail = new();
    private int _position;
    private int _filled;
    private int _carriage;

    /// <summary>Where the line starts.</summary>
    public long Start { get; private set; }

    /// <summary>Where the next line starts.</summary>
    public long End { get; private set; }

    /// <summary>Where the line's text ends, without the line break.</summary>
    public long TextEnd { get; private set; }

    /// <summary>The length of the text.</summary>
    public long Length => TextEnd - Start;

    /// <summary>The text, cut when the line is very long.</summary>
    public string Text => Encoding.UTF8.GetString(Line);

    private ReadOnlySpan<byte> Line => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line);

    /// <summary>Reads the next line; false at the end.</summary>
    public bool MoveNext()
    {
        Start = End;
        _line.Clear();
        _tail.Clear();
        _carriage = 0;
        while (true)
        {
            if (_position == _filled)
            {
                _position = 0;
                _filled = stream.Read(_buffer);
                if (_filled == 0)
                {
                    TextEnd = End;
                    return End > Start;
                }
            }

            var rest = _buffer.AsSpan(_position, _filled - _position);
            var found = rest.IndexOf((byte)'\n');
            var part = found < 0 ? rest : rest[..found];
            Append(part);
            _position += part.Length + (found < 0 ? 0 : 1);
            End += part.Length + (found < 0 ? 0 : 1);
            if (found >= 0)
            {
                if (_tail.Count == 0 && _line.Count > 0 && _line[^1] == '\r')
                {
                    _line.RemoveAt(_line.Count - 1);
                    _carriage = 1;
                }

                TextEnd = End - 1 - _carriage;
                return true;
            }
        }
    }

    /// <summary>True when the line starts so.</summary>
    public bool StartsWith(ReadOnlySpan<byte> text) => Line.StartsWith(text);

    /// <summary>True when the line ends so.</summary>
    public bool EndsWith(ReadOnlySpan<byte> text) => _tail.Count == 0 ? Line.EndsWith(text) : _tail.ToArray().AsSpan().EndsWith(text);

    /// <summary>True when the line is that.</summary>
    public bool Is(ReadOnlySpan<byte> text) => Length == text.Length && Line.SequenceEqual(text);

    private void Append(ReadOnlySpan<byte> part)
    {
        var room = Math.Min(part.Length, maxLine - _line.Count);
        _line.AddRange(part[..room]);
        var over = part[room..];
        if (over.IsEmpty)
        {
            return;
        }

        if (_tail.Count == 0)
        {
            foreach (var value in Line[^Math.Min(TailLength, _line.Count)..])
            {
                _tail.Enqueue(value);
            }
        }

        foreach (var value in over[^Math.Min(TailLength, over.Length)..])
        {
            _tail.Enqueue(value);
        }

        while (_tail.Count > TailLength)
        {
            _tail.Dequeue();
        }
    }
}
