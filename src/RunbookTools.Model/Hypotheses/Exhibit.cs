namespace RunbookTools.Model;

/// <summary>An object that shows what a statement says.</summary>
/// <param name="Object">The object.</param>
/// <param name="Detail">The fields that matter, as <c>LastReason=OOMKilled, LastExitCode=137</c>, or the line of a log.</param>
/// <param name="Command">A <c>kubectl</c> line that shows the same; null when there is none.</param>
public sealed record Exhibit(KubeTarget Object, string Detail, string? Command)
{
    /// <summary>The object and what it shows.</summary>
    public override string ToString() => $"{Object}: {Detail}";
}
