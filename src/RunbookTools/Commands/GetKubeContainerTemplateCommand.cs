using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets containers as workloads declare them, whether or not any pod of them runs.</para>
/// </summary>
/// <example>
/// <code>Get-KubeContainerTemplate -Namespace shop | Where-Object ImageTag -EQ latest</code>
/// <para>Containers whose image may be another one tomorrow.</para>
/// </example>
/// <example>
/// <code>Get-KubeWorkload payments | Get-KubeContainerTemplate | ForEach-Object Spec</code>
/// <para>All that is asked for of the containers of one workload.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeContainerTemplate")]
[OutputType(typeof(KubeContainerTemplate))]
public sealed class GetKubeContainerTemplateCommand : KubeQueryCommand
{
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

        var items = start.Object is null or KubeNamespace
            ? Sources(start.Inventory).Where(item => (start.Object is null || item.Namespace == start.Object.Name) && IsWanted(start, item))
            : [start.Object];
        foreach (var container in items.Where(IsFirst).SelectMany(ContainerTemplates.Of).TakeWhile(_ => !Stopping))
        {
            WriteObject(container);
        }
    }

    private static IEnumerable<KubeObject> Sources(ClusterInventory inventory) =>
        Related.TopLevel(inventory).Concat<KubeObject>(inventory.All<KubePod>().Where(pod => pod.Controller is null));
}
