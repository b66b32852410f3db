using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Scenarios;

/// <summary>What must be concluded from a scenario: its <c>expect.yaml</c>.</summary>
/// <remarks>Setters, because source-generated deserialisation overwrites the defaults of init-only properties.</remarks>
internal sealed record ScenarioExpectation
{
    /// <summary>What happened, in a sentence.</summary>
    public string About { get; set; } = "";

    /// <summary>Where reasons and messages are taken from.</summary>
    public string Source { get; set; } = "";

    /// <summary>The folder with the objects, relative to this one; null when they are here.</summary>
    public string? Base { get; set; }

    /// <summary>True when the playbooks of hygiene run on it too.</summary>
    public bool Hygiene { get; set; }

    /// <summary>Kinds the reader may not read.</summary>
    public IReadOnlyList<string> Forbidden { get; set; } = [];

    /// <summary>What must come first; null when nothing above Info may be found.</summary>
    public ExpectedFinding? First { get; set; }

    /// <summary>Causes that are true as well and must be found too. What is neither first nor here must not be claimed.</summary>
    public IReadOnlyList<string> Also { get; set; } = [];

    /// <summary>Causes that must be refuted.</summary>
    public IReadOnlyList<string> Refuted { get; set; } = [];

    /// <summary>Causes that must be neither confirmed nor likely.</summary>
    public IReadOnlyList<string> Absent { get; set; } = [];

    /// <summary>Causes that must be not tested.</summary>
    public IReadOnlyList<string> NotTested { get; set; } = [];

    /// <summary>Symptoms, by id, that no finding explains: what would explain them is out of sight. Every other one must be explained.</summary>
    public IReadOnlyList<string> Unexplained { get; set; } = [];

    /// <summary>Reads the expectation of a scenario.</summary>
    /// <exception cref="InvalidDataException">It is missing or not understood.</exception>
    public static ScenarioExpectation Load(string folder)
    {
        var path = Path.Combine(folder, "expect.yaml");
        try
        {
            using var reader = File.OpenText(path);
            return JsonSerializer.Deserialize(YamlReader.ToJson(reader).First().Span, ScenarioJson.Default.ScenarioExpectation)!;
        }
        catch (Exception exception) when (exception is IOException or JsonException or WireException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
