namespace RunbookTools.Engine.Scenarios;

/// <summary>The finding a scenario must lead to.</summary>
internal sealed record ExpectedFinding
{
    /// <summary>The cause.</summary>
    public required string Cause { get; set; }

    /// <summary>The object, as <c>Deployment/shop/payments</c> or <c>Node//worker-3</c>.</summary>
    public required string Object { get; set; }

    /// <summary>How sure it must be.</summary>
    public Verdict Verdict { get; set; } = Verdict.Confirmed;
}
