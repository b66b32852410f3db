namespace RunbookTools.Engine.Sources;

/// <summary>A part of what <c>kubectl cluster-info dump</c> wrote.</summary>
/// <param name="Start">Where it starts, in bytes.</param>
/// <param name="Length">How long it is, in bytes.</param>
/// <param name="Log">The log it is; null when it is a document.</param>
internal sealed record DumpSection(long Start, long Length, LogRequest? Log);
