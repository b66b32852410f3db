using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

// The parts of an object that every kind shares, as they stand in JSON. Names follow the API; what is not named here is skipped.

/// <summary>The outermost fields every reader needs.</summary>
internal class ObjectWire
{
    public MetaWire? Metadata { get; set; }
}

/// <summary><c>metadata</c>.</summary>
internal sealed class MetaWire
{
    public string? Name { get; set; }

    public string? Namespace { get; set; }

    public string? Uid { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    [JsonConverter(typeof(AnnotationsConverter))]
    public Dictionary<string, string>? Annotations { get; set; }

    public DateTimeOffset? CreationTimestamp { get; set; }

    public DateTimeOffset? DeletionTimestamp { get; set; }

    public List<string>? Finalizers { get; set; }

    public List<OwnerWire>? OwnerReferences { get; set; }

    /// <summary>The owners, where they were read apart.</summary>
    [JsonIgnore]
    public IReadOnlyList<KubeOwner>? Owners { get; set; }

    public long Generation { get; set; }
}

/// <summary>An entry of <c>metadata.ownerReferences</c>.</summary>
internal sealed class OwnerWire
{
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public string? Name { get; set; }

    public string? Uid { get; set; }

    public bool? Controller { get; set; }
}

/// <summary>A status condition; which of the times is written depends on the kind.</summary>
internal sealed class ConditionWire
{
    public string? Type { get; set; }

    public string? Status { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }

    public DateTimeOffset? LastTransitionTime { get; set; }

    public DateTimeOffset? LastUpdateTime { get; set; }

    public DateTimeOffset? LastHeartbeatTime { get; set; }

    public DateTimeOffset? LastProbeTime { get; set; }
}

/// <summary>A label selector.</summary>
internal sealed class LabelSelectorWire
{
    public Dictionary<string, string>? MatchLabels { get; set; }

    public List<RequirementWire>? MatchExpressions { get; set; }
}

/// <summary>A requirement of a label selector or of a node selector term.</summary>
internal sealed class RequirementWire
{
    public string? Key { get; set; }

    public string? Operator { get; set; }

    public List<string>? Values { get; set; }
}

/// <summary>A reference to an object; which fields are written depends on where it stands.</summary>
internal sealed class ObjectReferenceWire
{
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public string? ApiGroup { get; set; }

    public string? Namespace { get; set; }

    public string? Name { get; set; }

    public string? Uid { get; set; }

    public string? FieldPath { get; set; }
}

/// <summary>A reference to an object of a known kind in the same namespace.</summary>
internal sealed class LocalReferenceWire
{
    public string? Name { get; set; }
}

/// <summary>From wire types to Model records. A null list or map reads as an empty one, as in the API; a null element is left out.</summary>
internal static class WireCommon
{
    private static readonly Dictionary<string, string> s_noEntries = [];

    /// <summary>The text, or null when it is empty: the API does not tell the two apart.</summary>
    public static string? NullIfEmpty(this string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The map, or an empty one.</summary>
    public static IReadOnlyDictionary<string, string> OrEmpty(this Dictionary<string, string>? map) => map is { Count: > 0 } ? map : s_noEntries;

    /// <summary>The texts without nulls, or an empty list.</summary>
    public static IReadOnlyList<string> OrEmpty(this List<string>? list) => list is not { Count: > 0 } ? [] : list.Contains(null!) ? [.. list.OfType<string>()] : list;

    /// <summary>The amounts, or none.</summary>
    public static KubeResources OrNone(this KubeResources? amounts) => amounts ?? KubeResources.None;

    /// <summary>Each element made into something else; null elements and null results are left out.</summary>
    public static IReadOnlyList<TResult> ToModel<TWire, TResult>(this List<TWire>? list, Func<TWire, TResult?> convert)
        where TWire : class
        where TResult : class
    {
        if (list is not { Count: > 0 })
        {
            return [];
        }

        // Kept as long as the inventory, a hundred thousand times over: an array has nothing to spare.
        var results = new TResult[list.Count];
        var count = 0;
        foreach (var item in list)
        {
            if (item is not null && convert(item) is { } result)
            {
                results[count++] = result;
            }
        }

        Array.Resize(ref results, count);
        return results;
    }

    public static IReadOnlyList<KubeCondition> ToModel(this List<ConditionWire>? conditions) => conditions.ToModel(ToModel);

    public static KubeCondition? ToModel(ConditionWire condition) => condition.Type is null ? null : new KubeCondition(
        condition.Type, condition.Status ?? "Unknown", condition.Reason.NullIfEmpty(), condition.Message.NullIfEmpty(), condition.LastTransitionTime)
    {
        LastSeen = condition.LastHeartbeatTime ?? condition.LastUpdateTime ?? condition.LastProbeTime,
    };

    /// <summary>The selector; null stays null, which matches nothing, while an empty one matches everything.</summary>
    public static KubeSelector? ToModel(this LabelSelectorWire? selector) =>
        selector is null ? null : new KubeSelector(selector.MatchLabels.OrEmpty(), selector.MatchExpressions.ToModel());

    public static IReadOnlyList<KubeRequirement> ToModel(this List<RequirementWire>? requirements) => requirements.ToModel(requirement =>
        new KubeRequirement(requirement.Key ?? "", requirement.Operator ?? "", requirement.Values.OrEmpty()));

    /// <summary>What names the object referred to; null when the reference is empty.</summary>
    public static KubeTarget? ToModel(this ObjectReferenceWire? reference, WireContext context) => reference is null ? null
        : new KubeTarget(WireKinds.NameOf(reference.Kind ?? "", reference.ApiVersion ?? ""), reference.Namespace.NullIfEmpty(), reference.Name ?? "") { Cluster = context.Cluster };

    /// <summary>The name every object must have.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string RequiredName(this MetaWire? meta) => meta?.Name.NullIfEmpty() ?? throw new FormatException("it has no metadata.name");

    /// <summary>
    /// The object's namespace: its own; for a kind that lives in namespaces else the one the document was read for; null otherwise.
    /// </summary>
    public static string? NamespaceOf(MetaWire? meta, WireContext context, string kind) =>
        meta?.Namespace.NullIfEmpty() ?? (KindTable.Find(kind)?.IsNamespaced == true ? context.NamespaceHint : null);

    /// <summary>The record with what every object carries. Kind and name are required, so they are given where the record is made.</summary>
    public static T With<T>(T record, MetaWire? meta, WireContext context, string kind, string apiVersion)
        where T : KubeObject => (T)((KubeObject)record with
        {
            Cluster = context.Cluster,
            ApiVersion = apiVersion,
            Namespace = NamespaceOf(meta, context, kind),
            Uid = meta?.Uid.NullIfEmpty(),
            Labels = meta?.Labels.OrEmpty() ?? s_noEntries,
            Annotations = meta?.Annotations.OrEmpty() ?? s_noEntries,
            Created = meta?.CreationTimestamp,
            Deleted = meta?.DeletionTimestamp,
            Finalizers = meta?.Finalizers.OrEmpty() ?? [],
            Owners = meta?.Owners ?? meta?.OwnerReferences.ToModel(ToModel) ?? [],
            Generation = meta?.Generation ?? 0,
        });

    public static KubeOwner ToModel(OwnerWire owner) =>
        new(WireKinds.NameOf(owner.Kind ?? "", owner.ApiVersion ?? ""), owner.Name ?? "", owner.Uid.NullIfEmpty(), owner.Controller == true);
}
