namespace RunbookTools.Playbooks;

/// <summary>How far a runner is: over all the clusters it works on.</summary>
/// <param name="Done">Playbooks that ran on an object.</param>
/// <param name="Total">Those and the ones yet to run; 0 before it is known.</param>
/// <param name="Hypotheses">Hypotheses tested so far.</param>
internal readonly record struct PlaybookProgress(int Done, int Total, int Hypotheses)
{
    /// <summary>For the progress bar: <c>testing hypotheses: 83 so far, 31 of 120 playbooks run</c>.</summary>
    public override string ToString() => Total == 0 ? "reading" : $"testing hypotheses: {Hypotheses} so far, {Done} of {Total} playbooks run";
}
