using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Replay;

/// <summary>Something that happens in a replay.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Change">What happens to it.</param>
internal sealed record ReplayStep(DateTimeOffset Time, ResourceKind Kind, StoreChange Change);
