using System.Diagnostics;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Symptoms;
using RunbookTools.Engine.Triage;

namespace RunbookTools.Playbooks;

/// <summary>From an inventory to a report: symptoms, the playbooks that declare them, what they come to.</summary>
internal static class TriageRunner
{
    /// <summary>Triages a cluster.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces to look at; empty for all.</param>
    /// <param name="runner">Runs the playbooks.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static TriageReport Run(ClusterInventory inventory, IReadOnlyList<string> namespaces, IPlaybookRunner runner, CancellationToken cancellation) =>
        Run(inventory, namespaces, runner, _ => true, cancellation);

    /// <summary>Triages a cluster, for some symptoms only.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces to look at; empty for all.</param>
    /// <param name="runner">Runs the playbooks.</param>
    /// <param name="isWanted">Which symptoms to look into.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static TriageReport Run(
        ClusterInventory inventory, IReadOnlyList<string> namespaces, IPlaybookRunner runner, Func<Symptom, bool> isWanted, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<Symptom> symptoms = [.. SymptomFinder.Find(inventory, namespaces).Where(isWanted)];
        var run = runner.Run(Plan(inventory, symptoms, runner.Playbooks), inventory, cancellation);
        return TriageBuilder.Build(inventory, namespaces, symptoms, run.Results, run.Failures, clock.Elapsed);
    }

    /// <summary>
    /// Which playbook runs on which object: each once on one of the twins of a workload, because what is the same shows the same.
    /// </summary>
    private static IEnumerable<PlaybookWork> Plan(ClusterInventory inventory, IReadOnlyList<Symptom> symptoms, IReadOnlyList<PlaybookInfo> playbooks) =>
        symptoms.DistinctBy(symptom => (symptom.Id, symptom.Owner, symptom.Signature))
            .SelectMany(symptom => playbooks.Where(playbook => playbook.Symptoms.Contains(symptom.Id)).Select(playbook => (playbook, symptom.Object)))
            .Distinct()
            .Select(pair => inventory.Find(pair.Object) is { } target ? new PlaybookWork(pair.playbook, target) : null)
            .OfType<PlaybookWork>();
}
