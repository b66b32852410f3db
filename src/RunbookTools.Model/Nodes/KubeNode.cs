namespace RunbookTools.Model;

/// <summary>A node.</summary>
public sealed record KubeNode : KubeObject, IHasConditions
{
    /// <summary>Conditions; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];

    /// <summary>True when cordoned.</summary>
    public bool Unschedulable { get; init; }

    /// <summary>Taints; never null.</summary>
    public IReadOnlyList<KubeTaint> Taints { get; init; } = [];

    /// <summary>What the machine has; never null.</summary>
    public KubeResources Capacity { get; init; } = KubeResources.None;

    /// <summary>What pods may use of it; never null.</summary>
    public KubeResources Allocatable { get; init; } = KubeResources.None;

    /// <summary>The internal address; null when not written.</summary>
    public string? InternalIP { get; init; }

    /// <summary>The kubelet's version; null when not written.</summary>
    public string? KubeletVersion { get; init; }

    /// <summary>The operating system image; null when not written.</summary>
    public string? OSImage { get; init; }

    /// <summary>The kernel; null when not written.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>The container runtime and its version; null when not written.</summary>
    public string? ContainerRuntime { get; init; }

    /// <summary>The architecture, such as <c>amd64</c>; null when not written.</summary>
    public string? Architecture { get; init; }

    /// <summary>The address range of its pods; null when not assigned.</summary>
    public string? PodCidr { get; init; }

    /// <summary>The cloud's id of the machine; null when none.</summary>
    public string? ProviderId { get; init; }

    /// <summary>True when the <c>Ready</c> condition is true.</summary>
    public bool IsReady => Is("Ready");

    /// <summary>True when the kubelet reports too little memory.</summary>
    public bool MemoryPressure => Is("MemoryPressure");

    /// <summary>True when the kubelet reports too little disk.</summary>
    public bool DiskPressure => Is("DiskPressure");

    /// <summary>True when the kubelet reports too few process ids.</summary>
    public bool PidPressure => Is("PIDPressure");

    /// <summary>True when the network of the node is reported unavailable.</summary>
    public bool NetworkUnavailable => Is("NetworkUnavailable");

    /// <summary>The word kubectl shows in its STATUS column: <c>Ready</c>, <c>NotReady,SchedulingDisabled</c>.</summary>
    public string Status
    {
        get
        {
            var ready = Conditions.FirstOrDefault(condition => condition.Type == "Ready");
            var word = ready is null ? "Unknown" : ready.IsTrue ? "Ready" : "NotReady";
            return Unschedulable ? word + ",SchedulingDisabled" : word;
        }
    }

    /// <summary>Roles from the node's labels, as kubectl shows them; <c>&lt;none&gt;</c> when it has none.</summary>
    public string Roles
    {
        get
        {
            const string prefix = "node-role.kubernetes.io/";
            var roles = Labels.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && key.Length > prefix.Length)
                .Select(key => key[prefix.Length..])
                .Concat(Labels.TryGetValue("kubernetes.io/role", out var role) && role.Length > 0 ? [role] : [])
                .Distinct().Order(StringComparer.Ordinal).ToList();
            return roles.Count == 0 ? "<none>" : string.Join(',', roles);
        }
    }

    /// <summary>The zone label; null when none.</summary>
    public string? Zone => Label("topology.kubernetes.io/zone") ?? Label("failure-domain.beta.kubernetes.io/zone");

    /// <summary>The region label; null when none.</summary>
    public string? Region => Label("topology.kubernetes.io/region") ?? Label("failure-domain.beta.kubernetes.io/region");

    private bool Is(string type) => Conditions.Any(condition => condition.Type == type && condition.IsTrue);

    private string? Label(string key) => Labels.TryGetValue(key, out var value) ? value : null;
}
