namespace RunbookTools.Model;

/// <summary>One reason a pod does not fit a node.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">The reason in words, with the numbers and names in question.</param>
/// <param name="Resource">The resource that is short; null when none is.</param>
/// <param name="Requested">How much of it is asked for; null when none is.</param>
/// <param name="Free">How much of it is left; null when none is asked.</param>
/// <param name="Total">How much of it the node has for pods; null when none is asked.</param>
public sealed record SchedulingBlocker(
    SchedulingReason Reason, string Message, string? Resource = null, KubeQuantity? Requested = null, KubeQuantity? Free = null, KubeQuantity? Total = null);
