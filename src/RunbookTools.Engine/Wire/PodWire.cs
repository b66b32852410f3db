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
        // The spec comes last, because the claims of some volumes carry the pod's name.
        var wire = WireField.Read(json, new PodObjectWire { Context = context }, ReadField);
        var name = wire.Metadata.RequiredName();
        var shared = WireField.Read(json, wire, ReadSpec).Spec;
        var status = wire.Status;
        var ns = WireCommon.NamespaceOf(wire.Metadata, context, kind);
        return WireCommon.With(
            new KubePod
            {
                Kind = kind,
                Name = name,
                Spec = shared.Spec,
                SharedSpec = shared,
                Phase = status.Phase.NullIfEmpty() ?? "Unknown",
                Reason = status.Reason.NullIfEmpty(),
                Message = status.Message.NullIfEmpty(),
                Containers = Join(shared, status, name, ns, context),
                Conditions = status.Conditions,
                NominatedNode = status.NominatedNodeName.NullIfEmpty(),
                PodIP = status.PodIP.NullIfEmpty(),
                PodIPs = status.PodIPs is [var first] && first == status.PodIP ? [status.PodIP] : status.PodIPs,
                HostIP = status.HostIP.NullIfEmpty(),
                Started = status.StartTime,
                QosClass = status.QosClass.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeContainer[] Join((KubePodSpec Spec, string? Node, string? Token) shared, PodStatusWire status, string pod, string? ns, WireContext context)
    {
        var containers = new KubeContainer[shared.Spec.Containers.Count];
        for (var index = 0; index < containers.Length; index++)
        {
            var container = shared.Spec.Containers[index];
            var found = container.Type switch
            {
                ContainerType.Init or ContainerType.Sidecar => status.InitContainerStatuses,
                ContainerType.Ephemeral => status.EphemeralContainerStatuses,
                _ => status.ContainerStatuses,
            };
            containers[index] = Join(container, Array.Find(found ?? [], candidate => candidate.Name == container.Name), shared.Node ?? shared.Spec.NodeName, shared.Token, pod, ns, context);
        }

        return containers;
    }

    private static KubeContainer Join(KubeContainerSpec container, ContainerStatusWire? found, string? node, string? token, string pod, string? ns, WireContext context)
    {
        var state = found?.State;
        var last = found?.LastState;
        var ended = state is { IsTerminated: true } ? state : null;
        var before = last is { IsTerminated: true } ? last : null;
        return new KubeContainer
        {
            Cluster = context.Cluster,
            Namespace = ns,
            Pod = pod,
            Node = node,
            Spec = container,
            SharedSpec = (container, token),
            ImageId = found?.ImageID.NullIfEmpty(),
            State = state switch
            {
                null when found is null => ContainerState.Unknown,
                { IsTerminated: true } => ContainerState.Terminated,
                { IsRunning: true } => ContainerState.Running,

                // None of the three given means waiting (core/v1 ContainerState).
                _ => ContainerState.Waiting,
            },
            Reason = (ended?.Reason ?? state?.WaitingReason).NullIfEmpty(),
            Message = Text(ended?.Message ?? state?.WaitingMessage),
            ExitCode = ended?.ExitCode,
            Signal = ended?.Signal is > 0 ? ended.Signal : null,
            StartedAt = ended is null ? state?.RunningSince : ended.StartedAt,
            FinishedAt = ended?.FinishedAt,
            LastReason = before?.Reason.NullIfEmpty(),
            LastMessage = Text(before?.Message),
            LastExitCode = before?.ExitCode,
            LastSignal = before?.Signal is > 0 ? before.Signal : null,
            LastStarted = before?.StartedAt,
            LastFinished = before?.FinishedAt,
            RestartCount = found?.RestartCount ?? 0,
            Ready = found?.Ready == true,
            Started = found?.Started,
        };
    }

    // What a container wrote to its termination log is as free as its output.
    private static string? Text(string? message) => string.IsNullOrEmpty(message) ? null : CredentialText.MaskText(message);

    private static void ReadField(in WireField field, PodObjectWire pod)
    {
        if (field.Is("metadata"u8))
        {
            pod.Metadata = pod.Context.Shared.ReadMetadata(field);
        }
        else if (field.Is("status"u8))
        {
            field.Object(pod.Status, ReadStatus);
        }
    }

    private static void ReadSpec(in WireField field, PodObjectWire pod)
    {
        if (field.Is("spec"u8))
        {
            pod.Spec = pod.Context.Shared.ReadSpec(field.Value, pod.Metadata!.Name!);
        }
    }

    private static void ReadStatus(in WireField field, PodStatusWire status)
    {
        if (field.Is("phase"u8))
        {
            status.Phase = field.Text();
        }
        else if (field.Is("reason"u8))
        {
            status.Reason = field.Text();
        }
        else if (field.Is("message"u8))
        {
            status.Message = field.Text();
        }
        else if (field.Is("conditions"u8))
        {
            status.Conditions = field.Objects<ConditionWire, KubeCondition>(ReadCondition, WireCommon.ToModel);
        }
        else if (field.Is("nominatedNodeName"u8))
        {
            status.NominatedNodeName = field.Text();
        }
        else if (field.Is("podIP"u8))
        {
            status.PodIP = field.OwnText();
        }
        else if (field.Is("podIPs"u8))
        {
            status.PodIPs = field.Objects<PodAddressWire, string>(ReadAddress, static address => address.Ip.NullIfEmpty());
        }
        else if (field.Is("hostIP"u8))
        {
            status.HostIP = field.Text();
        }
        else if (field.Is("startTime"u8))
        {
            status.StartTime = field.Time();
        }
        else if (field.Is("qosClass"u8))
        {
            status.QosClass = field.Text();
        }
        else if (field.Is("containerStatuses"u8))
        {
            status.ContainerStatuses = field.Objects<ContainerStatusWire, ContainerStatusWire>(ReadContainer, static container => container);
        }
        else if (field.Is("initContainerStatuses"u8))
        {
            status.InitContainerStatuses = field.Objects<ContainerStatusWire, ContainerStatusWire>(ReadContainer, static container => container);
        }
        else if (field.Is("ephemeralContainerStatuses"u8))
        {
            status.EphemeralContainerStatuses = field.Objects<ContainerStatusWire, ContainerStatusWire>(ReadContainer, static container => container);
        }
    }

    private static void ReadCondition(in WireField field, ConditionWire condition)
    {
        if (field.Is("type"u8))
        {
            condition.Type = field.Text();
        }
        else if (field.Is("status"u8))
        {
            condition.Status = field.Text();
        }
        else if (field.Is("reason"u8))
        {
            condition.Reason = field.Text();
        }
        else if (field.Is("message"u8))
        {
            condition.Message = field.Text();
        }
        else if (field.Is("lastTransitionTime"u8))
        {
            condition.LastTransitionTime = field.Time();
        }
        else if (field.Is("lastUpdateTime"u8))
        {
            condition.LastUpdateTime = field.Time();
        }
        else if (field.Is("lastHeartbeatTime"u8))
        {
            condition.LastHeartbeatTime = field.Time();
        }
        else if (field.Is("lastProbeTime"u8))
        {
            condition.LastProbeTime = field.Time();
        }
    }

    private static void ReadAddress(in WireField field, PodAddressWire address)
    {
        if (field.Is("ip"u8))
        {
            address.Ip = field.OwnText();
        }
    }

    private static void ReadContainer(in WireField field, ContainerStatusWire container)
    {
        if (field.Is("name"u8))
        {
            container.Name = field.Text();
        }
        else if (field.Is("state"u8))
        {
            container.State = field.Object(new ContainerStateWire(), ReadState);
        }
        else if (field.Is("lastState"u8))
        {
            container.LastState = field.Object(new ContainerStateWire(), ReadState);
        }
        else if (field.Is("ready"u8))
        {
            container.Ready = field.Flag();
        }
        else if (field.Is("restartCount"u8))
        {
            container.RestartCount = field.Count();
        }
        else if (field.Is("imageID"u8))
        {
            container.ImageID = field.Text();
        }
        else if (field.Is("started"u8))
        {
            container.Started = field.Flag();
        }
    }

    private static void ReadState(in WireField field, ContainerStateWire state)
    {
        if (field.Is("waiting"u8))
        {
            field.Object(state, ReadWaiting);
        }
        else if (field.Is("running"u8))
        {
            state.IsRunning = true;
            field.Object(state, ReadRunning);
        }
        else if (field.Is("terminated"u8))
        {
            state.IsTerminated = true;
            field.Object(state, ReadTerminated);
        }
    }

    private static void ReadWaiting(in WireField field, ContainerStateWire state)
    {
        if (field.Is("reason"u8))
        {
            state.WaitingReason = field.Text();
        }
        else if (field.Is("message"u8))
        {
            state.WaitingMessage = field.OwnText();
        }
    }

    private static void ReadRunning(in WireField field, ContainerStateWire state)
    {
        if (field.Is("startedAt"u8))
        {
            state.RunningSince = field.Time();
        }
    }

    private static void ReadTerminated(in WireField field, ContainerStateWire state)
    {
        if (field.Is("exitCode"u8))
        {
            state.ExitCode = field.Count();
        }
        else if (field.Is("signal"u8))
        {
            state.Signal = field.Count();
        }
        else if (field.Is("reason"u8))
        {
            state.Reason = field.Text();
        }
        else if (field.Is("message"u8))
        {
            state.Message = field.OwnText();
        }
        else if (field.Is("startedAt"u8))
        {
            state.StartedAt = field.Time();
        }
        else if (field.Is("finishedAt"u8))
        {
            state.FinishedAt = field.Time();
        }
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<OwnerWire>))]
[JsonSerializable(typeof(PodSpecWire))]
[JsonSerializable(typeof(DeploymentObjectWire))]
[JsonSerializable(typeof(ReplicaSetObjectWire))]
[JsonSerializable(typeof(StatefulSetObjectWire))]
[JsonSerializable(typeof(DaemonSetObjectWire))]
[JsonSerializable(typeof(JobObjectWire))]
[JsonSerializable(typeof(CronJobObjectWire))]
[JsonSerializable(typeof(ControllerRevisionObjectWire))]
internal sealed partial class PodJson : JsonSerializerContext;

/// <summary>A pod as it is written.</summary>
internal sealed class PodObjectWire : ObjectWire
{
    public required WireContext Context { get; init; }

    public (KubePodSpec Spec, string? Node, string? Token) Spec { get; set; } = (new KubePodSpec(), null, null);

    public PodStatusWire Status { get; } = new();
}

internal sealed class PodStatusWire
{
    public string? Phase { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    public IReadOnlyList<KubeCondition> Conditions { get; set; } = [];

    public string? NominatedNodeName { get; set; }

    public string? PodIP { get; set; }

    public IReadOnlyList<string> PodIPs { get; set; } = [];

    public string? HostIP { get; set; }

    public DateTimeOffset? StartTime { get; set; }

    public string? QosClass { get; set; }

    public ContainerStatusWire[]? ContainerStatuses { get; set; }

    public ContainerStatusWire[]? InitContainerStatuses { get; set; }

    public ContainerStatusWire[]? EphemeralContainerStatuses { get; set; }
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

/// <summary>What a container is doing: one of three things, of which each has its fields.</summary>
internal sealed class ContainerStateWire
{
    public string? WaitingReason { get; set; }

    public string? WaitingMessage { get; set; }

    public bool IsRunning { get; set; }

    public DateTimeOffset? RunningSince { get; set; }

    public bool IsTerminated { get; set; }

    public int ExitCode { get; set; }

    public int? Signal { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}
