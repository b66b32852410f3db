namespace RunbookTools.Model;

/// <summary>Something an object refers to, and whether it exists.</summary>
/// <param name="From">The object that refers.</param>
/// <param name="Field">Where: <c>containers[app].env[DB_PASSWORD]</c>, <c>volumes[tls]</c>, <c>imagePullSecrets</c>.</param>
/// <param name="Object">What it refers to.</param>
/// <param name="Key">The key in it; null for the whole.</param>
/// <param name="Exists">True or false; null when that could not be read.</param>
/// <param name="Optional">True when it may be missing.</param>
public sealed record KubeReference(KubeTarget From, string Field, KubeTarget Object, string? Key, bool? Exists, bool Optional)
{
    /// <summary>True when the object itself exists and only the key does not.</summary>
    public bool OnlyKeyMissing { get; init; }

    /// <summary>A name or key that does exist and is nearly the same; null when none is.</summary>
    public string? NearMiss { get; init; }

    /// <summary>The port, for an address; null otherwise.</summary>
    public int? Port { get; init; }
}
