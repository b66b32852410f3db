namespace RunbookTools.Model;

/// <summary>Lines of logs that say the same with other values.</summary>
/// <param name="Template">The line with what varies replaced by <c>&lt;*&gt;</c>.</param>
/// <param name="Count">How many lines.</param>
/// <param name="IsError">True when it looks like an error.</param>
/// <param name="First">When first seen (UTC); null when lines carry no time.</param>
/// <param name="Last">When last seen (UTC); null when lines carry no time.</param>
/// <param name="Example">The last such line.</param>
/// <param name="Sources">Pods and containers it is from, as <c>pod/container</c>.</param>
public sealed record KubeLogPattern(
    string Template, int Count, bool IsError, DateTimeOffset? First, DateTimeOffset? Last, KubeLogLine Example, IReadOnlyList<string> Sources);
