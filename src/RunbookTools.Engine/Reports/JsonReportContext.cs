using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Reports;

/// <summary>Writes the JSON form without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(JsonReportPart))]
internal sealed partial class JsonReportContext : JsonSerializerContext;
