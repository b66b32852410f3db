namespace RunbookTools.Model;

/// <summary>What a triage found, what it ruled out and what it could not look at.</summary>
public sealed record TriageReport
{
    /// <summary>The cluster or bundle.</summary>
    public required string Cluster { get; init; }

    /// <summary>What it was read from, in words: <c>support bundle</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>When the cluster was as it is told here (UTC).</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The server's version; null when not known.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>Namespaces looked at; empty means all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>What it comes to.</summary>
    public required Conclusion Conclusion { get; init; }

    /// <summary>How many there were.</summary>
    public required TriageCounts Counts { get; init; }

    /// <summary>Causes found, the first first. Findings of severity <c>Info</c> come last and break nothing.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Symptoms that no finding explains; never null.</summary>
    public IReadOnlyList<Symptom> Unexplained { get; init; } = [];

    /// <summary>Symptoms that were not looked into because others were asked for; never null.</summary>
    public IReadOnlyList<Symptom> LeftOut { get; init; } = [];

    /// <summary>Findings that somebody decided not to be told of; never null.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init; } = [];

    /// <summary>Suppressions that would have hidden a finding and are past their day; never null.</summary>
    public IReadOnlyList<Suppression> ExpiredSuppressions { get; init; } = [];

    /// <summary>Suppressions that fit no finding; never null.</summary>
    public IReadOnlyList<Suppression> UnusedSuppressions { get; init; } = [];

    /// <summary>What it is not; never null.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>Hypotheses that could not be tested; never null.</summary>
    public IReadOnlyList<HypothesisResult> NotTested { get; init; } = [];

    /// <summary>Every hypothesis tested; never null.</summary>
    public IReadOnlyList<HypothesisResult> Hypotheses { get; init; } = [];

    /// <summary>Everything visibly wrong; never null.</summary>
    public IReadOnlyList<Symptom> Symptoms { get; init; } = [];

    /// <summary>Playbooks that did not run to their end; never null.</summary>
    public IReadOnlyList<PlaybookFailure> Failures { get; init; } = [];

    /// <summary>What was looked at and what was not.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>How long the work took after the inventory was read, in seconds.</summary>
    public double Seconds { get; init; }
}
