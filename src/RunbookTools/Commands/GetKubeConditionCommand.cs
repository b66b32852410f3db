using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the conditions objects report of themselves, each with the object it is of.</para>
/// </summary>
/// <example>
/// <code>Get-KubeNode | Get-KubeCondition Ready -Status False, Unknown</code>
/// <para>Nodes that are not ready, and what each of them says.</para>
/// </example>
/// <example>
/// <code>Get-KubeWorkload -Namespace shop | Get-KubeCondition Progressing, ReplicaFailure</code>
/// <para>How the rollouts of a namespace go.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeCondition")]
[OutputType(typeof(KubeObjectCondition))]
public sealed class GetKubeConditionCommand : KubeQueryCommand
{
    private NameFilter _types = NameFilter.All;
    private NameFilter _reasons = NameFilter.All;

    /// <summary>Only conditions of these types, with wildcards: Ready, Progressing, *Pressure.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConditionCompleter))]
    public string[]? Type { get; set; }

    /// <summary>Only conditions of these statuses.</summary>
    [Parameter]
    [ValidateSet("True", "False", "Unknown")]
    public string[]? Status { get; set; }

    /// <summary>Only conditions with these reasons, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConditionCompleter))]
    public string[]? Reason { get; set; }

    /// <summary>Names of the objects, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public override string[]? Name { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Object";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _types = NameFilter.Of(Type);
        _reasons = NameFilter.Of(Reason);
    }

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.Objects.Where(item => item is IHasConditions).Select(item => item.Name);

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        IEnumerable<KubeObject> items = start.Object is null ? start.Inventory.Objects.Where(item => IsWanted(start, item)) : [start.Object];
        foreach (var condition in items.Where(IsFirst).SelectMany(Conditions.Of).Where(IsMatch))
        {
            if (Stopping)
            {
                return;
            }

            WriteObject(condition);
        }
    }

    private bool IsMatch(KubeObjectCondition condition) =>
        _types.Matches(condition.Type)
        && (Status is null || Status.Contains(condition.Status, StringComparer.OrdinalIgnoreCase))
        && _reasons.Matches(condition.Reason);
}
