using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Triage;

/// <summary>Reads suppressions; a word it does not know is an error, so that a misspelt one does not pass unseen.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SuppressionFile))]
internal sealed partial class SuppressionJson : JsonSerializerContext;
