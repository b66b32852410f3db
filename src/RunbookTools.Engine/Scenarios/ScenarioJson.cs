using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Scenarios;

/// <summary>Reads expectations; a word it does not know is an error, so that a misspelt one does not pass unseen.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ScenarioExpectation))]
internal sealed partial class ScenarioJson : JsonSerializerContext;
