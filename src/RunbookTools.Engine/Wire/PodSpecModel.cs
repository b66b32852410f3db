using System.Text.Json;
using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Wire;

/// <summary>Pod specs and templates from their wire types.</summary>
internal static class PodSpecModel
{
    /// <summary>The template; an empty one when there is none.</summary>
    public static KubePodTemplate ToModel(this PodTemplateWire? template) =>
        new((template?.Metadata?.Labels).OrEmpty(), (template?.Metadata?.Annotations).OrEmpty(), (template?.Spec).ToModel(pod: null));

    /// <summary>The spec; an empty one when there is none.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="pod">The pod's name, which names the claims of ephemeral volumes; null for a template.</param>
    public static KubePodSpec ToModel(this PodSpecWire? spec, string? pod)
    {
        if (spec is null)
        {
            return new KubePodSpec();
        }

        var security = spec.SecurityContext;
        var affinity = spec.Affinity;
        return new KubePodSpec
        {
            Containers =
            [
                .. spec.InitContainers.ToModel(container => container.ToModel(container.RestartPolicy == "Always" ? ContainerType.Sidecar : ContainerType.Init, security)),
                .. spec.Containers.ToModel(container => container.ToModel(ContainerType.App, security)),
                .. spec.EphemeralContainers.ToModel(container => container.ToModel(ContainerType.Ephemeral, security)),
            ],
            Volumes = spec.Volumes.ToModel(volume => volume.ToModel(pod)),
            NodeName = spec.NodeName.NullIfEmpty(),
            NodeSelector = spec.NodeSelector.OrEmpty(),
            RequiredNodeTerms = affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.ToModel() ?? [],
            RequiredAffinity = (affinity?.PodAffinity).ToModel(),
            RequiredAntiAffinity = (affinity?.PodAntiAffinity).ToModel(),
            PrefersAntiAffinity = affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution is { Count: > 0 },
            TopologySpread = spec.TopologySpreadConstraints.ToModel(ToModel),
            Tolerations = spec.Tolerations.ToModel(toleration => new KubeToleration(
                toleration.Key.NullIfEmpty(), toleration.Operator.NullIfEmpty() ?? "Equal", toleration.Value.NullIfEmpty(), toleration.Effect.NullIfEmpty(),
                toleration.TolerationSeconds)),
            SchedulingGates = spec.SchedulingGates.ToModel(gate => gate.Name.NullIfEmpty()),
            ReadinessGates = spec.ReadinessGates.ToModel(gate => gate.ConditionType.NullIfEmpty()),
            ImagePullSecrets = spec.ImagePullSecrets.ToModel(secret => secret.Name.NullIfEmpty()),
            SchedulerName = spec.SchedulerName.NullIfEmpty() ?? "default-scheduler",
            ServiceAccount = spec.ServiceAccountName.NullIfEmpty() ?? spec.ServiceAccount.NullIfEmpty(),
            RestartPolicy = spec.RestartPolicy.NullIfEmpty() ?? "Always",
            PriorityClass = spec.PriorityClassName.NullIfEmpty(),
            Priority = spec.Priority,
            RuntimeClass = spec.RuntimeClassName.NullIfEmpty(),
            Overhead = spec.Overhead.OrNone(),
            HostNetwork = spec.HostNetwork == true,
            HostPid = spec.HostPid == true,
            HostIpc = spec.HostIpc == true,
            DnsPolicy = spec.DnsPolicy.NullIfEmpty() ?? "ClusterFirst",
            DnsServers = (spec.DnsConfig?.Nameservers).OrEmpty(),
            Hostname = spec.Hostname.NullIfEmpty(),
            Subdomain = spec.Subdomain.NullIfEmpty(),
            TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds,
            ActiveDeadlineSeconds = spec.ActiveDeadlineSeconds,
            FsGroup = security?.FsGroup,
            AutomountToken = spec.AutomountServiceAccountToken,
            HostAliases = [.. (spec.HostAliases ?? []).SelectMany(alias => alias?.Hostnames.OrEmpty() ?? [])],
        };
    }

    private static KubeContainerSpec ToModel(this ContainerWire container, ContainerType type, PodSecurityWire? pod)
    {
        var own = container.SecurityContext;
        var credentials = new List<string>();
        string Mask(string credential)
        {
            credentials.Add(credential);
            return CredentialText.Mask;
        }

        // Together, because an argument may be a password by the name of the command.
        var command = container.Command.OrEmpty();
        var line = CredentialText.MaskArguments([.. command, .. container.Args.OrEmpty()], Mask);
        return new KubeContainerSpec
        {
            Name = container.Name ?? "",
            Type = type,
            Image = container.Image ?? "",
            ImagePullPolicy = container.ImagePullPolicy.NullIfEmpty(),
            Command = command.Count == 0 ? [] : [.. line.Take(command.Count)],
            Args = command.Count == line.Count ? [] : [.. line.Skip(command.Count)],
            Ports = container.Ports.ToModel(port => new KubeContainerPort(
                port.Name.NullIfEmpty(), port.ContainerPort, port.Protocol.NullIfEmpty() ?? "TCP", port.HostPort is > 0 ? port.HostPort : null)),
            Env = container.Env.ToModel(variable => ToModel(variable, Mask)),
            EnvFrom = container.EnvFrom.ToModel(ToModel),
            Requests = (container.Resources?.Requests).OrNone(),
            Limits = (container.Resources?.Limits).OrNone(),
            LivenessProbe = container.LivenessProbe.ToModel(Mask),
            ReadinessProbe = container.ReadinessProbe.ToModel(Mask),
            StartupProbe = container.StartupProbe.ToModel(Mask),
            HasPostStart = container.Lifecycle?.PostStart is not null,
            HasPreStop = container.Lifecycle?.PreStop is not null,
            Mounts = container.VolumeMounts.ToModel(mount => new KubeMount(
                mount.Name ?? "", mount.MountPath ?? "", mount.ReadOnly == true, mount.SubPath.NullIfEmpty() ?? mount.SubPathExpr.NullIfEmpty())),
            RunAsUser = own?.RunAsUser ?? pod?.RunAsUser,
            RunAsNonRoot = own?.RunAsNonRoot ?? pod?.RunAsNonRoot,
            ReadOnlyRoot = own?.ReadOnlyRootFilesystem == true,
            Privileged = own?.Privileged == true,
            AllowPrivilegeEscalation = own?.AllowPrivilegeEscalation,
            AddedCapabilities = (own?.Capabilities?.Add).OrEmpty(),
            DroppedCapabilities = (own?.Capabilities?.Drop).OrEmpty(),
            Credentials = credentials.Count == 0 ? [] : [.. credentials],
            SeccompProfile = (own?.SeccompProfile?.Type ?? pod?.SeccompProfile?.Type).NullIfEmpty(),
        };
    }

    private static KubeEnv ToModel(EnvWire env, Func<string, string> mask)
    {
        var name = env.Name ?? "";
        return env.ValueFrom switch
        {
            null => Literal(name, env.Value ?? "", mask),
            { ConfigMapKeyRef: { } key } => new KubeEnv(name, null, new KubeKeyReference("ConfigMap", key.Name ?? "", key.Key ?? "", key.Optional == true)),
            { SecretKeyRef: { } key } => new KubeEnv(name, null, new KubeKeyReference("Secret", key.Name ?? "", key.Key ?? "", key.Optional == true)),
            { FieldRef: { } field } => new KubeEnv(name, null, new KubeKeyReference("Field", field.FieldPath ?? "", "", false)),
            { ResourceFieldRef: { } field } => new KubeEnv(name, null, new KubeKeyReference("ResourceField", field.Resource ?? "", "", false)),
            _ => new KubeEnv(name, null, null),
        };
    }

    private static KubeEnv Literal(string name, string value, Func<string, string> mask)
    {
        var shown = CredentialText.MaskValue(name, value, mask);
        return new KubeEnv(name, shown, null) { IsCredential = shown != value && !value.Contains("$(", StringComparison.Ordinal) };
    }

    private static KubeEnvFrom? ToModel(EnvFromWire from) => from switch
    {
        { ConfigMapRef: { } map } => new KubeEnvFrom("ConfigMap", map.Name ?? "", map.Optional == true),
        { SecretRef: { } secret } => new KubeEnvFrom("Secret", secret.Name ?? "", secret.Optional == true),
        _ => null,
    };

    // Zero means the default (SetDefaults_Probe in k8s.io/kubernetes/pkg/apis/core/v1/defaults.go), which files never sent to a server do not have filled in.
    private static KubeProbe? ToModel(this ProbeWire? probe, Func<string, string> mask)
    {
        if (probe is null)
        {
            return null;
        }

        var timing = new KubeProbe
        {
            Type = "Exec",
            InitialDelaySeconds = probe.InitialDelaySeconds ?? 0,
            PeriodSeconds = probe.PeriodSeconds is > 0 and var period ? period : 10,
            TimeoutSeconds = probe.TimeoutSeconds is > 0 and var timeout ? timeout : 1,
            FailureThreshold = probe.FailureThreshold is > 0 and var failures ? failures : 3,
            SuccessThreshold = probe.SuccessThreshold is > 0 and var successes ? successes : 1,
        };
        return probe switch
        {
            { HttpGet: { } http } => timing with
            {
                Type = "Http",
                Port = http.Port,
                Path = http.Path.NullIfEmpty() ?? "/",
                Scheme = http.Scheme.NullIfEmpty() ?? "HTTP",
            },
            { TcpSocket: { } tcp } => timing with { Type = "Tcp", Port = tcp.Port },
            { Grpc: { } grpc } => timing with { Type = "Grpc", Port = grpc.Port },
            { Exec: { } exec } => timing with { Command = CredentialText.MaskArguments(exec.Command.OrEmpty(), mask) },
            _ => null,
        };
    }

    private static IReadOnlyList<KubePodTerm> ToModel(this PodAffinityWire? affinity) => (affinity?.RequiredDuringSchedulingIgnoredDuringExecution).ToModel(term =>
        new KubePodTerm(term.LabelSelector.ToModel(), term.TopologyKey ?? "", term.Namespaces.OrEmpty(), term.NamespaceSelector.ToModel()));

    private static KubeSpread ToModel(SpreadWire spread) =>
        new(spread.MaxSkew ?? 1, spread.TopologyKey ?? "", spread.WhenUnsatisfiable.NullIfEmpty() ?? "DoNotSchedule", spread.LabelSelector.ToModel(), spread.MinDomains)
        {
            NodeAffinityPolicy = spread.NodeAffinityPolicy.NullIfEmpty() ?? "Honor",
            NodeTaintsPolicy = spread.NodeTaintsPolicy.NullIfEmpty() ?? "Ignore",
            MatchLabelKeys = spread.MatchLabelKeys.OrEmpty(),
        };

    private static KubePodVolume ToModel(this PodVolumeWire volume, string? pod)
    {
        var name = volume.Name ?? "";
        return volume switch
        {
            { Secret: { } secret } => new KubePodVolume(name, "secret") { References = KeysOf("Secret", secret.SecretName, secret) },
            { ConfigMap: { } map } => new KubePodVolume(name, "configMap") { References = KeysOf("ConfigMap", map.Name, map) },
            { Projected: { } projected } => new KubePodVolume(name, "projected")
            {
                References =
                [
                    .. (projected.Sources ?? []).SelectMany(source => source switch
                    {
                        { Secret: { } secret } => KeysOf("Secret", secret.Name, secret),
                        { ConfigMap: { } map } => KeysOf("ConfigMap", map.Name, map),
                        _ => [],
                    }),
                ],
            },
            { PersistentVolumeClaim: { } claim } => new KubePodVolume(name, "persistentVolumeClaim") { Claim = claim.ClaimName.NullIfEmpty() },

            // k8s.io/component-helpers/storage/ephemeral: pod name, hyphen, volume name.
            { Ephemeral: not null } => new KubePodVolume(name, "ephemeral") { Claim = pod is null ? null : $"{pod}-{name}" },
            { EmptyDir: not null } => new KubePodVolume(name, "emptyDir"),
            { HostPath: { } path } => new KubePodVolume(name, "hostPath") { Source = path.Path.NullIfEmpty(), HostPathType = path.Type.NullIfEmpty() },
            { DownwardAPI: not null } => new KubePodVolume(name, "downwardAPI"),
            { Csi: { } csi } => new KubePodVolume(name, "csi") { Source = csi.Driver.NullIfEmpty(), References = KeysOf("Secret", csi.NodePublishSecretRef?.Name, csi) },
            { Nfs: { } nfs } => new KubePodVolume(name, "nfs") { Source = $"{nfs.Server}:{nfs.Path}" },
            { Image: { } image } => new KubePodVolume(name, "image") { Source = image.Reference.NullIfEmpty() },
            { Others: { } others } => Other(name, others),

            // A volume without a source is an empty directory (SetDefaults_Volume in k8s.io/kubernetes/pkg/apis/core/v1/defaults.go).
            _ => new KubePodVolume(name, "emptyDir"),
        };
    }

    private static KubePodVolume Other(string name, Dictionary<string, JsonElement> sources)
    {
        foreach (var (type, source) in sources)
        {
            if (source.ValueKind == JsonValueKind.Object)
            {
                var driver = Text(source, "driver");
                var secret = Text(source, "secretName")
                    ?? (source.TryGetProperty("secretRef", out var reference) && reference.ValueKind == JsonValueKind.Object ? Text(reference, "name") : null);
                return new KubePodVolume(name, TerminalText.Clean(type)) { Source = driver, References = KeysOf("Secret", secret, new VolumeSourceWire()) };
            }
        }

        return new KubePodVolume(name, "emptyDir");
    }

    private static string? Text(JsonElement value, string property) =>
        value.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? TerminalText.Clean(text.GetString()!).NullIfEmpty() : null;

    private static IReadOnlyList<KubeKeyReference> KeysOf(string kind, string? name, VolumeSourceWire source)
    {
        if (string.IsNullOrEmpty(name))
        {
            return [];
        }

        return source.Items is { Count: > 0 }
            ? source.Items.ToModel(item => new KubeKeyReference(kind, name, item.Key ?? "", source.Optional == true))
            : [new KubeKeyReference(kind, name, "", source.Optional == true)];
    }
}
