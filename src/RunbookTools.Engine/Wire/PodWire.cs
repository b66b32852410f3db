using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Pods.</summary>
internal static class PodWire
{
    /// <summary>Pods and the workloads that make them share one set of types.</summary>
    public static PodJson Json { get; } = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } = [("Pod", Read)];

    private static KubePod Read(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, Json.PodObjectWire)!;
        var name = wire.Metadata.RequiredName();
        var status = wire.Status;
        var spec = wire.Spec.ToModel(name);
        var ns = WireCommon.NamespaceOf(wire.Metadata, context, kind);
        return WireCommon.With(
            new KubePod
            {
                Kind = kind,
                Name = name,
                Spec = spec,
                Phase = status?.Phase.NullIfEmpty() ?? "Unknown",
                Reason = status?.Reason.NullIfEmpty(),
                Message = status?.Message.NullIfEmpty(),
                Containers = Join(spec, status, name, ns, context),
                Conditions = (status?.Conditions).ToModel(),
                NominatedNode = status?.NominatedNodeName.NullIfEmpty(),
                PodIP = status?.PodIP.NullIfEmpty(),
                PodIPs = (status?.PodIPs).ToModel(address => address.Ip.NullIfEmpty()),
                HostIP = status?.HostIP.NullIfEmpty(),
                Started = status?.StartTime,
                QosClass = status?.QosClass.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static List<KubeContainer> Join(KubePodSpec spec, PodStatusWire? status, string pod, string? ns, WireContext context)
    {
        var containers = new List<KubeContainer>(spec.Containers.Count);
        foreach (var container in spec.Containers)
        {
            var statuses = container.Type switch
            {
                ContainerType.Init or ContainerType.Sidecar => status?.InitContainerStatuses,
                ContainerType.Ephemeral => status?.EphemeralContainerStatuses,
                _ => status?.ContainerStatuses,
            };
            var found = statuses?.Find(candidate => candidate?.Name == container.Name);
            var state = found?.State;
            var ended = state?.Terminated;
            var last = found?.LastState?.Terminated;
            containers.Add(new KubeContainer
            {
                Cluster = context.Cluster,
                Namespace = ns,
                Pod = pod,
                Node = spec.NodeName,
                Spec = container,
                ImageId = found?.ImageID.NullIfEmpty(),
                State = state switch
                {
                    null when found is null => ContainerState.Unknown,
                    { Terminated: not null } => ContainerState.Terminated,
                    { Running: not null } => ContainerState.Running,

                    // None of the three given means waiting (core/v1 ContainerState).
                    _ => ContainerState.Waiting,
                },
                Reason = (ended?.Reason ?? state?.Waiting?.Reason).NullIfEmpty(),
                Message = Text(ended?.Message ?? state?.Waiting?.Message),
                ExitCode = ended?.ExitCode,
                Signal = ended?.Signal is > 0 ? ended.Signal : null,
                StartedAt = ended is null ? state?.Running?.StartedAt : ended.StartedAt,
                FinishedAt = ended?.FinishedAt,
                LastReason = last?.Reason.NullIfEmpty(),
                LastMessage = Text(last?.Message),
                LastExitCode = last?.ExitCode,
                LastSignal = last?.Signal is > 0 ? last.Signal : null,
                LastStarted = last?.StartedAt,
                LastFinished = last?.FinishedAt,
                RestartCount = found?.RestartCount ?? 0,
                Ready = found?.Ready == true,
                Started = found?.Started,
            });
        }

        return containers;
    }

    // What a container wrote to its termination log is as free as its output.
    private static string? Text(string? message) => string.IsNullOrEmpty(message) ? null : CredentialText.MaskText(message);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PodObjectWire))]
[JsonSerializable(typeof(DeploymentObjectWire))]
[JsonSerializable(typeof(ReplicaSetObjectWire))]
[JsonSerializable(typeof(StatefulSetObjectWire))]
[JsonSerializable(typeof(DaemonSetObjectWire))]
[JsonSerializable(typeof(JobObjectWire))]
[JsonSerializable(typeof(CronJobObjectWire))]
[JsonSerializable(typeof(ControllerRevisionObjectWire))]
internal sealed partial class PodJson : JsonSerializerContext;

internal sealed class PodObjectWire : ObjectWire
{
    public PodSpecWire? Spec { get; set; }

    public PodStatusWire? Status { get; set; }
}

internal sealed class PodStatusWire
{
    public string? Phase { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    public List<ConditionWire>? Conditions { get; set; }

    public string? NominatedNodeName { get; set; }

    public string? PodIP { get; set; }

    public List<PodAddressWire>? PodIPs { get; set; }

    public string? HostIP { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public string? QosClass { get; set; }

    public List<ContainerStatusWire>? ContainerStatuses { get; set; }

    public List<ContainerStatusWire>? InitContainerStatuses { get; set; }

    public List<ContainerStatusWire>? EphemeralContainerStatuses { get; set; }
}

internal sealed class PodAddressWire
{
    public string? Ip { get; set; }
}

internal sealed class ContainerStatusWire
{
    public string? Name { get; set; }

    public ContainerStateWire? State { get; set; }

    public ContainerStateWire? LastState { get; set; }

    public bool? Ready { get; set; }

    public int? RestartCount { get; set; }

    public string? ImageID { get; set; }

    public bool? Started { get; set; }
}

internal sealed class ContainerStateWire
{
    public WaitingWire? Waiting { get; set; }

    public RunningWire? Running { get; set; }

    public TerminatedWire? Terminated { get; set; }
}

internal sealed class WaitingWire
{
    public string? Reason { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? Message { get; set; }
}

internal sealed class RunningWire
{
    public DateTimeOffset? StartedAt { get; set; }
}

internal sealed class TerminatedWire
{
    public int ExitCode { get; set; }

    public int? Signal { get; set; }

    public string? Reason { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? Message { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
