using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Config maps, of which the key names and the hosts in the values are read, secrets, of which only the key names are and the dates and names of a certificate, and service accounts.</summary>
internal static class ConfigurationWire
{
    private static readonly ConfigurationJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
        [("ConfigMap", ReadConfigMap), ("Secret", ReadSecret), ("ServiceAccount", ReadServiceAccount)];

    private static KubeConfigMap ReadConfigMap(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.ConfigMapWire)!;
        return WireCommon.With(
            new KubeConfigMap
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Keys = [.. wire.Data?.Keys ?? [], .. wire.BinaryData.OrEmpty()],
                Addresses = wire.Data?.Addresses ?? [],
                Credentials = wire.Data?.Credentials ?? [],
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeSecret ReadSecret(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.SecretWire)!;

        // A secret read whole has a type, and no data when it has no key; one of which only the metadata was read has neither.
        var isWhole = wire.Type is not null || wire.Data is not null || wire.StringData is not null;
        return WireCommon.With(
            new KubeSecret
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Type = wire.Type ?? "",
                Keys = isWhole ? [.. wire.Data.OrEmpty().Union(wire.StringData.OrEmpty())] : null,
                Certificate = wire.Type == ServingCertificate.SecretType ? ServingCertificate.In(json) : null,
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeServiceAccount ReadServiceAccount(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.ServiceAccountWire)!;
        return WireCommon.With(
            new KubeServiceAccount
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                ImagePullSecrets = wire.ImagePullSecrets.ToModel(secret => secret.Name.NullIfEmpty()),
                Secrets = wire.Secrets.ToModel(secret => secret.Name.NullIfEmpty()),
                AutomountToken = wire.AutomountServiceAccountToken,
            },
            wire.Metadata, context, kind, apiVersion);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ConfigMapWire))]
[JsonSerializable(typeof(SecretWire))]
[JsonSerializable(typeof(ServiceAccountWire))]
internal sealed partial class ConfigurationJson : JsonSerializerContext;

internal sealed class ConfigMapWire : ObjectWire
{
    [JsonConverter(typeof(ConfigTextConverter))]
    public ConfigTextWire? Data { get; set; }

    [JsonConverter(typeof(KeyNamesConverter))]
    public List<string>? BinaryData { get; set; }
}

internal sealed class SecretWire : ObjectWire
{
    public string? Type { get; set; }

    [JsonConverter(typeof(KeyNamesConverter))]
    public List<string>? Data { get; set; }

    [JsonConverter(typeof(KeyNamesConverter))]
    public List<string>? StringData { get; set; }
}

internal sealed class ServiceAccountWire : ObjectWire
{
    public List<LocalReferenceWire>? ImagePullSecrets { get; set; }

    public List<LocalReferenceWire>? Secrets { get; set; }

    public bool? AutomountServiceAccountToken { get; set; }
}
