namespace RunbookTools.Model;

/// <summary>A container as an object declares it, whether or not any pod of it runs.</summary>
/// <param name="Owner">The workload, or the pod that nothing controls.</param>
/// <param name="Name">The container's name.</param>
/// <param name="Spec">What is asked for of the container.</param>
/// <param name="Pod">What is asked for of the pod it is in.</param>
public sealed record KubeContainerTemplate(KubeTarget Owner, string Name, KubeContainerSpec Spec, KubePodSpec Pod)
{
    /// <summary>What the container is to its pod.</summary>
    public ContainerType Type => Spec.Type;

    /// <summary>The image; empty when not written.</summary>
    public string Image => Spec.Image;

    /// <summary>True when it runs beside the others for as long as the pod does.</summary>
    public bool IsLasting => Type is ContainerType.App or ContainerType.Sidecar;

    /// <summary>The image's tag; <c>latest</c> when neither tag nor digest is written, null when only a digest is.</summary>
    public string? ImageTag
    {
        get
        {
            var at = Image.IndexOf('@', StringComparison.Ordinal);
            var name = at < 0 ? Image : Image[..at];
            var colon = name.LastIndexOf(':');
            return colon > name.LastIndexOf('/') ? name[(colon + 1)..] : at < 0 ? "latest" : null;
        }
    }

    /// <summary>True when the image is named by its digest, so that it is always the same.</summary>
    public bool IsImagePinned => Image.Contains('@', StringComparison.Ordinal);

    /// <summary>Paths of the node that its pod mounts; never null.</summary>
    public IReadOnlyList<string> HostPaths => [.. Pod.Volumes.Where(volume => volume.Type == "hostPath").Select(volume => volume.Source ?? "")];

    /// <summary>Those of them that this container may write to; never null.</summary>
    public IReadOnlyList<string> WritableHostPaths =>
        [.. Pod.Volumes.Where(volume => volume.Type == "hostPath" && Spec.Mounts.Any(mount => mount.Volume == volume.Name && !mount.ReadOnly)).Select(volume => volume.Source ?? "")];

    /// <summary>Names of environment variables that have a credential written out; never null.</summary>
    public IReadOnlyList<string> PlainCredentials => [.. Spec.Env.Where(variable => variable.IsCredential).Select(variable => variable.Name)];

    /// <summary>Names of environment variables that are set more than once; never null. The last one counts.</summary>
    public IReadOnlyList<string> RepeatedVariables =>
        [.. Spec.Env.GroupBy(variable => variable.Name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
}
