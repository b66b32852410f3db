using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace RunbookTools.Engine.Wire;

/// <summary>Autoscalers, disruption budgets, quotas, limit ranges and priority classes.</summary>
internal static class PolicyWire
{
    private static readonly PolicyJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
    [
        ("HorizontalPodAutoscaler", ReadAutoscaler),
        ("PodDisruptionBudget", ReadDisruptionBudget),
        ("ResourceQuota", ReadQuota),
        ("LimitRange", ReadLimitRange),
        ("PriorityClass", ReadPriorityClass),
    ];

    private static KubeAutoscaler ReadAutoscaler(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.AutoscalerWire)!;
        var name = wire.Metadata.RequiredName();
        var spec = wire.Spec ?? new AutoscalerSpecWire();
        var status = wire.Status ?? new AutoscalerStatusWire();
        var target = spec.ScaleTargetRef ?? throw new FormatException("it has no spec.scaleTargetRef");

        // autoscaling/v1 has one field for CPU; what it has no field for stands in annotations (pkg/apis/autoscaling/annotations.go).
        var asked = spec.Metrics ?? FromAnnotation(wire.Metadata, "autoscaling.alpha.kubernetes.io/metrics", s_json.ListMetricWire);
        var measured = status.CurrentMetrics ?? FromAnnotation(wire.Metadata, "autoscaling.alpha.kubernetes.io/current-metrics", s_json.ListMetricWire);
        var metrics = asked.ToModel(MetricText);
        IReadOnlyList<string> above = [.. (asked ?? []).Select(metric => AboveTarget(metric, measured)).OfType<string>()];
        var conditions = status.Conditions ?? FromAnnotation(wire.Metadata, "autoscaling.alpha.kubernetes.io/conditions", s_json.ListConditionWire);
        return WireCommon.With(
            new KubeAutoscaler
            {
                Kind = kind,
                Name = name,
                ScaleTarget = new KubeTarget(target.Kind ?? "", WireCommon.NamespaceOf(wire.Metadata, context, kind), target.Name ?? "") { Cluster = context.Cluster },
                Minimum = spec.MinReplicas ?? 1,
                Maximum = spec.MaxReplicas ?? 0,
                Current = status.CurrentReplicas ?? 0,
                Desired = status.DesiredReplicas ?? 0,
                Metrics = spec.TargetCPUUtilizationPercentage is { } percentage ? [Invariant($"cpu {percentage}%"), .. metrics] : metrics,
                AboveTarget = spec.TargetCPUUtilizationPercentage is { } aim && status.CurrentCPUUtilizationPercentage > aim
                    ? [Invariant($"cpu {status.CurrentCPUUtilizationPercentage}%, aims at {aim}%"), .. above]
                    : above,
                LastScaled = status.LastScaleTime,
                Conditions = conditions.ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static List<T>? FromAnnotation<T>(MetaWire? meta, string annotation, JsonTypeInfo<List<T>> type)
    {
        if (meta?.Annotations?.GetValueOrDefault(annotation).NullIfEmpty() is not { } text)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            // Anybody may write an annotation; the object itself is sound.
            return null;
        }
    }

    private static MetricSourceWire? SourceOf(MetricWire? metric) => metric?.Resource ?? metric?.ContainerResource ?? metric?.Pods ?? metric?.Object ?? metric?.External;

    private static string? NameOf(MetricSourceWire source) => source.Name ?? source.Metric?.Name ?? source.MetricName;

    /// <summary>A metric that is above what is aimed at, with both: <c>cpu 163%, aims at 70%</c>; null when it is not, or was not measured.</summary>
    private static string? AboveTarget(MetricWire? asked, IReadOnlyList<MetricWire?>? measured)
    {
        if (SourceOf(asked) is not { } aim
            || measured?.Select(SourceOf).FirstOrDefault(each => each is not null && NameOf(each) == NameOf(aim) && each.Container == aim.Container) is not { } seen)
        {
            return null;
        }

        var (target, current) = (aim.Target ?? new MetricTargetWire(), seen.Current ?? new MetricTargetWire());
        return (target.AverageUtilization ?? aim.TargetAverageUtilization, current.AverageUtilization ?? seen.CurrentAverageUtilization) is ({ } percentage, { } used)
            ? used > percentage ? Invariant($"{NameOf(aim)} {used}%, aims at {percentage}%") : null
            : Above(target.AverageValue ?? aim.TargetAverageValue, current.AverageValue ?? seen.CurrentAverageValue)
                ?? Above(target.Value ?? aim.TargetValue, current.Value ?? seen.CurrentValue);

        string? Above(KubeQuantity? most, KubeQuantity? now) => now is { } value && most is { } limit && value.Value > limit.Value ? $"{NameOf(aim)} {value}, aims at {limit}" : null;
    }

    private static string? MetricText(MetricWire metric)
    {
        var source = SourceOf(metric);
        if (source is null)
        {
            return null;
        }

        // v2 and v2beta2 nest the target, v2beta1 writes its fields beside the name; the target of v2beta1's object metric is an object.
        var target = source.Target ?? new MetricTargetWire();
        var amount = (target.AverageUtilization ?? source.TargetAverageUtilization) is { } percentage
            ? Invariant($"{percentage}%")
            : (target.AverageValue ?? target.Value ?? source.TargetAverageValue ?? source.TargetValue)?.ToString();
        var described = source.DescribedObject ?? (metric.Object is null || target.Kind is null ? null : new ObjectReferenceWire { Kind = target.Kind, Name = target.Name });
        var of = source.Container is { } container ? $" (container {container})" : described is null ? "" : $" ({described.Kind} {described.Name})";
        return $"{NameOf(source)} {amount}".Trim() + of;
    }

    private static KubeDisruptionBudget ReadDisruptionBudget(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.DisruptionBudgetWire)!;
        var spec = wire.Spec ?? new DisruptionBudgetSpecWire();
        var status = wire.Status ?? new DisruptionBudgetStatusWire();
        var selector = spec.Selector.ToModel();
        return WireCommon.With(
            new KubeDisruptionBudget
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),

                // An empty selector is every pod in v1 and none in v1beta1 (staging/src/k8s.io/api/policy).
                Selector = selector is { IsEmpty: true } && apiVersion == "policy/v1beta1" ? null : selector,
                MinAvailable = spec.MinAvailable,
                MaxUnavailable = spec.MaxUnavailable,
                DisruptionsAllowed = status.DisruptionsAllowed ?? 0,
                CurrentHealthy = status.CurrentHealthy ?? 0,
                DesiredHealthy = status.DesiredHealthy ?? 0,
                ExpectedPods = status.ExpectedPods ?? 0,
                Conditions = status.Conditions.ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeResourceQuota ReadQuota(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.QuotaWire)!;
        return WireCommon.With(
            new KubeResourceQuota
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Hard = wire.Status?.Hard is { Amounts.Count: > 0 } enforced ? enforced : (wire.Spec?.Hard).OrNone(),
                Used = (wire.Status?.Used).OrNone(),
                Scopes =
                [
                    .. (wire.Spec?.Scopes).OrEmpty(),
                    .. (wire.Spec?.ScopeSelector?.MatchExpressions).ToModel(scope =>
                        new KubeRequirement(scope.ScopeName ?? "", scope.Operator ?? "", scope.Values.OrEmpty()).ToString()),
                ],
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeLimitRange ReadLimitRange(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.LimitRangeWire)!;
        return WireCommon.With(
            new KubeLimitRange
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Limits = (wire.Spec?.Limits).ToModel(limit => new KubeLimit(
                    limit.Type ?? "", limit.Min.OrNone(), limit.Max.OrNone(), limit.Default.OrNone(), limit.DefaultRequest.OrNone(), limit.MaxLimitRequestRatio.OrNone())),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubePriorityClass ReadPriorityClass(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.PriorityClassWire)!;
        return WireCommon.With(
            new KubePriorityClass
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Value = wire.Value ?? 0,
                IsDefault = wire.GlobalDefault == true,
                PreemptionPolicy = wire.PreemptionPolicy.NullIfEmpty() ?? "PreemptLowerPriority",
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AutoscalerWire))]
[JsonSerializable(typeof(List<MetricWire>))]
[JsonSerializable(typeof(List<ConditionWire>))]
[JsonSerializable(typeof(DisruptionBudgetWire))]
[JsonSerializable(typeof(QuotaWire))]
[JsonSerializable(typeof(LimitRangeWire))]
[JsonSerializable(typeof(PriorityClassWire))]
internal sealed partial class PolicyJson : JsonSerializerContext;

internal sealed class AutoscalerWire : ObjectWire
{
    public AutoscalerSpecWire? Spec { get; set; }

    public AutoscalerStatusWire? Status { get; set; }
}

internal sealed class AutoscalerSpecWire
{
    public ObjectReferenceWire? ScaleTargetRef { get; set; }

    public int? MinReplicas { get; set; }

    public int? MaxReplicas { get; set; }

    public int? TargetCPUUtilizationPercentage { get; set; }

    public List<MetricWire>? Metrics { get; set; }
}

internal sealed class MetricWire
{
    public MetricSourceWire? Resource { get; set; }

    public MetricSourceWire? ContainerResource { get; set; }

    public MetricSourceWire? Pods { get; set; }

    public MetricSourceWire? Object { get; set; }

    public MetricSourceWire? External { get; set; }
}

/// <summary>A metric of any type and version; which fields are written depends on both.</summary>
internal sealed class MetricSourceWire
{
    public string? Name { get; set; }

    public string? MetricName { get; set; }

    public LocalReferenceWire? Metric { get; set; }

    public string? Container { get; set; }

    public ObjectReferenceWire? DescribedObject { get; set; }

    public MetricTargetWire? Target { get; set; }

    public int? TargetAverageUtilization { get; set; }

    public KubeQuantity? TargetAverageValue { get; set; }

    public KubeQuantity? TargetValue { get; set; }

    public MetricTargetWire? Current { get; set; }

    public int? CurrentAverageUtilization { get; set; }

    public KubeQuantity? CurrentAverageValue { get; set; }

    public KubeQuantity? CurrentValue { get; set; }
}

internal sealed class MetricTargetWire
{
    public int? AverageUtilization { get; set; }

    public KubeQuantity? AverageValue { get; set; }

    public KubeQuantity? Value { get; set; }

    public string? Kind { get; set; }

    public string? Name { get; set; }
}

internal sealed class AutoscalerStatusWire
{
    public int? CurrentReplicas { get; set; }

    public int? DesiredReplicas { get; set; }

    public DateTimeOffset? LastScaleTime { get; set; }

    public int? CurrentCPUUtilizationPercentage { get; set; }

    public List<MetricWire>? CurrentMetrics { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class DisruptionBudgetWire : ObjectWire
{
    public DisruptionBudgetSpecWire? Spec { get; set; }

    public DisruptionBudgetStatusWire? Status { get; set; }
}

internal sealed class DisruptionBudgetSpecWire
{
    public LabelSelectorWire? Selector { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MinAvailable { get; set; }

    [JsonConverter(typeof(IntOrStringConverter))]
    public string? MaxUnavailable { get; set; }
}

internal sealed class DisruptionBudgetStatusWire
{
    public int? DisruptionsAllowed { get; set; }

    public int? CurrentHealthy { get; set; }

    public int? DesiredHealthy { get; set; }

    public int? ExpectedPods { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class QuotaWire : ObjectWire
{
    public QuotaSpecWire? Spec { get; set; }

    public QuotaStatusWire? Status { get; set; }
}

internal sealed class QuotaSpecWire
{
    public KubeResources? Hard { get; set; }

    public List<string>? Scopes { get; set; }

    public QuotaScopesWire? ScopeSelector { get; set; }
}

internal sealed class QuotaScopesWire
{
    public List<QuotaScopeWire>? MatchExpressions { get; set; }
}

internal sealed class QuotaScopeWire
{
    public string? ScopeName { get; set; }

    public string? Operator { get; set; }

    public List<string>? Values { get; set; }
}

internal sealed class QuotaStatusWire
{
    public KubeResources? Hard { get; set; }

    public KubeResources? Used { get; set; }
}

internal sealed class LimitRangeWire : ObjectWire
{
    public LimitRangeSpecWire? Spec { get; set; }
}

internal sealed class LimitRangeSpecWire
{
    public List<LimitWire>? Limits { get; set; }
}

internal sealed class LimitWire
{
    public string? Type { get; set; }

    public KubeResources? Min { get; set; }

    public KubeResources? Max { get; set; }

    public KubeResources? Default { get; set; }

    public KubeResources? DefaultRequest { get; set; }

    public KubeResources? MaxLimitRequestRatio { get; set; }
}

internal sealed class PriorityClassWire : ObjectWire
{
    public int? Value { get; set; }

    public bool? GlobalDefault { get; set; }

    public string? PreemptionPolicy { get; set; }
}
