namespace RunbookTools.Engine.Triage;

/// <summary>Something that hangs on something else.</summary>
/// <param name="Dependent">What hangs.</param>
/// <param name="Type">How.</param>
/// <param name="Words">How, in words that follow its name: <c>calls payments:8080</c>.</param>
internal sealed record Dependency(KubeObject Dependent, LinkType Type, string Words);
