namespace RunbookTools.Model;

/// <summary>What was asked for of one container.</summary>
public sealed record KubeContainerSpec
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What the container is to its pod.</summary>
    public ContainerType Type { get; init; }

    /// <summary>The image; empty when not written.</summary>
    public string Image { get; init; } = "";

    /// <summary><c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>; null when not written.</summary>
    public string? ImagePullPolicy { get; init; }

    /// <summary>The command that replaces the image's entry point; empty when not replaced.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>The arguments that replace the image's; empty when not replaced.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Declared ports; never null.</summary>
    public IReadOnlyList<KubeContainerPort> Ports { get; init; } = [];

    /// <summary>Environment variables; never null.</summary>
    public IReadOnlyList<KubeEnv> Env { get; init; } = [];

    /// <summary>Whole config maps and secrets taken as environment; never null.</summary>
    public IReadOnlyList<KubeEnvFrom> EnvFrom { get; init; } = [];

    /// <summary>Requests; never null.</summary>
    public KubeResources Requests { get; init; } = KubeResources.None;

    /// <summary>Limits; never null.</summary>
    public KubeResources Limits { get; init; } = KubeResources.None;

    /// <summary>The liveness probe; null when there is none.</summary>
    public KubeProbe? LivenessProbe { get; init; }

    /// <summary>The readiness probe; null when there is none.</summary>
    public KubeProbe? ReadinessProbe { get; init; }

    /// <summary>The startup probe; null when there is none.</summary>
    public KubeProbe? StartupProbe { get; init; }

    /// <summary>True when a post-start hook is set.</summary>
    public bool HasPostStart { get; init; }

    /// <summary>True when a pre-stop hook is set.</summary>
    public bool HasPreStop { get; init; }

    /// <summary>Where volumes are mounted; never null.</summary>
    public IReadOnlyList<KubeMount> Mounts { get; init; } = [];

    /// <summary>The user id it must run as, from the container or else the pod; null when neither says.</summary>
    public long? RunAsUser { get; init; }

    /// <summary>True when it must not run as root, from the container or else the pod; null when neither says.</summary>
    public bool? RunAsNonRoot { get; init; }

    /// <summary>True when its root file system is read-only.</summary>
    public bool ReadOnlyRoot { get; init; }

    /// <summary>True when it runs privileged.</summary>
    public bool Privileged { get; init; }

    /// <summary>False when its processes may not get more rights than they started with; null when not written, which allows it.</summary>
    public bool? AllowPrivilegeEscalation { get; init; }

    /// <summary>Capabilities it gets beyond those of the runtime, as written; never null.</summary>
    public IReadOnlyList<string> AddedCapabilities { get; init; } = [];

    /// <summary>Capabilities it gives up, as written; <c>ALL</c> for every one. Never null.</summary>
    public IReadOnlyList<string> DroppedCapabilities { get; init; } = [];

    /// <summary>The credentials that are masked in it, to be found where nothing gives them away; never null, never shown.</summary>
    internal IReadOnlyList<string> Credentials { get; init; } = [];

    /// <summary>What limits its system calls, from the container or else the pod: <c>RuntimeDefault</c>, <c>Localhost</c> or <c>Unconfined</c>; null when neither says.</summary>
    public string? SeccompProfile { get; init; }

    /// <summary>This spec as a pod has it whose token is in a volume of that name.</summary>
    internal KubeContainerSpec For(string? token) => token is null || !Mounts.Any(mount => mount.Volume == KubePodSpec.TokenVolume) ? this : this with
    {
        Mounts = [.. Mounts.Select(mount => mount.Volume == KubePodSpec.TokenVolume ? mount with { Volume = token } : mount)],
    };
}
