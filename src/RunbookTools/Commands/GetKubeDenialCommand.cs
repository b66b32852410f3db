using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what the Kubernetes API refused to pods, by their own logs, and which right is missing.</para>
/// </summary>
/// <example>
/// <code>Get-KubeWorkload operator | Get-KubeDenial</code>
/// <para>What an operator may not do, and whether a role, a rule or a binding is missing for it.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeDenial")]
[OutputType(typeof(KubeDenial))]
public sealed class GetKubeDenialCommand : KubeLogReadingCommand
{
    private static readonly string[] s_kinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount"];

    /// <inheritdoc/>
    internal override void Write(ClusterInventory inventory, IEnumerable<KubeLogLine> lines)
    {
        foreach (var denial in Denials.Of(inventory, lines))
        {
            foreach (var kind in s_kinds)
            {
                RequireKind(inventory, kind, KindTable.Find(kind)!.IsNamespaced ? denial.Scope : null);
            }

            WriteObject(denial);
        }
    }
}
