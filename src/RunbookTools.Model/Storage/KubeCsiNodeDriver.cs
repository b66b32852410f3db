namespace RunbookTools.Model;

/// <summary>A CSI driver on a node.</summary>
/// <param name="Name">The driver.</param>
/// <param name="Limit">How many volumes it can attach there; null when unbounded.</param>
/// <param name="TopologyKeys">Node labels its volumes depend on; never null.</param>
public sealed record KubeCsiNodeDriver(string Name, int? Limit, IReadOnlyList<string> TopologyKeys);
