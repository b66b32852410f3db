using RunbookTools.Engine.Symptoms;

namespace RunbookTools.Engine.Triage;

/// <summary>One cause on one object, from all results that found it.</summary>
/// <param name="results">The results, the best first.</param>
/// <param name="symptoms">The symptoms it shows in.</param>
internal sealed class MergedCause(IReadOnlyList<HypothesisResult> results, IReadOnlyList<Symptom> symptoms)
{
    private readonly List<Explained> _explains = [];
    private readonly List<Symptom> _victims = [];
    private readonly List<MergedCause> _self = [];

    /// <summary>The result that says most.</summary>
    public HypothesisResult Best => results[0];

    /// <summary>The symptoms it shows in.</summary>
    public IReadOnlyList<Symptom> Symptoms => symptoms;

    /// <summary>Symptoms of other objects it explains.</summary>
    public IReadOnlyList<Symptom> Victims => _victims;

    /// <summary>The cause this one is a victim of; null when it stands for itself.</summary>
    public MergedCause? Absorbed { get; set; }

    /// <summary>This cause and those it has taken in.</summary>
    public IEnumerable<MergedCause> Self => _self.SelectMany(each => each.Self).Prepend(this);

    /// <summary>Takes in another cause as a victim.</summary>
    public void Add(MergedCause victim, string link)
    {
        _self.Add(victim);
        var shown = victim.Symptoms.Where(symptom => !symptoms.Contains(symptom)).ToList();
        if (shown.Count == 0)
        {
            _explains.Add(new Explained(victim.Best.Target, victim.Best.Cause, link));
        }

        foreach (var symptom in shown)
        {
            Add(symptom, link);
        }

        foreach (var symptom in victim.Victims)
        {
            Add(symptom, victim._explains.Find(each => TargetComparer.AreSame(each.Object, symptom.Owner))?.Link ?? link);
        }
    }

    /// <summary>Lists what other workloads show of this cause itself, such as pods that a playbook traced to their node.</summary>
    public void ExplainOwn(Func<Symptom, Dependency?> link)
    {
        foreach (var symptom in symptoms.Where(symptom => !TargetComparer.AreSame(symptom.Owner, Best.Target)))
        {
            if (link(symptom) is { } found)
            {
                List(symptom, found.Words);
            }
        }
    }

    /// <summary>Takes in a symptom of another object.</summary>
    public void Add(Symptom symptom, string link)
    {
        if (symptoms.Contains(symptom) || _victims.Contains(symptom))
        {
            return;
        }

        _victims.Add(symptom);
        List(symptom, link);
    }

    private void List(Symptom symptom, string link)
    {
        var explained = new Explained(symptom.Owner, SymptomWords.Of(symptom.Id), link);
        if (!_explains.Exists(each => TargetComparer.AreSame(each.Object, explained.Object) && each.Symptom == explained.Symptom))
        {
            _explains.Add(explained);
        }
    }

    /// <summary>The finding, at its place in the report.</summary>
    public Finding ToFinding(int rank)
    {
        var since = results.Select(result => (result.Since, result.SinceAtLatest)).Concat(symptoms.Select(symptom => (symptom.Since, symptom.SinceAtLatest)))
            .Where(each => each.Since is not null).OrderBy(each => each.Since).ThenBy(each => each.SinceAtLatest).FirstOrDefault();
        return new()
        {
            Rank = rank,
            Verdict = Best.Verdict,
            Cause = Best.Cause,
            Domain = Best.Domain,
            Severity = Best.Severity,
            Target = Best.Target,
            Statement = Best.Statement,
            Reason = Best.Reason,
            Playbook = Best.Playbook,
            Evidence = Best.Evidence,
            NextSteps = [.. results.SelectMany(result => result.NextSteps).DistinctBy(step => step.Command ?? step.Text)],
            Affected = [.. results.Select(result => result.TestedOn).Concat(symptoms.Select(symptom => symptom.Object))
                .Distinct(TargetComparer.Instance).Where(target => !TargetComparer.AreSame(target, Best.Target))],
            Explains = [.. _explains],
            Since = since.Since,
            SinceAtLatest = since.SinceAtLatest,
        };
    }
}
