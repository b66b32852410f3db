namespace RunbookTools.Model;

/// <summary>Somebody's decision not to be told of a finding for a while. It hides nothing silently: what it hides is counted and listed.</summary>
/// <param name="Cause">The cause, with wildcards.</param>
/// <param name="Object">The object, as <c>Deployment/shop/payments</c> or <c>Node//worker-1</c>, with wildcards. <c>*</c> for every one.</param>
/// <param name="Until">The last day it holds (UTC).</param>
/// <param name="Reason">Why, in words; never empty.</param>
/// <param name="Source">Where it stands: a file, an annotation, <c>-Suppress</c>.</param>
public sealed record Suppression(string Cause, string Object, DateOnly Until, string Reason, string Source)
{
    /// <summary>True when it no longer held at a moment.</summary>
    public bool IsExpired(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime) > Until;

    /// <summary><c>RequestsMissing on Deployment/shop/batch until 2026-12-31: moves in December</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Cause} on {Object} until {Until:yyyy-MM-dd}: {Reason}");
}
