namespace RunbookTools;

/// <summary>The kinds that make pods.</summary>
internal static class WorkloadKinds
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet"];

    /// <summary>Those a user makes; replica sets are made by deployments.</summary>
    public static IReadOnlyList<string> MadeByHand { get; } = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"];
}
