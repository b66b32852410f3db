namespace RunbookTools.Engine.Inventory;

/// <summary>Names one log.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container.</param>
/// <param name="Previous">True for the run before.</param>
public sealed record LogRequest(string Namespace, string Pod, string Container, bool Previous);
