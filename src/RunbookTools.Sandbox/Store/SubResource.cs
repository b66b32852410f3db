namespace RunbookTools.Sandbox.Store;

/// <summary>A part of an object with a path of its own, as discovery tells of it: <c>pods/log</c>.</summary>
/// <param name="Name">The name: <c>log</c>.</param>
/// <param name="Kind">What it takes or gives; null for the object itself.</param>
/// <param name="Verbs">What can be done with it.</param>
public sealed record SubResource(string Name, string? Kind, params IReadOnlyList<string> Verbs)
{
    /// <summary>The group of <see cref="Kind"/>; empty for that of the object.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version of <see cref="Kind"/>; empty for that of the object.</summary>
    public string Version { get; init; } = "";
}
