using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Inventory;

/// <summary>What a source hands over to make an inventory.</summary>
public sealed record InventoryData
{
    /// <summary>The name of the cluster: a context, or the bundle's file name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>What the source is, in words: <c>support bundle</c>, <c>cluster-info dump</c>, <c>files</c>, <c>live cluster</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is: a path or a server address without credentials.</summary>
    public required string Location { get; init; }

    /// <summary>When the cluster was as it is told (UTC); null means the newest timestamp among the objects.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>The server's version, as <c>v1.36.2</c>; null when not known.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The namespace meant when none is named; null for all.</summary>
    public string? DefaultNamespace { get; init; }

    /// <summary>Who read it, as the server names them; null when not known.</summary>
    public string? User { get; init; }

    /// <summary>The objects.</summary>
    public required IReadOnlyCollection<KubeObject> Objects { get; init; }

    /// <summary>How much is used of memory and storage, as far as kubelets told.</summary>
    public IReadOnlyList<KubeUsage> Usages { get; init; } = [];

    /// <summary>What was read and what was not.</summary>
    public required CoverageRecord Coverage { get; init; }

    /// <summary>What it was read from, to be read again; null when that cannot be.</summary>
    public IClusterSource? Origin { get; init; }

    /// <summary>Where logs are; null when the source has none.</summary>
    public ILogStore? Logs { get; init; }

    /// <summary>Where the texts of config maps are; null when the source has none.</summary>
    public IConfigTextStore? ConfigTexts { get; init; }

    /// <summary>Where further kinds are; null when the source has none.</summary>
    public IKindStore? OtherKinds { get; init; }
}
