using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what workloads were not allowed to make: pods, claims and jobs that were refused, by whom and why.</para>
/// </summary>
/// <example>
/// <code>Get-KubeRefusal checkout</code>
/// <para>Who refuses the pods of a workload: a quota, a limit range, a webhook, a policy, a missing service account.</para>
/// </example>
/// <example>
/// <code>Get-KubeRefusal -By Webhook, WebhookUnreachable -Current</code>
/// <para>Everything that admission webhooks keep from being made now.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRefusal")]
[OutputType(typeof(KubeRefusal))]
public sealed class GetKubeRefusalCommand : KubeQueryCommand
{
    /// <summary>Only what these refused.</summary>
    [Parameter]
    [EnumTransformation<Refuser>]
    public Refuser[]? By { get; set; }

    /// <summary>Only what is refused still; without it also what has been made since.</summary>
    [Parameter]
    public SwitchParameter Current { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Workload";

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => inventory.All<KubeWorkload>().Select(item => item.Name);

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (start.Object is null)
        {
            RequireListed(start, WorkloadKinds.MadeByHand);
        }

        var workloads = start.Object is null ? Related.TopLevel(start.Inventory) : Related.Workloads(start.Inventory, start.Object);
        foreach (var workload in workloads.Where(item => IsWanted(start, item) && IsFirst(item)))
        {
            if (Stopping)
            {
                return;
            }

            RequireKind(start.Inventory, "Event", workload.Namespace);
            if (workload is KubeDeployment)
            {
                // The events are about its replica sets.
                RequireKind(start.Inventory, "ReplicaSet", workload.Namespace);
            }

            foreach (var refusal in Refusals.Of(start.Inventory, workload).Where(IsAskedFor))
            {
                WriteObject(refusal);
            }
        }
    }

    private bool IsAskedFor(KubeRefusal refusal) => (By is null || By.Contains(refusal.By)) && !(Current && refusal.IsOver);
}
