using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Scenarios;

/// <summary>A scenario: cluster objects, what may be read of them, and what must be concluded.</summary>
public sealed class Scenario
{
    private readonly string _folder;
    private readonly ScenarioExpectation _expected;

    private readonly bool _isBlind;

    private Scenario(string folder, ScenarioExpectation expected, bool isBlind = false)
    {
        _folder = folder;
        _expected = expected;
        _isBlind = isBlind;
    }

    /// <summary>Its name, the folder's.</summary>
    public string Name => System.IO.Path.GetFileName(_folder);

    /// <summary>Its folder.</summary>
    public string Path => _folder;

    /// <summary>What happened in it.</summary>
    public string About => _expected.About;

    /// <summary>True when it is looked at for tidiness too.</summary>
    public bool WithHygiene => _expected.Hygiene;

    /// <summary>Reads what is expected of a scenario; its objects are read later.</summary>
    /// <exception cref="InvalidDataException">Its <c>expect.yaml</c> is missing or not understood.</exception>
    public static Scenario Load(string folder)
    {
        folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        return new Scenario(folder, ScenarioExpectation.Load(folder));
    }

    /// <summary>
    /// The same for a reader who may not read some kinds either. What is true stays true, so whatever is claimed besides is a guess; what is missed for want of
    /// sight is no fault.
    /// </summary>
    public Scenario Without(IReadOnlyList<string> kinds) => new(_folder, _expected with { Forbidden = [.. _expected.Forbidden.Union(kinds)] }, isBlind: true);

    /// <summary>The folders under a path that are scenarios, ordered; the path itself when it is one.</summary>
    public static IEnumerable<string> FindFolders(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "expect.yaml", SearchOption.AllDirectories).Select(file => System.IO.Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)
            : [];

    /// <summary>
    /// Reads the cluster. A scenario shows only what matters, so every kind counts as read, even when there is nothing of it, except those that
    /// it says are forbidden.
    /// </summary>
    /// <exception cref="SourceException">There are no objects.</exception>
    /// <exception cref="InvalidDataException">An object cannot be read.</exception>
    public async Task<ClusterInventory> ReadAsync(CancellationToken cancellation)
    {
        var folder = _expected.Base is null ? _folder : System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, _expected.Base));
        var read = await ClusterSources.OpenPath(folder).ReadAsync(cancellation).ConfigureAwait(false);
        if (read.Coverage.Gaps.FirstOrDefault(gap => gap.Kind == GapKind.Unreadable && gap.Path?.EndsWith("expect.yaml", StringComparison.Ordinal) != true) is { } gap)
        {
            // An object that is left out would prove nothing, or the wrong thing.
            throw new InvalidDataException($"{folder}: {gap}");
        }

        var coverage = new CoverageRecord();
        foreach (var kind in KindTable.All.Select(kind => kind.Kind).Append(KindTable.PodLog).Append(KindTable.Usage).Union(_expected.Forbidden))
        {
            if (_expected.Forbidden.Contains(kind))
            {
                coverage.AddGap(new CoverageGap(GapKind.Forbidden, kind, null, "forbidden")
                {
                    Remedy = $"kubectl create clusterrole read-{kind.ToLowerInvariant()} --verb=get,list --resource={KindTable.Find(kind)?.Resource ?? "pods/log"}",
                });
            }
            else
            {
                coverage.AddRead(kind);
            }
        }

        return new ClusterInventory(new InventoryData
        {
            // Containers and log lines carry the name they were read under.
            Name = read.Name,
            Source = "scenario",
            Location = _folder,
            CapturedAt = read.CapturedAt,
            ServerVersion = read.ServerVersion,
            Objects = [.. read.Objects.Where(item => !_expected.Forbidden.Contains(item.Kind))],
            Coverage = coverage,
            Usages = _expected.Forbidden.Contains(KindTable.Usage) ? [] : read.Usages,
            Logs = _expected.Forbidden.Contains(KindTable.PodLog) ? null : new LogsOf(read),
        });
    }

    /// <summary>Compares what was concluded with what had to be.</summary>
    public ScenarioResult Check(TriageReport report)
    {
        if (_isBlind)
        {
            return CheckClaims(report);
        }

        var problems = new List<string>();
        var first = report.Findings.FirstOrDefault(finding => finding.Severity != Severity.Info || (_expected.First is not null && !finding.IsHygiene) || finding.Cause == _expected.First?.Cause);
        if (_expected.First is { } expected)
        {
            if (first is null || first.Cause != expected.Cause || Say(first.Target) != expected.Object || first.Verdict != expected.Verdict)
            {
                problems.Add($"first must be {expected.Verdict} {expected.Cause} on {expected.Object}, but is {(first is null ? "nothing" : Say(first))}");
            }
        }
        else if (first is not null)
        {
            problems.Add($"nothing must be found, but first is {Say(first)}");
        }

        var truths = Truths;
        var found = Claims(report);
        problems.AddRange(_expected.Also.Where(cause => !found.Exists(finding => finding.Cause == cause)).Select(cause => $"{cause} is true too, but was not found"));
        problems.AddRange(found.Where(finding => (_expected.First is not null || finding.IsHygiene) && !truths.Contains(finding.Cause)).Select(finding => $"not true, but claimed: {Say(finding)}"));
        problems.AddRange(_expected.Refuted.Select(cause => Must(report, cause, Verdict.Refuted)).OfType<string>());
        problems.AddRange(_expected.NotTested.Select(cause => Must(report, cause, Verdict.NotTested)).OfType<string>());
        problems.AddRange(report.Hypotheses
            .Where(result => result.Verdict is Verdict.Confirmed or Verdict.Likely && _expected.Absent.Contains(result.Cause))
            .Select(result => $"{result.Cause} must not be claimed, but is {result.Verdict} on {Say(result.Target)}"));
        problems.AddRange(report.Unexplained.Where(symptom => !_expected.Unexplained.Contains(symptom.Id)).Select(Unexplained));
        problems.AddRange(_expected.Unexplained.Where(id => !report.Unexplained.Any(symptom => symptom.Id == id)).Select(id => $"{id} must stay unexplained, but does not"));
        problems.AddRange(report.Failures.Select(Failed));
        IReadOnlyList<string> claimed = [.. found.Select(finding => finding.Cause).Distinct()];
        return new ScenarioResult(Name, problems.Count == 0, problems, first is null ? null : Say(first), About, _folder)
        {
            TrueCauses = truths,
            FoundCauses = claimed,
            RefutedCauses = [.. CausesWith(report, Verdict.Refuted).Except(claimed)],
            NotTestedCauses = CausesWith(report, Verdict.NotTested),
            NextSteps = [.. report.Hypotheses.Where(result => result.Verdict is Verdict.Confirmed or Verdict.Likely).SelectMany(result => result.NextSteps).DistinctBy(step => step.Command ?? step.Text)],
        };
    }

    private IReadOnlyList<string> Truths => _expected.First is { } head ? [head.Cause, .. _expected.Also] : _expected.Also;

    private List<Finding> Claims(TriageReport report) =>
        [.. report.Findings.Where(finding => finding.Severity != Severity.Info || finding.IsHygiene || Truths.Contains(finding.Cause))];

    private ScenarioResult CheckClaims(TriageReport report)
    {
        List<string> problems = [.. Claims(report).Where(finding => !Truths.Contains(finding.Cause)).Select(finding => $"not true, but claimed: {Say(finding)}")];
        if (Truths.Count == 0)
        {
            problems.AddRange(report.Unexplained.Where(symptom => !_expected.Unexplained.Contains(symptom.Id)).Select(Unexplained));
        }

        problems.AddRange(report.Failures.Select(Failed));
        return new ScenarioResult(Name, problems.Count == 0, problems, null, About, _folder) { TrueCauses = Truths };
    }

    private static string Unexplained(Symptom symptom) => $"{symptom.Id} on {Say(symptom.Object)} stays unexplained";

    private static string Failed(PlaybookFailure failure) => $"{failure.Playbook} failed: {failure.Message}";

    private static IReadOnlyList<string> CausesWith(TriageReport report, Verdict verdict) =>
        [.. report.Hypotheses.Where(result => result.Verdict == verdict).Select(result => result.Cause).Distinct()];

    private static string? Must(TriageReport report, string cause, Verdict verdict)
    {
        var verdicts = report.Hypotheses.Where(result => result.Cause == cause).Select(result => result.Verdict).Distinct().ToList();
        return verdicts.Contains(verdict) ? null : $"{cause} must be {verdict}, but is {(verdicts.Count == 0 ? "not among what was run" : string.Join(", ", verdicts))}";
    }

    private static string Say(Finding finding) => $"{finding.Verdict} {finding.Cause} on {Say(finding.Target)}";

    private static string Say(KubeTarget target) => $"{target.Kind}/{target.Namespace}/{target.Name}";

    private sealed class LogsOf(ClusterInventory read) : ILogStore
    {
        public LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null)
        {
            var log = read.Log(request, cancellation);
            return log.Gap is null ? log : new LogText([], null);
        }
    }
}
