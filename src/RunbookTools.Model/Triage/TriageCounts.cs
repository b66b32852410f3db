namespace RunbookTools.Model;

/// <summary>How many there were.</summary>
/// <param name="Tested">Hypotheses tested, the not tested ones included.</param>
/// <param name="Confirmed">Confirmed.</param>
/// <param name="Likely">Likely.</param>
/// <param name="Inconclusive">Inconclusive.</param>
/// <param name="Refuted">Refuted.</param>
/// <param name="NotTested">Not tested.</param>
/// <param name="Workloads">Workloads in scope.</param>
/// <param name="Pods">Pods in scope.</param>
/// <param name="Nodes">Nodes in scope.</param>
public sealed record TriageCounts(
    int Tested, int Confirmed, int Likely, int Inconclusive, int Refuted, int NotTested, int Workloads, int Pods, int Nodes);
