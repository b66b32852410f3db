using RunbookTools.Engine.Scenarios;

namespace Engine.Tests.Scenarios;

public class CauseScoresTests
{
    private static readonly PlaybookInfo[] s_playbooks =
    [
        new("pod/CrashLoop", "", [], [], ["DiskFull", "PortInUse"], ""),
        new("pod/ImagePull", "", [], [], ["DiskFull"], ""),
    ];

    [Fact]
    public void Counts_what_was_found_missed_claimed_and_refuted()
    {
        var scores = CauseScores.Of(
            [
                Result(trueCauses: ["PortInUse"], found: ["PortInUse"], refuted: ["DiskFull"]),
                Result(trueCauses: ["PortInUse"], found: ["DiskFull"], refuted: ["PortInUse"]),
                Result(trueCauses: [], found: [], refuted: [], notTested: ["PortInUse"]),
            ],
            s_playbooks);

        Assert.Equal(["DiskFull", "PortInUse"], scores.Select(score => score.Cause));
        Assert.Equal((0, 0, 3, 1, 1, 0), Numbers(scores[0]));
        Assert.Equal((2, 1, 1, 0, 0, 1), Numbers(scores[1]));
        Assert.Equal(["pod/CrashLoop", "pod/ImagePull"], scores[0].Playbooks);
    }

    [Fact]
    public void The_table_takes_the_place_between_its_marks_and_of_nothing_else()
    {
        var table = CauseScores.ToMarkdown(CauseScores.Of([Result(["DiskFull"], ["DiskFull"], [])], s_playbooks), 1);

        var text = CauseScores.Renew("before\n<!-- causes -->\nold\n<!-- end of causes -->\nafter\n", table);

        Assert.StartsWith("before\n<!-- causes -->\n2 causes over 1 scenarios: 0 missed, 0 claimed falsely.\n", text, StringComparison.Ordinal);
        Assert.Contains("| DiskFull | pod/CrashLoop, pod/ImagePull | 1 | 1 | 0 | 0 | 0 | 0 |\n", text, StringComparison.Ordinal);
        Assert.EndsWith("|\n<!-- end of causes -->\nafter\n", text, StringComparison.Ordinal);
        Assert.Equal(text, CauseScores.Renew(text, table));
        Assert.Throws<InvalidDataException>(() => CauseScores.Renew("no marks", table));
    }

    private static (int True, int Found, int False, int Claimed, int Refuted, int NotTested) Numbers(CauseScore score) =>
        (score.True, score.Found, score.False, score.Claimed, score.Refuted, score.NotTested);

    private static ScenarioResult Result(string[] trueCauses, string[] found, string[] refuted, string[]? notTested = null) => new("s", true, [], null, "", "")
    {
        TrueCauses = trueCauses,
        FoundCauses = found,
        RefutedCauses = refuted,
        NotTestedCauses = notTested ?? [],
    };
}
