using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>Spike.</summary>
[Cmdlet(VerbsCommon.Get, "KubeCluster")]
public sealed class GetKubeClusterCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var coverage = new Engine.Inventory.CoverageRecord();
        WriteObject(new Engine.Inventory.ClusterInventory(new Engine.Inventory.InventoryData { Name = "x", Source = "s", Location = "l", Objects = [], Coverage = coverage }).CapturedAt);
    }
}
