using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// Writes JSON while YAML is parsed, without a tree between. Only what an anchor names is kept, to be written again where an alias stands.
/// </summary>
internal sealed class YamlDocuments(TextReader yaml)
{
    private const int MaxDepth = 64;

    // Far above what anybody writes by hand, far below what fills memory.
    private const int MaxReplayedNodes = 200_000;
    private const long MaxReplayedCharacters = 16 * 1024 * 1024;

    private readonly Parser _parser = new(new Scanner(yaml, skipComments: true));
    private readonly Dictionary<string, List<Step>> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<Replay> _replays = new();
    private readonly List<Recorder> _recorders = [];
    private readonly Stack<HashSet<string>> _spareKeys = new();
    private int _depth;
    private int _replayedNodes;
    private long _replayedCharacters;
    private bool _hasDuplicates;

    /// <summary>The next document that is not empty; null at the end.</summary>
    /// <exception cref="WireException">The text is not YAML, or beyond bounds.</exception>
    public ReadOnlyMemory<byte>? Next()
    {
        try
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is DocumentStart && ReadDocument() is { } json)
                {
                    return json;
                }
            }

            return null;
        }
        catch (YamlException exception)
        {
            throw new WireException(exception.Message.TrimEnd('.'), exception.Start.Line, exception.Start.Column, exception);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            throw Fail(_parser.Current, "not YAML that can be read", exception);
        }
    }

    private ReadOnlyMemory<byte>? ReadDocument()
    {
        _anchors.Clear();
        _replays.Clear();
        _recorders.Clear();
        _depth = 0;
        _replayedNodes = 0;
        _replayedCharacters = 0;
        _hasDuplicates = false;

        var first = Take();
        if (first.Event is Scalar scalar && YamlScalars.Resolve(scalar) is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = NewWriter(buffer))
        {
            WriteNode(writer, first);
        }

        return _hasDuplicates ? WithoutDuplicates(buffer.WrittenMemory) : buffer.WrittenMemory;
    }

    private void WriteNode(Utf8JsonWriter writer, Step step)
    {
        switch (step.Event)
        {
            case AnchorAlias:
                Play(step.Alias!, () => WriteNode(writer, Take()));
                break;

            case Scalar scalar:
                Remember(scalar, step);
                WriteScalar(writer, scalar);
                break;

            case SequenceStart sequence:
                Recorded(sequence, step, () =>
                {
                    writer.WriteStartArray();
                    for (var item = Take(); item.Event is not SequenceEnd; item = Take())
                    {
                        WriteNode(writer, item);
                    }

                    writer.WriteEndArray();
                });
                break;

            case MappingStart mapping:
                Recorded(mapping, step, () =>
                {
                    var keys = _spareKeys.TryPop(out var spare) ? spare : new HashSet<string>(StringComparer.Ordinal);
                    writer.WriteStartObject();
                    WriteEntries(writer, keys);
                    writer.WriteEndObject();
                    keys.Clear();
                    _spareKeys.Push(keys);
                });
                break;

            default:
                throw Fail(step.Event, "a value was expected");
        }
    }

    private void WriteEntries(Utf8JsonWriter writer, HashSet<string> keys)
    {
        for (var step = Take(); step.Event is not MappingEnd; step = Take())
        {
            var key = step.Alias is [{ Event: Scalar named }] ? named
                : step.Event as Scalar ?? throw Fail(step.Event, "a key is not a scalar");
            if (IsMerge(key))
            {
                Merge(writer, keys, Take(), inSequence: false);
                continue;
            }

            Remember(key, step);
            var name = YamlScalars.Key(key);
            _hasDuplicates |= !keys.Add(name);
            writer.WritePropertyName(name);
            WriteNode(writer, Take());
        }
    }

    // As in goyaml.v2/decode.go: entries are written where the merge stands, so a key further down wins over it; of several merged
    // mappings the first wins, hence backwards.
    private void Merge(Utf8JsonWriter writer, HashSet<string> keys, Step step, bool inSequence)
    {
        switch (step.Event)
        {
            case AnchorAlias when step.Alias![0].Event is MappingStart:
                Play(step.Alias, () => Merge(writer, keys, Take(), inSequence));
                break;

            case MappingStart mapping:
                Recorded(mapping, step, () => WriteEntries(writer, keys));
                break;

            case SequenceStart when !inSequence:
                var items = new List<List<Step>>();
                for (var item = Take(); item.Event is not SequenceEnd; item = Take())
                {
                    items.Add(Capture(item));
                }

                for (var index = items.Count - 1; index >= 0; index--)
                {
                    Play(items[index], () => Merge(writer, keys, Take(), inSequence: true));
                }

                break;

            default:
                throw Fail(step.Event, "a merge needs a mapping or a list of mappings");
        }
    }

    private static bool IsMerge(Scalar key) =>
        key.Value == "<<" && (key.Tag.IsEmpty ? key.Style is ScalarStyle.Plain or ScalarStyle.Any : key.Tag.Value == "tag:yaml.org,2002:merge");

    private static void WriteScalar(Utf8JsonWriter writer, Scalar scalar)
    {
        switch (YamlScalars.Resolve(scalar))
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case ulong number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                throw Fail(scalar, "infinity and not-a-number have no form in JSON");
        }
    }

    /// <summary>The next event: of the alias being written, or of the text.</summary>
    private Step Take()
    {
        Step step;
        if (_replays.TryPeek(out var replay))
        {
            step = replay.Steps[replay.Index++];
            _replayedNodes++;
            _replayedCharacters += step.Event is Scalar scalar ? scalar.Value.Length : 0;
            if (_replayedNodes > MaxReplayedNodes || _replayedCharacters > MaxReplayedCharacters)
            {
                throw Fail(_parser.Current, "aliases expand to more than a document may hold");
            }
        }
        else
        {
            if (!_parser.MoveNext() || _parser.Current is null)
            {
                throw Fail(_parser.Current, "the document ends in the middle");
            }

            List<Step>? target = null;
            if (_parser.Current is AnchorAlias alias && !_anchors.TryGetValue(alias.Value.Value, out target))
            {
                throw Fail(alias, "an alias names an anchor that is not there");
            }

            step = new Step(_parser.Current, target);
        }

        foreach (var recorder in _recorders)
        {
            // What an alias stands for is kept as the alias, or a nest of them would grow without end.
            if (recorder.Level == _replays.Count)
            {
                recorder.Steps.Add(step);
            }
        }

        return step;
    }

    private List<Step> Capture(Step first)
    {
        var steps = new List<Step> { first };
        for (var open = first.Event.NestingIncrease; open > 0;)
        {
            var step = Take();
            open += step.Event.NestingIncrease;
            steps.Add(step);
            if (open > MaxDepth)
            {
                throw Fail(step.Event, $"nested deeper than {MaxDepth}");
            }
        }

        return steps;
    }

    private void Play(List<Step> steps, Action write)
    {
        Enter(_parser.Current);
        _replays.Push(new Replay(steps));
        write();
        _replays.Pop();
        _depth--;
    }

    private void Recorded(NodeEvent start, Step step, Action write)
    {
        Enter(start);
        if (start.Anchor.IsEmpty)
        {
            write();
        }
        else
        {
            var recorder = new Recorder(_replays.Count, [step]);
            _recorders.Add(recorder);
            write();
            _recorders.Remove(recorder);
            _anchors[start.Anchor.Value] = recorder.Steps;
        }

        _depth--;
    }

    private void Remember(Scalar scalar, Step step)
    {
        if (!scalar.Anchor.IsEmpty && step.Event is Scalar)
        {
            _anchors[scalar.Anchor.Value] = [step];
        }
    }

    private void Enter(ParsingEvent? at)
    {
        if (++_depth > MaxDepth)
        {
            throw Fail(at, $"nested deeper than {MaxDepth}");
        }
    }

    private static ReadOnlyMemory<byte> WithoutDuplicates(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2 * MaxDepth });
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = NewWriter(buffer))
        {
            WriteLast(writer, document.RootElement);
        }

        return buffer.WrittenMemory;
    }

    private static void WriteLast(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var last = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    last[property.Name] = property.Value;
                }

                writer.WriteStartObject();
                foreach (var (name, value) in last)
                {
                    writer.WritePropertyName(name);
                    WriteLast(writer, value);
                }

                writer.WriteEndObject();
                break;

            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    WriteLast(writer, item);
                }

                writer.WriteEndArray();
                break;

            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static Utf8JsonWriter NewWriter(ArrayBufferWriter<byte> buffer) =>
        new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    private static WireException Fail(ParsingEvent? at, string reason, Exception? inner = null) =>
        new(reason, at?.Start.Line ?? 1, at?.Start.Column ?? 1, inner);

    /// <summary>An event, and for an alias what it stands for: a name may be given to another anchor further down.</summary>
    private readonly record struct Step(ParsingEvent Event, List<Step>? Alias);

    private sealed class Replay(List<Step> steps)
    {
        public List<Step> Steps => steps;

        public int Index { get; set; }
    }

    private sealed record Recorder(int Level, List<Step> Steps);
}
