namespace RunbookTools.Model;

/// <summary>Amounts of resources by name: <c>cpu</c> in cores, <c>memory</c> in bytes, <c>nvidia.com/gpu</c> in devices.</summary>
/// <param name="Amounts">The amounts; never null.</param>
public sealed record KubeResources(IReadOnlyDictionary<string, KubeQuantity> Amounts)
{
    /// <summary>Nothing asked for, nothing offered.</summary>
    public static KubeResources None { get; } = new(new Dictionary<string, KubeQuantity>());

    /// <summary>CPU in cores; null when not named.</summary>
    public KubeQuantity? Cpu => this["cpu"];

    /// <summary>Memory in bytes; null when not named.</summary>
    public KubeQuantity? Memory => this["memory"];

    /// <summary>Local storage in bytes; null when not named.</summary>
    public KubeQuantity? EphemeralStorage => this["ephemeral-storage"];

    /// <summary>Number of pods; null when not named.</summary>
    public KubeQuantity? Pods => this["pods"];

    /// <summary>The amount of one resource; null when not named.</summary>
    public KubeQuantity? this[string resource] => Amounts.TryGetValue(resource, out var amount) ? amount : (KubeQuantity?)null;

    /// <summary><c>cpu=500m, memory=256Mi</c>.</summary>
    public override string ToString() => string.Join(", ", Amounts.Select(pair => $"{pair.Key}={pair.Value}"));
}
