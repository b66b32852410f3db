namespace RunbookTools.Model;

/// <summary>Something to do next.</summary>
/// <param name="Text">What to do and why, in one sentence without a full stop.</param>
/// <param name="Risk">What it may do to the cluster.</param>
/// <param name="Command">A command that works as pasted; null when there is none.</param>
public sealed record NextStep(string Text, Risk Risk, string? Command)
{
    /// <summary>What to do.</summary>
    public override string ToString() => Text;
}
