using System.Globalization;
using System.Text;

namespace RunbookTools.Engine.Scenarios;

/// <summary>From the results of scenarios to how well each cause is told apart.</summary>
public static class CauseScores
{
    private const string Start = "<!-- causes -->";
    private const string End = "<!-- end of causes -->";

    /// <summary>Counts, for each cause, over all results.</summary>
    /// <param name="results">What became of the scenarios.</param>
    /// <param name="playbooks">The playbooks that were run on them.</param>
    /// <returns>One score a cause that a playbook tests, ordered by cause.</returns>
    public static IReadOnlyList<CauseScore> Of(IReadOnlyCollection<ScenarioResult> results, IEnumerable<PlaybookInfo> playbooks) =>
    [
        .. playbooks.SelectMany(playbook => playbook.Causes.Select(cause => (cause, playbook.Id)))
            .GroupBy(pair => pair.cause, pair => pair.Id, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Score(group.Key, [.. group.Distinct().Order(StringComparer.Ordinal)], results)),
    ];

    /// <summary>The scores as a Markdown table under a line that sums them up.</summary>
    public static string ToMarkdown(IReadOnlyCollection<CauseScore> scores, int scenarios)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scores.Count} causes over {scenarios} scenarios: ");
        text.Append(CultureInfo.InvariantCulture, $"{scores.Sum(score => score.True - score.Found)} missed, {scores.Sum(score => score.Claimed)} claimed falsely.\n\n");
        text.Append("| cause | playbook | true | found | not true | claimed | refuted | not tested |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var score in scores)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Cause} | {string.Join(", ", score.Playbooks)} | {score.True} | {score.Found} | ");
            text.Append(CultureInfo.InvariantCulture, $"{score.False} | {score.Claimed} | {score.Refuted} | {score.NotTested} |\n");
        }

        return text.ToString();
    }

    /// <summary>A text with the table between its marks replaced.</summary>
    /// <exception cref="InvalidDataException">The text has no marks.</exception>
    public static string Renew(string text, string table)
    {
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return start < 0 || end < start
            ? throw new InvalidDataException($"the lines '{Start}' and '{End}' were not found")
            : $"{text[..(start + Start.Length)]}\n{table}{text[end..]}";
    }

    private static CauseScore Score(string cause, IReadOnlyList<string> playbooks, IReadOnlyCollection<ScenarioResult> results)
    {
        var isTrue = results.Where(result => result.TrueCauses.Contains(cause)).ToList();
        var isFalse = results.Where(result => !result.TrueCauses.Contains(cause)).ToList();
        return new CauseScore(
            cause, playbooks,
            isTrue.Count, isTrue.Count(result => result.FoundCauses.Contains(cause)),
            isFalse.Count, isFalse.Count(result => result.FoundCauses.Contains(cause)), isFalse.Count(result => result.RefutedCauses.Contains(cause)),
            results.Count(result => result.NotTestedCauses.Contains(cause)));
    }
}
