using RunbookTools.Engine.Symptoms;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Chooses the logs that go into a snapshot.</summary>
internal static class LogChoice
{
    // Twins say the same; a few of them show whether all do.
    private const int PodsOfSymptom = 3;

    /// <summary>The logs, without those of containers that never ran, in the order of pods.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="logs">Which are wanted.</param>
    /// <param name="triage">Triages an inventory; null when that cannot be done.</param>
    public static IReadOnlyList<LogRequest> Of(ClusterInventory inventory, SnapshotLogs logs, Action<ClusterInventory>? triage)
    {
        if (logs == SnapshotLogs.None)
        {
            return [];
        }

        if (logs == SnapshotLogs.All)
        {
            return [.. inventory.All<KubePod>().SelectMany(LogsOf)];
        }

        triage?.Invoke(inventory);
        return
        [
            .. inventory.LogsRead.Concat(Suspects(inventory).SelectMany(LogsOf)).Distinct()
                .OrderBy(log => log.Namespace, StringComparer.Ordinal).ThenBy(log => log.Pod, StringComparer.Ordinal)
                .ThenBy(log => log.Container, StringComparer.Ordinal).ThenBy(log => log.Previous),
        ];
    }

    private static IEnumerable<KubePod> Suspects(ClusterInventory inventory) => SymptomFinder.Find(inventory, [])
        .DistinctBy(symptom => (symptom.Id, symptom.Owner, symptom.Signature))
        .SelectMany(symptom => inventory.Find(symptom.Object) is { } item and not (KubeNode or KubeNamespace) ? inventory.PodsOf(item).Take(PodsOfSymptom) : []);

    private static IEnumerable<LogRequest> LogsOf(KubePod pod) => pod.Containers.SelectMany(container => LogsOf(pod, container));

    private static IEnumerable<LogRequest> LogsOf(KubePod pod, KubeContainer container)
    {
        var ranBefore = container.RestartCount > 0 || container.LastFinished is not null;

        // Files of objects without a status may have logs beside them.
        var runs = container.State is ContainerState.Running or ContainerState.Terminated || (container.State == ContainerState.Unknown && pod.Phase != "Pending");
        if (ranBefore || runs)
        {
            yield return new LogRequest(pod.Namespace ?? "", pod.Name, container.Name, false);
        }

        if (ranBefore)
        {
            yield return new LogRequest(pod.Namespace ?? "", pod.Name, container.Name, true);
        }
    }
}
