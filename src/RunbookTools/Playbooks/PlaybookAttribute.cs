using System.Diagnostics.CodeAnalysis;

namespace RunbookTools;

/// <summary>Says what a playbook script is: its id, the symptoms it is run for and what it reads.</summary>
/// <param name="id">Subject and name: <c>pod/CrashLoop</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlaybookAttribute(string id) : Attribute
{
    /// <summary>Subject and name.</summary>
    public string Id { get; } = id;

    /// <summary>Ids of symptoms it is run for.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Attributes take arrays.")]
    public string[] Symptom { get; set; } = [];

    /// <summary>What it reads: <c>Read</c>, <c>Log</c>, <c>Metric</c>.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Attributes take arrays.")]
    public string[] Access { get; set; } = [];
}
