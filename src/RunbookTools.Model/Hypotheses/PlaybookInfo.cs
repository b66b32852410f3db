namespace RunbookTools.Model;

/// <summary>A playbook, as read without running it.</summary>
/// <param name="Id">Subject and name: <c>pod/CrashLoop</c>.</param>
/// <param name="Synopsis">What it finds out, in one line.</param>
/// <param name="Symptoms">Symptoms it is run for.</param>
/// <param name="Access">What it reads: <c>Read</c>, <c>Log</c>, <c>Metric</c>.</param>
/// <param name="Causes">The causes it tests, in order.</param>
/// <param name="Path">Its file.</param>
public sealed record PlaybookInfo(
    string Id, string Synopsis, IReadOnlyList<string> Symptoms, IReadOnlyList<string> Access, IReadOnlyList<string> Causes, string Path)
{
    /// <summary>The name without the subject.</summary>
    public string Name => Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The subject: <c>pod</c>, <c>node</c>.</summary>
    public string Subject => Id[..Math.Max(0, Id.IndexOf('/', StringComparison.Ordinal))];
}
