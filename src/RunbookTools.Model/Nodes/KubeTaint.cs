namespace RunbookTools.Model;

/// <summary>A taint of a node.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null when none.</param>
/// <param name="Effect"><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</param>
/// <param name="Added">When it was added (UTC); only <c>NoExecute</c> taints carry it.</param>
public sealed record KubeTaint(string Key, string? Value, string Effect, DateTimeOffset? Added)
{
    /// <summary><c>dedicated=gpu:NoSchedule</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Value) ? $"{Key}:{Effect}" : $"{Key}={Value}:{Effect}";
}
