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
    /// <param name="isWanted">Which symptoms to look into, by id.</param>
    /// <param name="withHygiene">True to look at what works for tidiness too.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static TriageReport Run(
        ClusterInventory inventory, IReadOnlyList<string> namespaces, IPlaybookRunner runner, Func<string, bool> isWanted, bool withHygiene, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var symptoms = SymptomFinder.Find(inventory, namespaces);
        IReadOnlyList<Symptom> tidiness = withHygiene ? HygieneFinder.Find(inventory, namespaces) : [];
        List<PlaybookWork> plan = [.. Plan(inventory, [.. symptoms.Concat(tidiness).Where(symptom => isWanted(symptom.Id))], runner.Playbooks)];
        if (tidiness.Any(symptom => isWanted(symptom.Id)))
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

        var unseen = runner.Playbooks.Where(playbook => (withHygiene || playbook.Subject != "hygiene") && playbook.Symptoms.Any(isWanted))
            .Except(plan.Select(work => work.Playbook))
            .SelectMany(playbook => Unseen(inventory, namespaces, playbook) is { } gap ? runner.Unseen(playbook, gap, inventory) : []);
        var report = TriageBuilder.Build(inventory, namespaces, symptoms, symptom => isWanted(symptom.Id), [.. run.Results, .. unseen], run.Failures, clock.Elapsed);
        return run.NotAsked is { } gap ? report with { Coverage = report.Coverage with { Gaps = [.. report.Coverage.Gaps, gap] } } : report;
    }

    /// <summary>What hides every symptom of a playbook; null when one of them could have been seen.</summary>
    private static CoverageGap? Unseen(ClusterInventory inventory, IReadOnlyList<string> namespaces, PlaybookInfo playbook)
    {
        var gaps = playbook.Symptoms.Select(symptom => SymptomKinds.GapFor(inventory, symptom, namespaces)).ToList();
        return gaps.Contains(null) ? null : gaps.FirstOrDefault();
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
