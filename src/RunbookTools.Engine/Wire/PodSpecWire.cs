using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

// The pod spec as it stands in JSON, alone in a pod and inside the template of a workload.

internal sealed class PodTemplateWire
{
    public MetaWire? Metadata { get; set; }

    public PodSpecWire? Spec { get; set; }
}

internal sealed class PodSpecWire
{
    public List<ContainerWire>? Containers { get; set; }

    public List<ContainerWire>? InitContainers { get; set; }

    public List<ContainerWire>? EphemeralContainers { get; set; }

    public List<PodVolumeWire>? Volumes { get; set; }

    public string? NodeName { get; set; }

    public Dictionary<string, string>? NodeSelector { get; set; }

    public AffinityWire? Affinity { get; set; }

    public List<SpreadWire>? TopologySpreadConstraints { get; set; }

    public List<TolerationWire>? Tolerations { get; set; }

    public List<LocalReferenceWire>? SchedulingGates { get; set; }

    public List<ReadinessGateWire>? ReadinessGates { get; set; }

    public List<HostAliasWire>? HostAliases { get; set; }

    public List<LocalReferenceWire>? ImagePullSecrets { get; set; }

    public string? SchedulerName { get; set; }

    public string? ServiceAccountName { get; set; }

    public string? ServiceAccount { get; set; }

    public string? RestartPolicy { get; set; }

    public string? PriorityClassName { get; set; }

    public int? Priority { get; set; }

    public string? RuntimeClassName { get; set; }

    public KubeResources? Overhead { get; set; }

    public bool? HostNetwork { get; set; }

    [JsonPropertyName("hostPID")]
    public bool? HostPid { get; set; }

    [JsonPropertyName("hostIPC")]
    public bool? HostIpc { get; set; }

    public string? DnsPolicy { get; set; }

    public PodDnsWire? DnsConfig { get; set; }

    public string? Hostname { get; set; }

    public string? Subdomain { get; set; }

    public long? TerminationGracePeriodSeconds { get; set; }

    public long? ActiveDeadlineSeconds { get; set; }

    public PodSecurityWire? SecurityContext { get; set; }

    public bool? AutomountServiceAccountToken { get; set; }
}

internal sealed class PodSecurityWire
{
    public long? RunAsUser { get; set; }

    public bool? RunAsNonRoot { get; set; }

    public long? FsGroup { get; set; }

    public SeccompWire? SeccompProfile { get; set; }
}

internal sealed class SeccompWire
{
    public string? Type { get; set; }
}

internal sealed class ReadinessGateWire
{
    public string? ConditionType { get; set; }
}

internal sealed class HostAliasWire
{
    public List<string>? Hostnames { get; set; }
}

internal sealed class ContainerWire
{
    public string? Name { get; set; }

    public string? Image { get; set; }

    public string? ImagePullPolicy { get; set; }

    public string? RestartPolicy { get; set; }

    [JsonConverter(typeof(PlainStringsConverter))]
    public List<string>? Command { get; set; }

    [JsonConverter(typeof(PlainStringsConverter))]
    public List<string>? Args { get; set; }

    public List<ContainerPortWire>? Ports { get; set; }

    public List<EnvWire>? Env { get; set; }

    public List<EnvFromWire>? EnvFrom { get; set; }

    public ResourceRequirementsWire? Resources { get; set; }

    public ProbeWire? LivenessProbe { get; set; }

    public ProbeWire? ReadinessProbe { get; set; }

    public ProbeWire? StartupProbe { get; set; }

    public LifecycleWire? Lifecycle { get; set; }

    public List<MountWire>? VolumeMounts { get; set; }

    public ContainerSecurityWire? SecurityContext { get; set; }
}

internal sealed class ContainerPortWire
{
    public string? Name { get; set; }

    public int ContainerPort { get; set; }

    public string? Protocol { get; set; }

    public int? HostPort { get; set; }
}

internal sealed class EnvWire
{
    public string? Name { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? Value { get; set; }

    public EnvSourceWire? ValueFrom { get; set; }
}

internal sealed class EnvSourceWire
{
    public KeySelectorWire? ConfigMapKeyRef { get; set; }

    public KeySelectorWire? SecretKeyRef { get; set; }

    public FieldSelectorWire? FieldRef { get; set; }

    public ResourceFieldSelectorWire? ResourceFieldRef { get; set; }
}

internal sealed class KeySelectorWire
{
    public string? Name { get; set; }

    public string? Key { get; set; }

    public bool? Optional { get; set; }
}

internal sealed class FieldSelectorWire
{
    public string? FieldPath { get; set; }
}

internal sealed class ResourceFieldSelectorWire
{
    public string? Resource { get; set; }
}

internal sealed class EnvFromWire
{
    public KeySelectorWire? ConfigMapRef { get; set; }

    public KeySelectorWire? SecretRef { get; set; }
}

internal sealed class ResourceRequirementsWire
{
    public KubeResources? Requests { get; set; }

    public KubeResources? Limits { get; set; }
}

internal sealed class ProbeWire
{
    public HttpGetWire? HttpGet { get; set; }

    public PortActionWire? TcpSocket { get; set; }

    public PortActionWire? Grpc { get; set; }

    public ExecWire? Exec { get; set; }

    public int? InitialDelaySeconds { get; set; }

    public int? PeriodSeconds { get; set; }

    public int? TimeoutSeconds { get; set; }

    public int? FailureThreshold { get; set; }

    public int? SuccessThreshold { get; set; }
}

internal sealed class HttpGetWire
{
    public string? Path { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? Port { get; set; }

    public string? Scheme { get; set; }
}

internal sealed class PortActionWire
{
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? Port { get; set; }
}

internal sealed class ExecWire
{
    [JsonConverter(typeof(PlainStringsConverter))]
    public List<string>? Command { get; set; }
}

internal sealed class LifecycleWire
{
    public HandlerWire? PostStart { get; set; }

    public HandlerWire? PreStop { get; set; }
}

/// <summary>A hook, of which only the presence counts.</summary>
internal sealed class HandlerWire;

internal sealed class MountWire
{
    public string? Name { get; set; }

    public string? MountPath { get; set; }

    public bool? ReadOnly { get; set; }

    public string? SubPath { get; set; }

    public string? SubPathExpr { get; set; }
}

internal sealed class ContainerSecurityWire
{
    public long? RunAsUser { get; set; }

    public bool? RunAsNonRoot { get; set; }

    public bool? ReadOnlyRootFilesystem { get; set; }

    public bool? Privileged { get; set; }

    public bool? AllowPrivilegeEscalation { get; set; }

    public CapabilitiesWire? Capabilities { get; set; }

    public SeccompWire? SeccompProfile { get; set; }
}

internal sealed class CapabilitiesWire
{
    public List<string>? Add { get; set; }

    public List<string>? Drop { get; set; }
}

internal sealed class AffinityWire
{
    public NodeAffinityWire? NodeAffinity { get; set; }

    public PodAffinityWire? PodAffinity { get; set; }

    public PodAffinityWire? PodAntiAffinity { get; set; }
}

internal sealed class NodeAffinityWire
{
    public NodeSelectorWire? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }
}

internal sealed class NodeSelectorWire
{
    public List<NodeTermWire>? NodeSelectorTerms { get; set; }

    public IReadOnlyList<KubeNodeTerm> ToModel() => NodeSelectorTerms.ToModel(term => new KubeNodeTerm(term.MatchExpressions.ToModel(), term.MatchFields.ToModel()));
}

internal sealed class NodeTermWire
{
    public List<RequirementWire>? MatchExpressions { get; set; }

    public List<RequirementWire>? MatchFields { get; set; }
}

internal sealed class PodAffinityWire
{
    public List<PodTermWire>? RequiredDuringSchedulingIgnoredDuringExecution { get; set; }

    public List<PreferredTermWire>? PreferredDuringSchedulingIgnoredDuringExecution { get; set; }
}

/// <summary>A preference, of which only the presence counts.</summary>
internal sealed class PreferredTermWire;

internal sealed class PodTermWire
{
    public LabelSelectorWire? LabelSelector { get; set; }

    public string? TopologyKey { get; set; }

    public List<string>? Namespaces { get; set; }

    public LabelSelectorWire? NamespaceSelector { get; set; }
}

internal sealed class SpreadWire
{
    public int? MaxSkew { get; set; }

    public string? TopologyKey { get; set; }

    public string? WhenUnsatisfiable { get; set; }

    public LabelSelectorWire? LabelSelector { get; set; }

    public int? MinDomains { get; set; }

    public string? NodeAffinityPolicy { get; set; }

    public string? NodeTaintsPolicy { get; set; }

    public List<string>? MatchLabelKeys { get; set; }
}

internal sealed class TolerationWire
{
    public string? Key { get; set; }

    public string? Operator { get; set; }

    public string? Value { get; set; }

    public string? Effect { get; set; }

    public long? TolerationSeconds { get; set; }
}

/// <summary>A volume: a name and one source, whose field says the type (core/v1 VolumeSource).</summary>
internal sealed class PodVolumeWire
{
    public string? Name { get; set; }

    public VolumeSourceWire? Secret { get; set; }

    public VolumeSourceWire? ConfigMap { get; set; }

    public VolumeSourceWire? Projected { get; set; }

    public VolumeSourceWire? PersistentVolumeClaim { get; set; }

    public VolumeSourceWire? EmptyDir { get; set; }

    public VolumeSourceWire? HostPath { get; set; }

    public VolumeSourceWire? DownwardAPI { get; set; }

    public VolumeSourceWire? Ephemeral { get; set; }

    public VolumeSourceWire? Csi { get; set; }

    public VolumeSourceWire? Nfs { get; set; }

    public VolumeSourceWire? Image { get; set; }

    /// <summary>Types that are rare, out of the tree, or new.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}

/// <summary>The fields of all volume sources together; no two of them use one name for different types of value.</summary>
internal sealed class VolumeSourceWire
{
    public string? Name { get; set; }

    public string? SecretName { get; set; }

    public LocalReferenceWire? SecretRef { get; set; }

    public LocalReferenceWire? NodePublishSecretRef { get; set; }

    public string? ClaimName { get; set; }

    public List<KeyPathWire>? Items { get; set; }

    public bool? Optional { get; set; }

    public string? Path { get; set; }

    public string? Type { get; set; }

    public string? Server { get; set; }

    public string? Driver { get; set; }

    public string? Reference { get; set; }

    public List<ProjectionWire>? Sources { get; set; }
}

internal sealed class KeyPathWire
{
    public string? Key { get; set; }
}

internal sealed class ProjectionWire
{
    public VolumeSourceWire? Secret { get; set; }

    public VolumeSourceWire? ConfigMap { get; set; }
}

internal sealed class PodDnsWire
{
    public List<string>? Nameservers { get; set; }
}
