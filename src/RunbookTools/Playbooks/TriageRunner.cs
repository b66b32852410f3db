using System.Diagnostics;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
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
        Run(inventory, namespaces, runner, _ => true, withHygiene: false, cancellation);

    /// <summary>Triages a cluster, for some symptoms only.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces to look at; empty for all.</param>
    /// <param name="runner">Runs the playbooks.</param>
    /// <param name="isWanted">Which symptoms to look into.</param>
    /// <param name="withHygiene">True to look at what works for tidiness too.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static TriageReport Run(
        ClusterInventory inventory, IReadOnlyList<string> namespaces, IPlaybookRunner runner, Func<Symptom, bool> isWanted, bool withHygiene, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var symptoms = SymptomFinder.Find(inventory, namespaces);
        IReadOnlyList<Symptom> tidiness = withHygiene ? HygieneFinder.Find(inventory, namespaces) : [];
        List<PlaybookWork> plan = [.. Plan(inventory, [.. symptoms.Concat(tidiness).Where(isWanted)], runner.Playbooks)];
        if (tidiness.Any(isWanted))
        {
            Referrers.Prepare(inventory, cancellation);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = FetchLogsAsync(inventory, plan, over.Token);
        PlaybookRun run;
        try
        {
            run = runner.Run(plan, inventory, cancellation);
        }
        finally
        {
            // What no playbook looked at by now nobody will.
            over.Cancel();
        }

        var report = TriageBuilder.Build(inventory, namespaces, symptoms, isWanted, run.Results, run.Failures, clock.Elapsed);
        return run.NotAsked is { } gap ? report with { Coverage = report.Coverage with { Gaps = [.. report.Coverage.Gaps, gap] } } : report;
    }

    /// <summary>Asks a server for the logs that will be looked at while the first playbooks run, so that none has to wait for one after the other.</summary>
    private static Task FetchLogsAsync(ClusterInventory inventory, List<PlaybookWork> plan, CancellationToken cancellation) => inventory.HasRemoteLogs
        ? SuspectLogs.FetchAsync(inventory, SuspectLogs.Of(inventory, plan.Where(work => work.Playbook.Access.Contains("Log")).Select(work => work.Target)), cancellation)
        : Task.CompletedTask;

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
