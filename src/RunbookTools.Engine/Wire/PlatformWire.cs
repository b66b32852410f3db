using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Admission webhooks, aggregated APIs and custom resource definitions.</summary>
internal static class PlatformWire
{
    private static readonly PlatformJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
    [
        ("ValidatingWebhookConfiguration", ReadWebhooks),
        ("MutatingWebhookConfiguration", ReadWebhooks),
        ("APIService", ReadApiService),
        ("CustomResourceDefinition", ReadDefinition),
    ];

    private static KubeWebhookConfiguration ReadWebhooks(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.WebhookConfigurationWire)!;

        // What is not written: pkg/apis/admissionregistration/v1 and v1beta1, defaults.go.
        var isBeta = apiVersion == "admissionregistration.k8s.io/v1beta1";
        return WireCommon.With(
            new KubeWebhookConfiguration
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Webhooks = wire.Webhooks.ToModel(webhook => new KubeWebhook(
                    webhook.Name ?? "",
                    ToTarget(webhook.ClientConfig?.Service, context),
                    webhook.ClientConfig?.Service?.Port,
                    webhook.ClientConfig?.Url.NullIfEmpty(),
                    webhook.FailurePolicy.NullIfEmpty() ?? (isBeta ? "Ignore" : "Fail"),
                    webhook.TimeoutSeconds ?? (isBeta ? 30 : 10),
                    [.. (webhook.Rules?.OfType<WebhookRuleWire>() ?? [])
                        .SelectMany(rule => rule.ApiGroups.OrEmpty().SelectMany(group => rule.Resources.OrEmpty().Select(resource => $"{group}/{resource}")))
                        .Distinct()],
                    [.. (webhook.Rules?.OfType<WebhookRuleWire>() ?? []).SelectMany(rule => rule.Operations.OrEmpty()).Distinct()],
                    webhook.NamespaceSelector.ToModel() is { IsEmpty: false } selector ? selector : null)
                {
                    TrustEnds = TrustedCertificates.End(webhook.ClientConfig?.CaBundle),
                }),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeApiService ReadApiService(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.ApiServiceWire)!;
        return WireCommon.With(
            new KubeApiService
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Service = ToTarget(wire.Spec?.Service, context),
                Group = wire.Spec?.Group ?? "",
                Version = wire.Spec?.Version ?? "",
                TrustEnds = TrustedCertificates.End(wire.Spec?.CaBundle),
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeCustomResourceDefinition ReadDefinition(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.DefinitionWire)!;
        var spec = wire.Spec ?? new DefinitionSpecWire();
        var versions = spec.Versions.ToModel(version => version.Served == true ? version.Name.NullIfEmpty() : null);
        return WireCommon.With(
            new KubeCustomResourceDefinition
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Group = spec.Group ?? "",
                DefinedKind = spec.Names?.Kind ?? "",
                Plural = spec.Names?.Plural ?? "",
                IsNamespaced = spec.Scope == "Namespaced",

                // v1beta1 may write a single version in a field of its own.
                Versions = spec.Versions is not { Count: > 0 } && spec.Version.NullIfEmpty() is { } only ? [only] : versions,
                StoredVersions = (wire.Status?.StoredVersions).OrEmpty(),
                Converter = spec.Conversion is { Strategy: "Webhook" } conversion ? ToTarget((conversion.Webhook?.ClientConfig ?? conversion.WebhookClientConfig)?.Service, context) : null,
                TrustEnds = spec.Conversion is { Strategy: "Webhook" } called ? TrustedCertificates.End((called.Webhook?.ClientConfig ?? called.WebhookClientConfig)?.CaBundle) : null,
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeTarget? ToTarget(CalledServiceWire? service, WireContext context) =>
        service?.Name is null ? null : new KubeTarget("Service", service.Namespace.NullIfEmpty(), service.Name) { Cluster = context.Cluster };
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(WebhookConfigurationWire))]
[JsonSerializable(typeof(ApiServiceWire))]
[JsonSerializable(typeof(DefinitionWire))]
internal sealed partial class PlatformJson : JsonSerializerContext;

internal sealed class WebhookConfigurationWire : ObjectWire
{
    public List<WebhookWire>? Webhooks { get; set; }
}

internal sealed class WebhookWire
{
    public string? Name { get; set; }

    public WebhookClientWire? ClientConfig { get; set; }

    public string? FailurePolicy { get; set; }

    public int? TimeoutSeconds { get; set; }

    public List<WebhookRuleWire>? Rules { get; set; }

    public LabelSelectorWire? NamespaceSelector { get; set; }
}

internal sealed class WebhookClientWire
{
    public CalledServiceWire? Service { get; set; }

    public string? Url { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? CaBundle { get; set; }
}

internal sealed class CalledServiceWire
{
    public string? Namespace { get; set; }

    public string? Name { get; set; }

    public int? Port { get; set; }
}

internal sealed class WebhookRuleWire
{
    public List<string>? ApiGroups { get; set; }

    public List<string>? Resources { get; set; }

    public List<string>? Operations { get; set; }
}

internal sealed class ApiServiceWire : ObjectWire
{
    public ApiServiceSpecWire? Spec { get; set; }

    public ConditionedStatusWire? Status { get; set; }
}

internal sealed class ApiServiceSpecWire
{
    public CalledServiceWire? Service { get; set; }

    public string? Group { get; set; }

    public string? Version { get; set; }

    [JsonConverter(typeof(PlainStringConverter))]
    public string? CaBundle { get; set; }
}

internal sealed class DefinitionWire : ObjectWire
{
    public DefinitionSpecWire? Spec { get; set; }

    public DefinitionStatusWire? Status { get; set; }
}

internal sealed class DefinitionStatusWire
{
    public List<ConditionWire>? Conditions { get; set; }

    public List<string>? StoredVersions { get; set; }
}

internal sealed class ConversionWire
{
    public string? Strategy { get; set; }

    public ConversionWebhookWire? Webhook { get; set; }

    /// <summary>Where v1beta1 has it.</summary>
    public WebhookClientWire? WebhookClientConfig { get; set; }
}

internal sealed class ConversionWebhookWire
{
    public WebhookClientWire? ClientConfig { get; set; }
}

internal sealed class DefinitionSpecWire
{
    public string? Group { get; set; }

    public DefinitionNamesWire? Names { get; set; }

    public string? Scope { get; set; }

    public string? Version { get; set; }

    public List<DefinitionVersionWire>? Versions { get; set; }

    public ConversionWire? Conversion { get; set; }
}

internal sealed class DefinitionNamesWire
{
    public string? Kind { get; set; }

    public string? Plural { get; set; }
}

internal sealed class DefinitionVersionWire
{
    public string? Name { get; set; }

    public bool? Served { get; set; }
}
