using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets how much is used of volumes, nodes and containers: as kubelets measured it when a support bundle was made, of a live cluster as metrics-server tells (memory and processor time).</para>
/// </summary>
/// <example>
/// <code>Get-KubeUsage -Resource Storage | Where-Object Share -GT 0.9</code>
/// <para>Volumes and nodes with less than a tenth of their room left.</para>
/// </example>
/// <example>
/// <code>Get-KubePod -Namespace shop | Get-KubeUsage -Resource Memory</code>
/// <para>What the containers of a namespace use, and of which limit.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeUsage")]
[OutputType(typeof(KubeUsage))]
public sealed class GetKubeUsageCommand : KubeQueryCommand
{
    /// <summary>What is used; everything when not given.</summary>
    [Parameter]
    [EnumTransformation<UsageResource>]
    public UsageResource[]? Resource { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Pod";

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (!Require(start))
        {
            return;
        }

        foreach (var usage in Usages.Of(start.Inventory, start.Object).Where(usage => Resource is null || Resource.Contains(usage.Resource)))
        {
            if (Stopping)
            {
                return;
            }

            if (IsNamespaceWanted(start, usage.Object.Namespace) && (usage.Claim is { } claim && IsNameWanted(claim.Name) || IsNameWanted(usage.Object.Name))
                && (start.Container is null || usage.Container == start.Container) && IsFirst(usage))
            {
                WriteObject(usage);
            }
        }
    }

    // What is used of volumes only kubelets tell; of the rest metrics-server is enough.
    private bool Require(QueryStart start)
    {
        if (start.Inventory.GapFor(KindTable.Usage) is null)
        {
            return true;
        }

        string[] metrics = start.Object switch { KubeNode => ["NodeMetrics"], null => ["PodMetrics", "NodeMetrics"], _ => ["PodMetrics"] };
        var isOfVolumes = start.Object is KubeVolumeClaim or KubeVolume || Resource?.All(IsOfVolumes) == true;
        if (isOfVolumes || metrics.All(kind => start.Inventory.GapFor(kind) is { Kind: GapKind.Absent }))
        {
            return RequireKind(start.Inventory, KindTable.Usage);
        }

        RequireKinds(start, metrics);
        if (Resource?.Any(IsOfVolumes) != false)
        {
            NoteKinds(start, KindTable.Usage);
        }

        return true;
    }

    private static bool IsOfVolumes(UsageResource resource) => resource is UsageResource.Storage or UsageResource.Inodes;
}
