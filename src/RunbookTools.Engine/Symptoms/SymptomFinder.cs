namespace RunbookTools.Engine.Symptoms;

/// <summary>Finds what is visibly wrong in a cluster at the moment of capture.</summary>
public static class SymptomFinder
{
    private static readonly ISymptomDetector[] s_detectors =
    [
        new NodeNotReadyDetector(),
        new NodePressureDetector(),
        new NodeCordonedDetector(),
        new NodeDegradedDetector(),
        new PodCrashLoopDetector(),
        new PodRestartsRisingDetector(),
        new PodImagePullDetector(),
        new PodConfigErrorDetector(),
        new PodPendingDetector(),
        new PodNotReadyDetector(),
        new PodEvictedDetector(),
        new PodFailedDetector(),
        new PodTerminatingDetector(),
        new WorkloadRolloutStuckDetector(),
        new WorkloadNoPodsDetector(),
        new JobFailedDetector(),
        new CronJobNotScheduledDetector(),
        new ServiceNoEndpointsDetector(),
        new ServiceWrongPortDetector(),
        new ServiceExternalNameDetector(),
        new ServiceNoLocalEndpointsDetector(),
        new ServiceLoadBalancerDetector(),
        new ServiceAffinityDetector(),
        new IngressBrokenDetector(),
        new GatewayNotProgrammedDetector(),
        new RouteBrokenDetector(),
        new WorkloadWrongAddressDetector(),
        new WorkloadCallDeniedDetector(),
        new ClaimPendingDetector(),
        new ClaimResizeStuckDetector(),
        new ClaimFullDetector(),
        new StorageTerminatingDetector(),
        new VolumeFailedDetector(),
        new ApiServiceUnavailableDetector(),
        new AutoscalerFailingDetector(),
        new NamespaceTerminatingDetector(),
        new WebhookUnreachableDetector(),
        new QuotaFullDetector(),
        new AutoscalerAtMaximumDetector(),
        new AutoscalerConflictDetector(),
        new BudgetDetector(),
        new JobHeldDetector(),
        new ReplicaSetOrphanedDetector(),
        new DaemonSetMisscheduledDetector(),
        new ApplyRefusedDetector(),
        new LeaseStaleDetector(),
        new DefinitionBrokenDetector(),
        new TrustEndingDetector(),
        new EventFloodDetector(),
        new DeprecatedApiDetector(),
        new ControlPlaneNotReadyDetector(),
    ];

    /// <summary>Every symptom, worst first, then by object.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">Namespaces to look at; empty for all. What has no namespace is always looked at: it may hit any of them.</param>
    public static IReadOnlyList<Symptom> Find(ClusterInventory inventory, IReadOnlyCollection<string> namespaces)
    {
        // Some take far longer than others: who is free takes the next.
        var found = new List<Symptom>[s_detectors.Length];
        OwnThreads.ForAsync(found.Length, Environment.ProcessorCount, Look, CancellationToken.None).GetAwaiter().GetResult();
        return [.. found.SelectMany(symptoms => symptoms).Order(Comparer<Symptom>.Create(Compare))];

        void Look(int index) => found[index] = [.. s_detectors[index].Find(inventory).Where(symptom => IsInScope(inventory, symptom, namespaces))];
    }

    private static int Compare(Symptom one, Symptom other) => one.Severity.CompareTo(other.Severity) is not 0 and var severity ? severity
        : string.CompareOrdinal(one.Object.Namespace, other.Object.Namespace) is not 0 and var ns ? ns
        : string.CompareOrdinal(one.Object.Name, other.Object.Name) is not 0 and var name ? name
        : string.CompareOrdinal(one.Id, other.Id);

    /// <summary>True when a symptom is on an object in one of some namespaces, or on one that may hit any of them.</summary>
    internal static bool IsInScope(ClusterInventory inventory, Symptom symptom, IReadOnlyCollection<string> scope) => scope.Count == 0 || symptom.Object switch
    {
        { Namespace: { } ns } => scope.Contains(ns),
        { Kind: "Namespace", Name: { } name } => scope.Contains(name),
        { Kind: "PersistentVolume" } target => inventory.Find(target) is KubeVolume { Claim: { Namespace: { } ns } } && scope.Contains(ns),
        _ => true,
    };
}
