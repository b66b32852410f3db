using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets services together with their endpoints.</para>
/// </summary>
/// <example>
/// <code>Get-KubeService -Namespace shop | Where-Object { $_.ReadyEndpoints.Count -eq 0 }</code>
/// <para>Services that nobody answers for.</para>
/// </example>
/// <example>
/// <code>Get-KubePod payments-* | Get-KubeService</code>
/// <para>Services that select a pod.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeService")]
[OutputType(typeof(KubeService))]
public sealed class GetKubeServiceCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Service";

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, "Service");
        var items = start.Object is null ? AllWanted<KubeService>(start) : Related.Services(start.Inventory, start.Object);
        WriteWanted(start, items, item =>
        {
            var service = Services.Join(start.Inventory, (KubeService)item);
            if (service.ReadyEndpoints is null)
            {
                NoteKinds(start, "EndpointSlice");
            }

            return service;
        });
    }
}
