namespace RunbookTools.Model;

/// <summary>An object of a kind without a record of its own, a custom resource mostly.</summary>
public sealed record KubeUntypedObject : KubeObject, IHasConditions
{
    /// <summary>The top-level fields except metadata, by name. Values are strings, numbers, booleans, lists and dictionaries of the same.</summary>
    public IReadOnlyDictionary<string, object?> Properties { get; init; } = new Dictionary<string, object?>();

    /// <summary>The conditions under <c>status.conditions</c>, when it has that conventional form; never null.</summary>
    public IReadOnlyList<KubeCondition> Conditions { get; init; } = [];
}
