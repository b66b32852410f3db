namespace RunbookTools.Engine.Inventory;

/// <summary>"Now" is the moment of capture, not the clock.</summary>
internal static class Clock
{
    /// <summary>The newest timestamp among the objects (UTC); the Unix epoch when none carries one.</summary>
    public static DateTimeOffset Newest(IEnumerable<KubeObject> objects) =>
        objects.SelectMany(Stamps).OfType<DateTimeOffset>().DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

    private static IEnumerable<DateTimeOffset?> Stamps(KubeObject item)
    {
        yield return item.Created;
        switch (item)
        {
            case KubeEvent seen:
                yield return seen.LastSeen;
                break;
            case KubeLease lease:
                yield return lease.Renewed;
                break;
            case KubeNode node:
                yield return node.Conditions.Max(condition => condition.LastSeen ?? condition.Since);
                break;
            case KubePod pod:
                yield return pod.Conditions.Max(condition => condition.Since);
                yield return pod.Containers.Max(container => container.StartedAt ?? container.FinishedAt);
                yield return pod.LastRestart;
                break;
            case KubeWorkload workload:
                yield return workload.Conditions.Max(condition => condition.LastSeen ?? condition.Since);
                break;
        }
    }
}
