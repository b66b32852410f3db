namespace RunbookTools.Engine.Primitives;

/// <summary>Groups lines of logs that say the same with other values.</summary>
public static class LogPatterns
{
    /// <summary>How many patterns are kept apart; lines beyond that are counted together.</summary>
    public const int MaxPatterns = 1_000;

    /// <summary>
    /// The patterns among the lines, those that look like errors first, then the most frequent. What varies (times, numbers, addresses, ids, quoted
    /// values) is masked, lines of the same length and beginning are then taken together when most of their words agree, after the Drain algorithm
    /// (He et al., 2017). Of JSON lines the message counts. Lines of a stack trace belong to the error above them. Time grows with the number of lines, memory does not.
    /// </summary>
    /// <param name="lines">The lines, of one or of many logs; each log in its order.</param>
    public static IReadOnlyList<KubeLogPattern> Group(IEnumerable<KubeLogLine> lines)
    {
        var tree = new LogTree(MaxPatterns);
        KubeLogLine? previous = null;
        var inError = false;
        foreach (var line in lines)
        {
            var sameLog = previous is not null && previous.Pod == line.Pod && previous.Container == line.Container
                && previous.Namespace == line.Namespace && previous.Previous == line.Previous;
            previous = line;
            if (sameLog && inError && LogMessage.IsContinuation(line.Text))
            {
                continue;
            }

            var message = LogMessage.Read(line.Text);
            inError = message.IsError;
            tree.Add(line, message);
        }

        return
        [
            .. tree.Groups.Select(group => group.ToPattern())
                .OrderByDescending(pattern => pattern.IsError)
                .ThenByDescending(pattern => pattern.Count)
                .ThenByDescending(pattern => pattern.Last),
        ];
    }
}
