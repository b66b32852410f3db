namespace RunbookTools.Model;

/// <summary>A toleration.</summary>
/// <param name="Key">The taint's key; null with <c>Exists</c> tolerates every key.</param>
/// <param name="Operator"><c>Equal</c> or <c>Exists</c>.</param>
/// <param name="Value">The taint's value; null for <c>Exists</c>.</param>
/// <param name="Effect">The taint's effect; null tolerates every effect.</param>
/// <param name="Seconds">How long a <c>NoExecute</c> taint is tolerated; null for ever.</param>
public sealed record KubeToleration(string? Key, string Operator, string? Value, string? Effect, long? Seconds)
{
    /// <summary>True when the taint is tolerated (k8s.io/api/core/v1/toleration.go).</summary>
    public bool Tolerates(KubeTaint taint) =>
        (string.IsNullOrEmpty(Effect) || Effect == taint.Effect)
        && (string.IsNullOrEmpty(Key) ? Operator == "Exists" : Key == taint.Key)
        && (Operator == "Exists" || (Value ?? "") == (taint.Value ?? ""));
}
