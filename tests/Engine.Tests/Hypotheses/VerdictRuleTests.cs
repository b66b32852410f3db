using RunbookTools.Engine.Hypotheses;

namespace Engine.Tests.Hypotheses;

public class VerdictRuleTests
{
    [Fact]
    public void Sufficient_evidence_confirms() =>
        Assert.Equal(Verdict.Confirmed, Weigh(True(EvidenceEffect.Confirms), True(EvidenceEffect.Supports)));

    [Fact]
    public void A_missing_condition_refutes_whatever_supports() =>
        Assert.Equal(Verdict.Refuted, Weigh(True(EvidenceEffect.Supports), False(EvidenceEffect.Refutes)));

    [Fact]
    public void Contradiction_names_both_pieces()
    {
        var (verdict, reason) = VerdictRule.Weigh([True(EvidenceEffect.Confirms, "it was killed"), True(EvidenceEffect.Refutes, "it never ran")]);

        Assert.Equal(Verdict.Inconclusive, verdict);
        Assert.Contains("it was killed", reason, StringComparison.Ordinal);
        Assert.Contains("it never ran", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_names_the_conditions_that_are_met()
    {
        var met = new Evidence("the kernel killed it", EvidenceAnswer.True, EvidenceEffect.None) { Else = EvidenceEffect.Refutes };

        Assert.Equal((Verdict.Confirmed, "the kernel killed it; it has a limit"), VerdictRule.Weigh([met, True(EvidenceEffect.Confirms, "it has a limit"), True(EvidenceEffect.Supports, "it is new")]));
        Assert.Equal((Verdict.Likely, "the kernel killed it; it is new"), VerdictRule.Weigh([met, True(EvidenceEffect.Supports, "it is new")]));
    }

    [Fact]
    public void Support_that_outweighs_is_likely() =>
        Assert.Equal(Verdict.Likely, Weigh(True(EvidenceEffect.Supports), True(EvidenceEffect.Supports), True(EvidenceEffect.Weakens)));

    [Fact]
    public void Balanced_evidence_decides_nothing() =>
        Assert.Equal(Verdict.Inconclusive, Weigh(True(EvidenceEffect.Supports), True(EvidenceEffect.Weakens)));

    [Fact]
    public void No_evidence_decides_nothing() => Assert.Equal(Verdict.Inconclusive, Weigh());

    [Fact]
    public void What_could_have_refuted_and_was_not_seen_takes_certainty_away()
    {
        var (verdict, reason) = VerdictRule.Weigh([True(EvidenceEffect.Confirms), Unknown(then: EvidenceEffect.Refutes, "its node was short")]);

        Assert.Equal(Verdict.Likely, verdict);
        Assert.Contains("its node was short", reason, StringComparison.Ordinal);
        Assert.Contains("forbidden", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_only_have_weakened_leaves_it_confirmed() =>
        Assert.Equal(Verdict.Confirmed, Weigh(True(EvidenceEffect.Confirms), Unknown(then: EvidenceEffect.Weakens)));

    [Fact]
    public void Nothing_seen_is_not_tested() => Assert.Equal(Verdict.NotTested, Weigh(Unknown(then: EvidenceEffect.Confirms)));

    [Fact]
    public void Unseen_and_otherwise_weakened_is_not_tested() =>
        Assert.Equal(Verdict.NotTested, Weigh(Unknown(then: EvidenceEffect.Confirms), True(EvidenceEffect.Weakens)));

    [Fact]
    public void A_missing_condition_refutes_although_something_was_not_seen() =>
        Assert.Equal(Verdict.Refuted, Weigh(Unknown(then: EvidenceEffect.Confirms), False(EvidenceEffect.Refutes)));

    private static Verdict Weigh(params Evidence[] evidence) => VerdictRule.Weigh(evidence).Verdict;

    private static Evidence True(EvidenceEffect then, string statement = "statement") =>
        new(statement, EvidenceAnswer.True, then) { Then = then };

    private static Evidence False(EvidenceEffect otherwise) =>
        new("statement", EvidenceAnswer.False, otherwise) { Else = otherwise };

    private static Evidence Unknown(EvidenceEffect then, string statement = "statement") => new(statement, EvidenceAnswer.Unknown, EvidenceEffect.None)
    {
        Then = then,
        Gaps = [new CoverageGap(GapKind.Forbidden, "Node", null, "forbidden")],
    };
}
