namespace RunbookTools.Model;

/// <summary>What a container uses.</summary>
/// <param name="Name">The container.</param>
/// <param name="Usage">How much of what: <c>cpu</c> in cores, <c>memory</c> in bytes, the working set.</param>
public sealed record KubeContainerMetrics(string Name, KubeResources Usage);
