namespace RunbookTools.Engine.Inventory;

/// <summary>The texts of a config map, or why there are none.</summary>
/// <param name="Entries">Key by key, in the order of the map; empty when there is a gap.</param>
/// <param name="Gap">What stands in the way; null when it was read.</param>
public sealed record ConfigText(IReadOnlyList<KubeConfigText> Entries, CoverageGap? Gap);
