namespace RunbookTools.Model;

/// <summary>What was asked for of a pod, directly or in a template.</summary>
public sealed record KubePodSpec
{
    /// <summary>How the name of a token's volume begins (k8s.io/kubernetes/plugin/pkg/admission/serviceaccount/admission.go).</summary>
    internal const string TokenVolume = "kube-api-access-";

    private static readonly IReadOnlyDictionary<string, string> s_noEntries = new Dictionary<string, string>();

    /// <summary>Init containers and sidecars first, then the others, in order.</summary>
    public IReadOnlyList<KubeContainerSpec> Containers { get; init; } = [];

    /// <summary>Volumes; never null.</summary>
    public IReadOnlyList<KubePodVolume> Volumes { get; init; } = [];

    /// <summary>The node it is bound or pinned to; null when neither.</summary>
    public string? NodeName { get; init; }

    /// <summary>Labels a node must have; never null.</summary>
    public IReadOnlyDictionary<string, string> NodeSelector { get; init; } = s_noEntries;

    /// <summary>Node selector terms of which one must hold (<c>requiredDuringScheduling…</c>); empty when none asked.</summary>
    public IReadOnlyList<KubeNodeTerm> RequiredNodeTerms { get; init; } = [];

    /// <summary>Pods it must be near (<c>requiredDuringScheduling…</c>); never null.</summary>
    public IReadOnlyList<KubePodTerm> RequiredAffinity { get; init; } = [];

    /// <summary>Pods it must not be near (<c>requiredDuringScheduling…</c>); never null.</summary>
    public IReadOnlyList<KubePodTerm> RequiredAntiAffinity { get; init; } = [];

    /// <summary>True when it would rather not be near some pods (<c>preferredDuringScheduling…</c>).</summary>
    public bool PrefersAntiAffinity { get; init; }

    /// <summary>How it must be spread; never null.</summary>
    public IReadOnlyList<KubeSpread> TopologySpread { get; init; } = [];

    /// <summary>Taints it tolerates; never null.</summary>
    public IReadOnlyList<KubeToleration> Tolerations { get; init; } = [];

    /// <summary>Names of gates that hold back scheduling; never null.</summary>
    public IReadOnlyList<string> SchedulingGates { get; init; } = [];

    /// <summary>Condition types that must be true before the pod is Ready; never null.</summary>
    public IReadOnlyList<string> ReadinessGates { get; init; } = [];

    /// <summary>Names of pull secrets; never null.</summary>
    public IReadOnlyList<string> ImagePullSecrets { get; init; } = [];

    /// <summary>The scheduler asked for.</summary>
    public string SchedulerName { get; init; } = "default-scheduler";

    /// <summary>The service account; null when not written, which means <c>default</c>.</summary>
    public string? ServiceAccount { get; init; }

    /// <summary><c>Always</c>, <c>OnFailure</c> or <c>Never</c>.</summary>
    public string RestartPolicy { get; init; } = "Always";

    /// <summary>The priority class; null when none.</summary>
    public string? PriorityClass { get; init; }

    /// <summary>The priority; null when not resolved.</summary>
    public int? Priority { get; init; }

    /// <summary>The runtime class; null when none.</summary>
    public string? RuntimeClass { get; init; }

    /// <summary>What the runtime class adds to the requests; never null.</summary>
    public KubeResources Overhead { get; init; } = KubeResources.None;

    /// <summary>True when the pod shares the node's network.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>True when the pod sees the processes of the node.</summary>
    public bool HostPid { get; init; }

    /// <summary>True when the pod shares the node's memory for communication between processes.</summary>
    public bool HostIpc { get; init; }

    /// <summary><c>ClusterFirst</c> by default.</summary>
    public string DnsPolicy { get; init; } = "ClusterFirst";

    /// <summary>Addresses of name servers it asks besides those of its policy; with the policy <c>None</c> no others. Never null.</summary>
    public IReadOnlyList<string> DnsServers { get; init; } = [];

    /// <summary>The host name; null when not set.</summary>
    public string? Hostname { get; init; }

    /// <summary>The subdomain, the name of a headless service; null when not set.</summary>
    public string? Subdomain { get; init; }

    /// <summary>Seconds a container is given to end; null when not written.</summary>
    public long? TerminationGracePeriodSeconds { get; init; }

    /// <summary>Seconds the pod may be active; null when unbounded.</summary>
    public long? ActiveDeadlineSeconds { get; init; }

    /// <summary>The group that owns mounted volumes; null when not set.</summary>
    public long? FsGroup { get; init; }

    /// <summary>False when no token is mounted; null when the service account decides.</summary>
    public bool? AutomountToken { get; init; }

    /// <summary>Names the pod knows from <c>hostAliases</c> without asking DNS; never null.</summary>
    public IReadOnlyList<string> HostAliases { get; init; } = [];

    /// <summary>
    /// This spec as one pod of several that share it has it: bound to its node, and with the volume that carries its token under the name admission gave
    /// it, which is <see cref="TokenVolume"/> and letters of its own.
    /// </summary>
    internal KubePodSpec For(string? node, string? token) => this with
    {
        NodeName = node ?? NodeName,
        Volumes = token is null ? Volumes : [.. Volumes.Select(volume => volume.Name == TokenVolume ? volume with { Name = token } : volume)],
        Containers = token is null ? Containers : [.. Containers.Select(container => container.For(token))],
    };
}
