namespace RunbookTools.Engine.Hypotheses;

/// <summary>What evidence comes to. The one place that decides.</summary>
public static class VerdictRule
{
    /// <summary>
    /// Weighs the evidence. A decisive piece decides; contradictory ones decide nothing. What could not be looked at is never taken for
    /// either answer: it takes away certainty where it could have refuted, and it leaves a hypothesis untested where nothing known decides.
    /// </summary>
    public static (Verdict Verdict, string Reason) Weigh(IReadOnlyList<Evidence> evidence)
    {
        var confirms = Of(evidence, EvidenceEffect.Confirms);
        var refutes = Of(evidence, EvidenceEffect.Refutes);
        var supports = Of(evidence, EvidenceEffect.Supports);
        var weakens = Of(evidence, EvidenceEffect.Weakens);
        var unknown = evidence.Where(piece => piece.Answer == EvidenceAnswer.Unknown).ToList();

        if (confirms.Count > 0 && refutes.Count > 0)
        {
            return (Verdict.Inconclusive, $"two findings disagree: {Say(confirms[0])}; {Say(refutes[0])}");
        }

        if (refutes.Count > 0)
        {
            return (Verdict.Refuted, Say(refutes[0]));
        }

        if (confirms.Count > 0)
        {
            var open = unknown.Find(piece => piece.Then == EvidenceEffect.Refutes || piece.Else == EvidenceEffect.Refutes);
            return open is null
                ? (Verdict.Confirmed, SayWithConditions(evidence, confirms[0]))
                : (Verdict.Likely, $"{SayWithConditions(evidence, confirms[0])}; could not be excluded: {open.Statement} ({Why(open)})");
        }

        // What was not seen might have decided either way, so a balance of hints is worth no more than the hints.
        if (unknown.Count > 0 && supports.Count <= weakens.Count)
        {
            return (Verdict.NotTested, $"could not be looked at: {unknown[0].Statement} ({Why(unknown[0])})");
        }

        if (supports.Count > weakens.Count)
        {
            return (Verdict.Likely, SayWithConditions(evidence, supports[0]));
        }

        return (Verdict.Inconclusive, evidence.Count == 0 ? "nothing was tested" : weakens.Count > supports.Count ? "less likely: " + Say(weakens[0]) : "nothing decides it");
    }

    private static List<Evidence> Of(IReadOnlyList<Evidence> evidence, EvidenceEffect effect) =>
        [.. evidence.Where(piece => piece.Answer != EvidenceAnswer.Unknown && piece.Effect == effect)];

    private static string Say(Evidence piece) => piece.Answer == EvidenceAnswer.True ? piece.Statement : "not so: " + piece.Statement;

    /// <summary>What decides, after the conditions that are met: by itself it may say little.</summary>
    private static string SayWithConditions(IReadOnlyList<Evidence> evidence, Evidence decides) => string.Join("; ", evidence
        .Where(piece => piece is { Answer: EvidenceAnswer.True, Effect: EvidenceEffect.None, Else: EvidenceEffect.Refutes })
        .Append(decides).Select(Say));

    private static string Why(Evidence piece) => piece.Gaps.Count > 0 ? piece.Gaps[0].ToString() : "not read";
}
