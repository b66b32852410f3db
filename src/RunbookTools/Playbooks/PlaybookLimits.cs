namespace RunbookTools.Playbooks;

/// <summary>What one playbook may use on one object.</summary>
internal sealed record PlaybookLimits
{
    /// <summary>How long it may run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many objects it may write. One with that many hypotheses does not exist.</summary>
    public int Objects { get; init; } = 500;

    /// <summary>How much the process may grow, in bytes, before the playbook that has run longest is stopped.</summary>
    public long Memory { get; init; } = 1L << 30;
}
