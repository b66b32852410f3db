using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

/// <summary>Reads single objects from JSON, with the reader their kind and version have.</summary>
internal static class WireItem
{
    /// <summary>Reads an object that says its kind and version.</summary>
    public static T Read<T>(string json, string? namespaceHint = null)
        where T : KubeObject
    {
        using var document = JsonDocument.Parse(json);
        return Assert.IsType<T>(Read(document.RootElement, "", "", namespaceHint));
    }

    /// <summary>Reads an object of a list; kind and version are the list's when the object does not say them. Null when the kind has no reader.</summary>
    public static KubeObject? Read(JsonElement item, string kind, string apiVersion, string? namespaceHint = null)
    {
        kind = item.TryGetProperty("kind", out var ownKind) ? ownKind.GetString()! : kind;
        apiVersion = item.TryGetProperty("apiVersion", out var ownVersion) ? ownVersion.GetString()! : apiVersion;
        var context = new WireContext { Cluster = "test", Coverage = new CoverageRecord(), Objects = [], NamespaceHint = namespaceHint };
        return WireKinds.Find(kind, apiVersion)?.Invoke(Encoding.UTF8.GetBytes(item.GetRawText()), apiVersion, kind, context);
    }
}
