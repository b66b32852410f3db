using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Wire;

/// <summary>Who wrote an object: read of a few kinds only, because it is as long as the object and most of it is of no use.</summary>
internal static class ManagersWire
{
    private static readonly ManagersJson s_json = new(WireJson.NewOptions());

    // Those that are scaled, and those the deprecated API migration guide names.
    private static readonly FrozenSet<string> s_kinds = FrozenSet.Create(
        StringComparer.Ordinal,
        "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "CronJob", "Ingress", "IngressClass", "NetworkPolicy", "HorizontalPodAutoscaler", "PodDisruptionBudget",
        "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "CustomResourceDefinition", "APIService", "Role", "ClusterRole", "RoleBinding",
        "ClusterRoleBinding", "PriorityClass", "StorageClass");

    /// <summary>The object with who wrote it.</summary>
    public static KubeObject With(KubeObject item, ReadOnlySpan<byte> json)
    {
        if (!s_kinds.Contains(item.Kind))
        {
            return item;
        }

        try
        {
            var managers = (JsonSerializer.Deserialize(json, s_json.ManagedWire)?.Metadata?.ManagedFields).ToModel(manager => new KubeFieldManager(
                manager.Manager ?? "", manager.Operation ?? "", manager.ApiVersion ?? "", manager.Subresource.NullIfEmpty(), manager.Time, manager.FieldsV1?.Spec?.Replicas is not null)
            {
                RemovedIn = ApiVersions.RemovedIn(item.Kind, manager.ApiVersion ?? ""),
            });
            return managers.Count == 0 ? item : item with { Managers = managers };
        }
        catch (JsonException)
        {
            // Who wrote it is worth less than what was written.
            return item;
        }
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ManagedWire))]
internal sealed partial class ManagersJson : JsonSerializerContext;

internal sealed class ManagedWire
{
    public ManagedMetaWire? Metadata { get; set; }
}

internal sealed class ManagedMetaWire
{
    public List<ManagerWire>? ManagedFields { get; set; }
}

internal sealed class ManagerWire
{
    public string? Manager { get; set; }

    public string? Operation { get; set; }

    public string? ApiVersion { get; set; }

    public string? Subresource { get; set; }

    public DateTimeOffset? Time { get; set; }

    public ManagedFieldsWire? FieldsV1 { get; set; }
}

internal sealed class ManagedFieldsWire
{
    [JsonPropertyName("f:spec")]
    public ManagedSpecWire? Spec { get; set; }
}

internal sealed class ManagedSpecWire
{
    [JsonPropertyName("f:replicas")]
    public JsonElement? Replicas { get; set; }
}
