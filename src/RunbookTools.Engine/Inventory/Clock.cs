namespace RunbookTools.Engine.Inventory;

/// <summary>"Now" is the moment of capture, not the clock.</summary>
internal static class Clock
{
    // Bundles in the wild are patched with files of other clusters, or of later days.
    private static readonly TimeSpan s_strange = TimeSpan.FromDays(1);

    /// <summary>
    /// The newest timestamp among the objects (UTC); the Unix epoch when none carries one. What was created more than a day after the cluster
    /// showed its last sign of life (a heartbeat, an event, a change of status) is not of the same moment and does not count.
    /// </summary>
    public static DateTimeOffset Newest(IEnumerable<KubeObject> objects)
    {
        DateTimeOffset? alive = null, created = null;
        foreach (var item in objects)
        {
            created = Later(created, item.Created);
            alive = SignsOfLife(item).Aggregate(alive, Later);
        }

        return (created - alive > s_strange ? alive : Later(created, alive)) ?? DateTimeOffset.UnixEpoch;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static IEnumerable<DateTimeOffset?> SignsOfLife(KubeObject item)
    {
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
