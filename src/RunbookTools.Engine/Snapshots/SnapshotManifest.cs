using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// What a snapshot says about itself, in <c>snapshot.json</c> at its root, in the form of <c>module/schema/snapshot.v1.schema.json</c>: what its
/// files alone cannot tell.
/// </summary>
internal sealed record SnapshotManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "snapshot.json";

    /// <summary>The version of the form. The minor number grows with new fields, the major one when a reader would have to change.</summary>
    public const string CurrentVersion = "1.1";

    /// <summary>The version it was written in.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>The name of the cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>What it was read from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>When the cluster was as it is told (UTC).</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The server's version; null when not known.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The namespace meant when none is named; null for all.</summary>
    public string? DefaultNamespace { get; init; }

    /// <summary>What was taken out.</summary>
    public required IReadOnlyList<Redaction> Redaction { get; init; }

    /// <summary>What was read and what was not.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>The logs that were asked for.</summary>
    public required IReadOnlyList<SnapshotLog> Logs { get; init; }

    /// <summary>Every other file.</summary>
    public required IReadOnlyList<SnapshotEntry> Files { get; init; }

    /// <summary>The manifest as JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SnapshotManifestJson.Default.SnapshotManifest);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="JsonException">It is not one, or of a version this reader does not know.</exception>
    public static SnapshotManifest FromJson(ReadOnlySpan<byte> json)
    {
        var manifest = JsonSerializer.Deserialize(json, SnapshotManifestJson.Default.SnapshotManifest) ?? throw new JsonException("it is empty");
        if (!manifest.SchemaVersion.StartsWith("1.", StringComparison.Ordinal))
        {
            throw new JsonException($"it is of version {manifest.SchemaVersion}, and only version 1 is understood here");
        }

        // The reader looks at what a field holds, not at what stands in its lists.
        IEnumerable<object?> parts = [.. manifest.Logs, .. manifest.Files, .. manifest.Coverage.Read, .. manifest.Coverage.Gaps, .. manifest.Coverage.Read.SelectMany(entry => entry?.Namespaces ?? [])];
        return parts.Contains(null) ? throw new JsonException("a list in it holds null") : manifest;
    }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(SnapshotManifest))]
internal sealed partial class SnapshotManifestJson : JsonSerializerContext;
