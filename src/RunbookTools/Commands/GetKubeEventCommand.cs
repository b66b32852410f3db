using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets events, oldest first: those about an object, or all.</para>
/// </summary>
/// <example>
/// <code>Get-KubeEvent -Type Warning -Since 1h</code>
/// <para>Warnings of the hour before the capture.</para>
/// </example>
/// <example>
/// <code>Get-KubeWorkload payments | Get-KubeEvent -Recurse</code>
/// <para>Events about a deployment, its replica sets, pods and claims.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeEvent")]
[OutputType(typeof(KubeEvent))]
public sealed class GetKubeEventCommand : KubeQueryCommand
{
    private NameFilter _reasons = NameFilter.All;

    /// <summary>Only events with these reasons, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EventReasonCompleter))]
    public string[]? Reason { get; set; }

    /// <summary>Only events of this type. Faults are sometimes told in Normal ones.</summary>
    [Parameter]
    [ValidateSet("Normal", "Warning")]
    public string? Type { get; set; }

    /// <summary>Only events seen within this time before the capture: <c>30m</c>, <c>2h</c> or a time span.</summary>
    [Parameter]
    [AgeTransformation]
    public TimeSpan? Since { get; set; }

    /// <summary>Also events about everything under the object: replica sets, pods and claims of a workload, pods on a node.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Event";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _reasons = NameFilter.Of(Reason);
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, "Event");
        foreach (var item in Candidates(start).TakeWhile(_ => !Stopping).Where(item => IsMatch(start, item)).OrderBy(item => item.LastSeen))
        {
            if (IsFirst(item))
            {
                WriteObject(item);
            }
        }
    }

    /// <inheritdoc/>
    internal override void WriteNotFound(string name)
    {
        // -Name is the object an event is about; one without events is there all the same.
        if (Cluster is null ? ClusterSession.Current.Default?.Inventory.Objects.Any(item => item.Name == name) is false : !Cluster.Inventory.Objects.Any(item => item.Name == name))
        {
            base.WriteNotFound(name);
        }
    }

    private IEnumerable<KubeEvent> Candidates(QueryStart start)
    {
        var inventory = start.Inventory;
        return start.Object switch
        {
            null => AllWanted<KubeEvent>(start),
            KubeNamespace ns => inventory.All<KubeEvent>().Where(item => item.Object.Namespace == ns.Name || item.Namespace == ns.Name || item.Object == ns.Target),
            var item when Recurse => Related.Under(inventory, item).Prepend(item).SelectMany(inventory.EventsOf),
            var item => inventory.EventsOf(item),
        };
    }

    private bool IsMatch(QueryStart start, KubeEvent item) =>
        (Type is null || item.Type == Type)
        && _reasons.Matches(item.Reason)
        && (Since is not { } since || item.LastSeen >= start.Inventory.CapturedAt - since)
        && (start.Container is null || item.Container is null || item.Container == start.Container)
        && (start.Object is not null || IsNamespaceWanted(start, item.Object.Namespace ?? item.Namespace))
        && IsNameWanted(item.Object.Name)
        && (Selector is null || start.Inventory.Find(item.Object) is { } about && AreLabelsWanted(about));
}
