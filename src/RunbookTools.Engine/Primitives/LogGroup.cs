namespace RunbookTools.Engine.Primitives;

/// <summary>Lines that were taken together, and the words they share.</summary>
internal sealed class LogGroup(string[] words, bool isError)
{
    private const int MaxSources = 100;
    private const int MaxTemplate = 500;

    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
    private KubeLogLine? _example;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private int _count;

    /// <summary>How many words the line has in common with all lines before; a masked word is common to all.</summary>
    public int Agreement(string[] other)
    {
        var same = 0;
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == other[i])
            {
                same++;
            }
        }

        return same;
    }

    /// <summary>Counts a line and masks the words in which it differs.</summary>
    public void Add(KubeLogLine line, string[]? other)
    {
        for (var i = 0; other is not null && i < words.Length; i++)
        {
            if (words[i] != other[i])
            {
                words[i] = LogMessage.Mask;
            }
        }

        _count++;
        _example = line;
        _first = line.Time < _first || _first is null ? line.Time ?? _first : _first;
        _last = line.Time > _last || _last is null ? line.Time ?? _last : _last;
        if (_sources.Count < MaxSources)
        {
            _sources.Add($"{line.Pod}/{line.Container}");
        }
    }

    public KubeLogPattern ToPattern()
    {
        var template = string.Join(' ', words);
        return new KubeLogPattern(
            template.Length > MaxTemplate ? string.Concat(template.AsSpan(0, MaxTemplate), "…") : template,
            _count, isError, _first, _last, _example!, [.. _sources.Order(StringComparer.Ordinal)]);
    }
}
