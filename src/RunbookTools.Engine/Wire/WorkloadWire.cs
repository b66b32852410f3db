using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>What makes pods, and the revisions of it.</summary>
internal static class WorkloadWire
{
    // Written by the deployment controller on deployments and their replica sets (k8s.io/kubernetes/pkg/controller/deployment/util).
    private const string RevisionAnnotation = "deployment.kubernetes.io/revision";

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
    [
        ("Deployment", ReadDeployment),
        ("ReplicaSet", ReadReplicaSet),
        ("StatefulSet", ReadStatefulSet),
        ("DaemonSet", ReadDaemonSet),
        ("Job", ReadJob),
        ("CronJob", ReadCronJob),
        ("ControllerRevision", ReadControllerRevision),
    ];

    private static KubeDeployment ReadDeployment(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.DeploymentObjectWire)!;
        var spec = wire.Spec;
        var status = wire.Status;
        return WireCommon.With(
            new KubeDeployment
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Selector = spec?.Selector.ToModel(),
                Template = (spec?.Template).ToModel(),
                Conditions = (status?.Conditions).ToModel(),
                Desired = spec?.Replicas ?? 1,
                Current = status?.Replicas ?? 0,
                Ready = status?.ReadyReplicas ?? 0,
                Available = status?.AvailableReplicas ?? 0,
                Updated = status?.UpdatedReplicas ?? 0,
                ObservedGeneration = status?.ObservedGeneration ?? 0,
                Strategy = spec?.Strategy?.Type.NullIfEmpty() ?? "RollingUpdate",
                MaxUnavailable = spec?.Strategy?.RollingUpdate?.MaxUnavailable,
                MaxSurge = spec?.Strategy?.RollingUpdate?.MaxSurge,
                Paused = spec?.Paused == true,
                ProgressDeadlineSeconds = spec?.ProgressDeadlineSeconds ?? 600,
                MinReadySeconds = spec?.MinReadySeconds ?? 0,
                Revision = RevisionOf(wire.Metadata),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeReplicaSet ReadReplicaSet(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.ReplicaSetObjectWire)!;
        var status = wire.Status;
        return WireCommon.With(
            new KubeReplicaSet
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Selector = wire.Spec?.Selector.ToModel(),
                Template = (wire.Spec?.Template).ToModel(),
                Conditions = (status?.Conditions).ToModel(),
                Desired = wire.Spec?.Replicas ?? 1,
                Current = status?.Replicas ?? 0,
                Ready = status?.ReadyReplicas ?? 0,
                Available = status?.AvailableReplicas ?? 0,
                Updated = status?.Replicas ?? 0,
                ObservedGeneration = status?.ObservedGeneration ?? 0,
                Revision = RevisionOf(wire.Metadata),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeStatefulSet ReadStatefulSet(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.StatefulSetObjectWire)!;
        var spec = wire.Spec;
        var status = wire.Status;
        var ns = WireCommon.NamespaceOf(wire.Metadata, context, kind);
        return WireCommon.With(
            new KubeStatefulSet
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Selector = spec?.Selector.ToModel(),
                Template = (spec?.Template).ToModel(),
                Conditions = (status?.Conditions).ToModel(),
                Desired = spec?.Replicas ?? 1,
                Current = status?.Replicas ?? 0,
                Ready = status?.ReadyReplicas ?? 0,

                // Servers before 1.22 do not count it.
                Available = status?.AvailableReplicas ?? status?.ReadyReplicas ?? 0,
                Updated = status?.UpdatedReplicas ?? 0,
                ObservedGeneration = status?.ObservedGeneration ?? 0,
                ServiceName = spec?.ServiceName ?? "",
                UpdateStrategy = spec?.UpdateStrategy?.Type.NullIfEmpty() ?? "RollingUpdate",
                Partition = spec?.UpdateStrategy?.RollingUpdate?.Partition ?? 0,
                PodManagementPolicy = spec?.PodManagementPolicy.NullIfEmpty() ?? "OrderedReady",
                ClaimTemplates = (spec?.VolumeClaimTemplates).ToModel(claim => ToModel(claim, ns, context)),
                CurrentRevision = status?.CurrentRevision.NullIfEmpty(),
                UpdateRevision = status?.UpdateRevision.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeVolumeClaim ToModel(ClaimTemplateWire claim, string? ns, WireContext context)
    {
        var spec = claim.Spec;
        var template = WireCommon.With(
            new KubeVolumeClaim
            {
                Kind = "PersistentVolumeClaim",
                Name = claim.Metadata?.Name ?? "",
                Class = spec?.StorageClassName,
                VolumeName = spec?.VolumeName.NullIfEmpty(),
                AccessModes = (spec?.AccessModes).OrEmpty(),
                Requested = spec?.Resources?.Requests?["storage"],
                VolumeMode = spec?.VolumeMode.NullIfEmpty() ?? "Filesystem",
                Selector = spec?.Selector.ToModel(),
            },
            claim.Metadata, context, "PersistentVolumeClaim", "v1");
        return template with { Namespace = ns };
    }

    private static KubeDaemonSet ReadDaemonSet(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.DaemonSetObjectWire)!;
        var status = wire.Status;
        return WireCommon.With(
            new KubeDaemonSet
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Selector = wire.Spec?.Selector.ToModel(),
                Template = (wire.Spec?.Template).ToModel(),
                Conditions = (status?.Conditions).ToModel(),
                Desired = status?.DesiredNumberScheduled ?? 0,
                Current = status?.CurrentNumberScheduled ?? 0,
                Ready = status?.NumberReady ?? 0,
                Available = status?.NumberAvailable ?? 0,
                Updated = status?.UpdatedNumberScheduled ?? 0,
                ObservedGeneration = status?.ObservedGeneration ?? 0,
                UpdateStrategy = wire.Spec?.UpdateStrategy?.Type.NullIfEmpty() ?? "RollingUpdate",
                Misscheduled = status?.NumberMisscheduled ?? 0,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeJob ReadJob(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.JobObjectWire)!;
        var spec = wire.Spec;
        var status = wire.Status;
        return WireCommon.With(
            new KubeJob
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Selector = spec?.Selector.ToModel(),
                Template = (spec?.Template).ToModel(),
                Conditions = (status?.Conditions).ToModel(),
                Desired = spec?.Parallelism ?? 1,
                Current = status?.Active ?? 0,
                Ready = status?.Ready ?? 0,
                Available = status?.Ready ?? 0,
                Updated = status?.Active ?? 0,
                Completions = spec?.Completions,
                Succeeded = status?.Succeeded ?? 0,
                Failed = status?.Failed ?? 0,
                BackoffLimit = spec?.BackoffLimit ?? 6,
                ActiveDeadlineSeconds = spec?.ActiveDeadlineSeconds,
                TtlSecondsAfterFinished = spec?.TtlSecondsAfterFinished,
                Suspended = spec?.Suspend == true,
                Started = status?.StartTime,
                Completed = status?.CompletionTime,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeCronJob ReadCronJob(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.CronJobObjectWire)!;
        var spec = wire.Spec;
        return WireCommon.With(
            new KubeCronJob
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Template = (spec?.JobTemplate?.Spec?.Template).ToModel(),
                Schedule = spec?.Schedule ?? "",
                TimeZone = spec?.TimeZone.NullIfEmpty(),
                Suspended = spec?.Suspend == true,
                ConcurrencyPolicy = spec?.ConcurrencyPolicy.NullIfEmpty() ?? "Allow",
                StartingDeadlineSeconds = spec?.StartingDeadlineSeconds,
                LastScheduled = wire.Status?.LastScheduleTime,
                LastSuccessful = wire.Status?.LastSuccessfulTime,
                Active = (wire.Status?.Active).ToModel(job => job.Name.NullIfEmpty()),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeControllerRevision ReadControllerRevision(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, PodWire.Json.ControllerRevisionObjectWire)!;
        var spec = wire.Data?.Spec?.Template?.Spec;
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in (spec?.InitContainers ?? []).Concat(spec?.Containers ?? []))
        {
            if (container is { Name: { } name, Image: { } image })
            {
                images[name] = image;
            }
        }

        return WireCommon.With(
            new KubeControllerRevision { Kind = kind, Name = wire.Metadata.RequiredName(), Revision = wire.Revision, Images = images },
            wire.Metadata, context, kind, apiVersion);
    }

    private static long? RevisionOf(MetaWire? meta) =>
        meta?.Annotations?.TryGetValue(RevisionAnnotation, out var text) == true && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
}

internal class WorkloadSpecWire
{
    public int? Replicas { get; set; }

    public LabelSelectorWire? Selector { get; set; }

    public PodTemplateWire? Template { get; set; }
}

internal class WorkloadStatusWire
{
    public List<ConditionWire>? Conditions { get; set; }

    public long ObservedGeneration { get; set; }

    public int? Replicas { get; set; }

    public int? ReadyReplicas { get; set; }

    public int? AvailableReplicas { get; set; }

    public int? UpdatedReplicas { get; set; }
}

internal sealed class StrategyWire
{
    public string? Type { get; set; }

    public RollingUpdateWire? RollingUpdate { get; set; }
}

internal sealed class RollingUpdateWire
{
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxUnavailable { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxSurge { get; set; }

    public int? Partition { get; set; }
}

internal sealed class DeploymentObjectWire : ObjectWire
{
    public DeploymentSpecWire? Spec { get; set; }

    public WorkloadStatusWire? Status { get; set; }
}

internal sealed class DeploymentSpecWire : WorkloadSpecWire
{
    public StrategyWire? Strategy { get; set; }

    public bool? Paused { get; set; }

    public int? ProgressDeadlineSeconds { get; set; }

    public int? MinReadySeconds { get; set; }
}

internal sealed class ReplicaSetObjectWire : ObjectWire
{
    public WorkloadSpecWire? Spec { get; set; }

    public WorkloadStatusWire? Status { get; set; }
}

internal sealed class StatefulSetObjectWire : ObjectWire
{
    public StatefulSetSpecWire? Spec { get; set; }

    public StatefulSetStatusWire? Status { get; set; }
}

internal sealed class StatefulSetSpecWire : WorkloadSpecWire
{
    public string? ServiceName { get; set; }

    public StrategyWire? UpdateStrategy { get; set; }

    public string? PodManagementPolicy { get; set; }

    public List<ClaimTemplateWire>? VolumeClaimTemplates { get; set; }
}

internal sealed class StatefulSetStatusWire : WorkloadStatusWire
{
    public string? CurrentRevision { get; set; }

    public string? UpdateRevision { get; set; }
}

internal sealed class ClaimTemplateWire : ObjectWire
{
    public ClaimTemplateSpecWire? Spec { get; set; }
}

internal sealed class ClaimTemplateSpecWire
{
    public List<string>? AccessModes { get; set; }

    public string? StorageClassName { get; set; }

    public string? VolumeName { get; set; }

    public string? VolumeMode { get; set; }

    public ResourceRequirementsWire? Resources { get; set; }

    public LabelSelectorWire? Selector { get; set; }
}

internal sealed class DaemonSetObjectWire : ObjectWire
{
    public DaemonSetSpecWire? Spec { get; set; }

    public DaemonSetStatusWire? Status { get; set; }
}

internal sealed class DaemonSetSpecWire
{
    public LabelSelectorWire? Selector { get; set; }

    public PodTemplateWire? Template { get; set; }

    public StrategyWire? UpdateStrategy { get; set; }
}

internal sealed class DaemonSetStatusWire
{
    public List<ConditionWire>? Conditions { get; set; }

    public long ObservedGeneration { get; set; }

    public int? DesiredNumberScheduled { get; set; }

    public int? CurrentNumberScheduled { get; set; }

    public int? NumberReady { get; set; }

    public int? NumberAvailable { get; set; }

    public int? UpdatedNumberScheduled { get; set; }

    public int? NumberMisscheduled { get; set; }
}

internal sealed class JobObjectWire : ObjectWire
{
    public JobSpecWire? Spec { get; set; }

    public JobStatusWire? Status { get; set; }
}

internal sealed class JobSpecWire
{
    public LabelSelectorWire? Selector { get; set; }

    public PodTemplateWire? Template { get; set; }

    public int? Parallelism { get; set; }

    public int? Completions { get; set; }

    public int? BackoffLimit { get; set; }

    public long? ActiveDeadlineSeconds { get; set; }

    public long? TtlSecondsAfterFinished { get; set; }

    public bool? Suspend { get; set; }
}

internal sealed class JobStatusWire
{
    public List<ConditionWire>? Conditions { get; set; }

    public int? Active { get; set; }

    public int? Ready { get; set; }

    public int? Succeeded { get; set; }

    public int? Failed { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public DateTimeOffset? CompletionTime { get; set; }
}

internal sealed class CronJobObjectWire : ObjectWire
{
    public CronJobSpecWire? Spec { get; set; }

    public CronJobStatusWire? Status { get; set; }
}

internal sealed class CronJobSpecWire
{
    public string? Schedule { get; set; }

    public string? TimeZone { get; set; }

    public bool? Suspend { get; set; }

    public string? ConcurrencyPolicy { get; set; }

    public long? StartingDeadlineSeconds { get; set; }

    public JobTemplateWire? JobTemplate { get; set; }
}

internal sealed class JobTemplateWire
{
    public JobSpecWire? Spec { get; set; }
}

internal sealed class CronJobStatusWire
{
    public List<ObjectReferenceWire>? Active { get; set; }

    public DateTimeOffset? LastScheduleTime { get; set; }

    public DateTimeOffset? LastSuccessfulTime { get; set; }
}

internal sealed class ControllerRevisionObjectWire : ObjectWire
{
    public long Revision { get; set; }

    public RevisionDataWire? Data { get; set; }
}

/// <summary>The part of the owner that a revision keeps: a patch with its pod template, for the kinds Kubernetes has.</summary>
internal sealed class RevisionDataWire
{
    public RevisionSpecWire? Spec { get; set; }
}

internal sealed class RevisionSpecWire
{
    public PodTemplateWire? Template { get; set; }
}
