namespace RunbookTools.Engine.Primitives;

/// <summary>Finds the group of a line: by its kind and number of words, its first words, and then how many words agree.</summary>
internal sealed class LogTree(int maxGroups)
{
    private const int MaxBranches = 100;
    private const int MaxLeaf = 50;

    private readonly Dictionary<(bool IsError, int Words, string First, string Second), List<LogGroup>> _leaves = [];
    private readonly Dictionary<(bool IsError, int Words), int> _branches = [];
    private readonly Dictionary<bool, LogGroup> _rest = [];
    private readonly List<LogGroup> _groups = [];

    public IEnumerable<LogGroup> Groups => _groups.Concat(_rest.Values);

    public void Add(KubeLogLine line, LogMessage message)
    {
        var words = message.Words;
        var leaf = Leaf(message);
        var (best, agreement) = (default(LogGroup), -1);
        foreach (var group in leaf)
        {
            if (group.Agreement(words) is var same && same > agreement)
            {
                (best, agreement) = (group, same);
            }
        }

        if (best is not null && (agreement >= Needed(words.Length) || leaf.Count >= MaxLeaf))
        {
            best.Add(line, words);
            return;
        }

        if (_groups.Count < maxGroups)
        {
            best = new LogGroup(words, message.IsError);
            leaf.Add(best);
            _groups.Add(best);
        }
        else if (!_rest.TryGetValue(message.IsError, out best))
        {
            best = new LogGroup([LogMessage.Mask], message.IsError);
            _rest.Add(message.IsError, best);
        }

        best.Add(line, null);
    }

    // In a short line one word is the message.
    private static int Needed(int words) => words switch { <= 3 => words, <= 5 => words - 1, _ => (int)Math.Ceiling(words * 0.6) };

    private List<LogGroup> Leaf(LogMessage message)
    {
        var words = message.Words;
        var key = (message.IsError, words.Length, words.Length > 0 ? words[0] : "", words.Length > 4 ? words[1] : "");
        if (_leaves.TryGetValue(key, out var leaf))
        {
            return leaf;
        }

        // Beginnings that never repeat are no beginnings: from then on lines of this length share one leaf.
        var branches = _branches.GetValueOrDefault((message.IsError, words.Length));
        if (branches >= MaxBranches)
        {
            key = (message.IsError, words.Length, LogMessage.Mask, LogMessage.Mask);
            if (_leaves.TryGetValue(key, out leaf))
            {
                return leaf;
            }
        }

        _branches[(message.IsError, words.Length)] = branches + 1;
        leaf = [];
        _leaves.Add(key, leaf);
        return leaf;
    }
}
