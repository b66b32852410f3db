using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets volume claims together with their volume and storage class.</para>
/// </summary>
/// <example>
/// <code>Get-KubeVolumeClaim | Where-Object Phase -NE Bound</code>
/// <para>Claims without a volume, with the class they ask for.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeVolumeClaim")]
[OutputType(typeof(KubeVolumeClaim))]
public sealed class GetKubeVolumeClaimCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "PersistentVolumeClaim";

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, "PersistentVolumeClaim");
        NoteKinds(start, "PersistentVolume", "StorageClass");
        var items = start.Object is null ? AllWanted<KubeVolumeClaim>(start) : Related.Claims(start.Inventory, start.Object);
        WriteWanted(start, items, item => Claims.Join(start.Inventory, (KubeVolumeClaim)item));
    }
}
