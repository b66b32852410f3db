namespace RunbookTools.Engine.Inventory;

/// <summary>Where kinds are read from that are not read with the rest, because nobody may ever ask for them: custom resources of a live cluster.</summary>
public interface IKindStore
{
    /// <summary>The kinds it has.</summary>
    IReadOnlyList<KubeKind> Kinds { get; }

    /// <summary>Reads all objects of a kind.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The objects, and what stands in the way of some or all of them; null when nothing does.</returns>
    (IReadOnlyList<KubeObject> Objects, CoverageGap? Gap) Read(KubeKind kind, CancellationToken cancellation);
}
