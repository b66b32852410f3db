using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets everything an object refers to, and whether it exists: secrets, config maps and their keys, claims, classes, services named in the environment.</para>
/// </summary>
/// <example>
/// <code>Get-KubeReference -Namespace shop -Missing</code>
/// <para>What workloads refer to and does not exist.</para>
/// </example>
/// <example>
/// <code>Get-KubePod payments-* | Get-KubeReference -Kind secret</code>
/// <para>Secrets pods refer to, with the keys.</para>
/// </example>
/// <example>
/// <code>Get-KubeResource ConfigMap app-config -Namespace shop | Get-KubeReference -Incoming</code>
/// <para>Who uses a config map: fields that name it, texts in which its name stands, and accounts that may read it.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeReference")]
[OutputType(typeof(KubeReference))]
public sealed class GetKubeReferenceCommand : KubeQueryCommand
{
    /// <summary>Only references to these kinds, by kind, plural or short name.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[]? Kind { get; set; }

    /// <summary>Only what does not exist and must.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <summary>What refers to a config map, secret, claim or service account, in place of what the object refers to.</summary>
    [Parameter]
    public SwitchParameter Incoming { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Workload";

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => Sources(inventory).Select(item => item.Name);

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (start.Object is null)
        {
            RequireListed(start, WorkloadKinds.MadeByHand);
        }

        if (Incoming)
        {
            Referrers.Prepare(start.Inventory, Cancellation);
        }

        var items = start.Object is null ? Sources(start.Inventory).Where(item => IsWanted(start, item))
            : start.Object is KubeNamespace ? Sources(start.Inventory).Where(item => item.Namespace == start.Object.Name && IsWanted(start, item))
            : [start.Object];
        foreach (var item in items.Where(IsFirst))
        {
            if (Stopping)
            {
                return;
            }

            Write(start, item);
        }
    }

    private IEnumerable<KubeObject> Sources(ClusterInventory inventory) => Incoming ? Referrers.Kinds.SelectMany(inventory.OfKind) :
        Related.TopLevel(inventory).Concat<KubeObject>(inventory.OfKind("Pod").Where(pod => pod.Controller is null)).Concat(inventory.OfKind("Ingress"));

    private void Write(QueryStart start, KubeObject item)
    {
        var references = Incoming ? Referrers.Of(start.Inventory, item) : References.Of(start.Inventory, item);
        foreach (var gap in Incoming ? Referrers.GapsOf(start.Inventory, item) : [])
        {
            ReportGap(gap);
        }

        if (Kind is not null)
        {
            var kinds = Kind.Select(kind => KindTable.Find(kind)?.Kind ?? kind).ToHashSet(StringComparer.OrdinalIgnoreCase);
            references = [.. references.Where(reference => kinds.Contains(reference.Object.Kind))];
        }

        // Shown, an unknown answer says so itself. Left out, or tested in a playbook, it must be told.
        foreach (var gap in References.GapsOf(start.Inventory, references))
        {
            if (Missing || ClusterSession.Current.Playbook is not null)
            {
                ReportGap(gap);
            }
            else
            {
                WriteVerbose($"Not read: {gap}.");
            }
        }

        foreach (var reference in references.Where(reference => !Missing || (reference.Exists is false && !reference.Optional)))
        {
            if (start.Container is null || !reference.Field.StartsWith("containers[", StringComparison.Ordinal)
                || reference.Field.StartsWith($"containers[{start.Container}]", StringComparison.Ordinal))
            {
                WriteObject(reference);
            }
        }
    }
}
