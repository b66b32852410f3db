namespace RunbookTools.Model;

/// <summary>Where a volume is mounted in a container.</summary>
/// <param name="Volume">The volume's name in the pod.</param>
/// <param name="Path">The path in the container.</param>
/// <param name="ReadOnly">True when mounted read-only.</param>
/// <param name="SubPath">The path inside the volume; null for its root.</param>
public sealed record KubeMount(string Volume, string Path, bool ReadOnly, string? SubPath);
