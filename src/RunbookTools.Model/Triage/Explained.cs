namespace RunbookTools.Model;

/// <summary>A victim of another fault.</summary>
/// <param name="Object">The victim.</param>
/// <param name="Symptom">What it shows: <c>not ready</c>.</param>
/// <param name="Link">How it hangs together: <c>calls payments:8080</c>.</param>
public sealed record Explained(KubeTarget Object, string Symptom, string Link);
