using System.Runtime.CompilerServices;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Symptoms;

/// <summary>What detectors share: how old, how bad, and whether a pod is broken or only young.</summary>
internal static class Signs
{
    private static readonly ConditionalWeakTable<ClusterInventory, KubePod[]> s_live = [];

    /// <summary>How long something may take to come up before it counts as a symptom without a written reason.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(90);

    /// <summary>How far back a past event still counts as now.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>Waiting reasons of the kubelet's image manager (k8s.io/kubernetes/pkg/kubelet/images/types.go and k8s.io/cri-api/pkg/errors).</summary>
    public static readonly IReadOnlySet<string> ImageReasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed",
    };

    /// <summary>Waiting reasons of a container that cannot be made or started (k8s.io/kubernetes/pkg/kubelet/kuberuntime/kuberuntime_container.go and container/sync_result.go).</summary>
    public static readonly IReadOnlySet<string> ConfigReasons = new HashSet<string>(StringComparer.Ordinal)
    {
        "CreateContainerConfigError", "CreateContainerError", "PreCreateHookError", "PreStartHookError", "PostStartHookError", "RunContainerError",
    };

    private const int LongestSummary = 200;

    /// <summary>Makes a symptom.</summary>
    public static Symptom Of(
        ClusterInventory inventory, string id, KubeObject item, string summary, DateTimeOffset? since, Severity severity, string signature = "") =>
        new(id, item.Target, PlainText.OneLine(summary, LongestSummary), since, severity)
        {
            Cluster = inventory.Name,
            Owner = inventory.RootTargetOf(item),
            Signature = signature,
        };

    /// <summary>How old an object is; null when it does not say.</summary>
    public static TimeSpan? Age(ClusterInventory inventory, KubeObject item) => inventory.CapturedAt - item.Created;

    /// <summary>True when something has lasted longer than a span; true as well when nobody wrote since when.</summary>
    public static bool Lasts(ClusterInventory inventory, DateTimeOffset? since, TimeSpan span) => since is null || inventory.CapturedAt - since >= span;

    /// <summary>True when something happened within the last hour; false when nobody wrote when.</summary>
    public static bool IsRecent(ClusterInventory inventory, DateTimeOffset? at) => at is not null && inventory.CapturedAt - at < Recent;

    /// <summary>Events about an object within the last hour, oldest first.</summary>
    public static IEnumerable<KubeEvent> Events(ClusterInventory inventory, KubeObject item) =>
        inventory.EventsOf(item).Where(seen => IsRecent(inventory, seen.LastSeen));

    /// <summary>Pods that neither ended nor are being deleted.</summary>
    public static IReadOnlyList<KubePod> LivePods(ClusterInventory inventory) =>
        s_live.GetValue(inventory, static known => [.. known.All<KubePod>().Where(pod => !pod.IsFinished && pod.Deleted is null)]);

    /// <summary>How bad it is that a pod does not work: worst when its workload has no pod that does.</summary>
    public static Severity OfPod(ClusterInventory inventory, KubePod pod) => inventory.RootOf(pod) switch
    {
        KubeJob or KubeCronJob => Severity.Error,
        KubeWorkload { Ready: 0 } => Severity.Critical,
        _ => Severity.Error,
    };

    /// <summary>True when the node a pod is on is known and not ready.</summary>
    public static bool IsNodeDown(ClusterInventory inventory, KubePod pod) =>
        pod.Node is { } name && inventory.Find<KubeNode>("Node", null, name) is { IsReady: false };

    /// <summary>True when the pod belongs to a job, directly.</summary>
    public static bool IsOfJob(KubePod pod) => pod.Controller?.Kind == "Job";

    /// <summary>The condition of that type; null when not written.</summary>
    public static KubeCondition? Condition(IEnumerable<KubeCondition> conditions, string type) => conditions.FirstOrDefault(condition => condition.Type == type);

    /// <summary>True when a container ended and will be started again, and not for the first time.</summary>
    public static bool IsBetweenCrashes(KubePod pod, KubeContainer container) =>
        container is { State: ContainerState.Terminated, RestartCount: > 0 }
        && (container.ExitCode != 0 ? pod.Spec.RestartPolicy != "Never" || container.Type == ContainerType.Sidecar
            : container.Type == ContainerType.Sidecar || (container.Type == ContainerType.App && pod.Spec.RestartPolicy == "Always"));

    /// <summary>True when something about the pod says in so many words that it does not work, so that its youth is no excuse.</summary>
    public static bool IsFailing(ClusterInventory inventory, KubePod pod) =>
        pod.Conditions.Any(condition => condition is { Type: "PodScheduled", Reason: "Unschedulable", IsFalse: true })
        || IsGateUnset(pod)
        || IsNodeDown(inventory, pod)
        || pod.Containers.Any(container => IsBetweenCrashes(pod, container)
            || (container is { State: ContainerState.Waiting, Reason: { } reason } && (reason == "CrashLoopBackOff" || ImageReasons.Contains(reason) || ConfigReasons.Contains(reason))));

    /// <summary>True when every container is ready and only a readiness gate holds the pod back (reason written by k8s.io/kubernetes/pkg/kubelet/status/generate.go).</summary>
    public static bool IsGateUnset(KubePod pod) =>
        pod.Conditions.Any(condition => condition is { Type: "Ready", IsFalse: true, Reason: "ReadinessGatesNotReady" });

    /// <summary>True when a pod is young and nothing says that it will not come up.</summary>
    public static bool IsSettling(ClusterInventory inventory, KubePod pod) =>
        Age(inventory, pod) is { } age && age < Patience(pod) && !IsFailing(inventory, pod);

    /// <summary>How long a pod may take to become ready: what its own probes allow for a start, at least the grace.</summary>
    public static TimeSpan Patience(KubePod pod)
    {
        var probes = pod.Spec.Containers.Select(container =>
            (container.StartupProbe?.PatienceSeconds ?? 0) + (container.ReadinessProbe?.InitialDelaySeconds ?? 0));
        return TimeSpan.FromSeconds(Math.Max(Grace.TotalSeconds, probes.DefaultIfEmpty(0).Max()));
    }

    /// <summary><c>3 restarts, last exit 137 (OOMKilled)</c>.</summary>
    public static string Restarts(KubeContainer container)
    {
        var exit = container.LastExit is { } code
            ? $", last exit {code}{(container.LastExitReason is { Length: > 0 } reason && reason != "Error" ? $" ({reason})" : "")}"
            : "";
        return PlainText.Count(container.RestartCount, "restart") + exit;
    }

    /// <summary>What tells a container's trouble from that of its twins.</summary>
    public static string Signature(KubeContainer container, string? reason) =>
        $"{container.Name}|{reason}|{container.LastExitReason}|{container.LastExit}|{container.Image}";
}
