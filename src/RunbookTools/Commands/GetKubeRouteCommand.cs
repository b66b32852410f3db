using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the way requests take from an ingress, route or service to a container, and where it breaks.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "KubeRoute")]
[OutputType(typeof(KubeRoute))]
public sealed class GetKubeRouteCommand : KubeResourceQueryCommand
{
    /// <summary>Only routes that break.</summary>
    [Parameter]
    public SwitchParameter Broken { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        foreach (var item in WantedObjects(start, "Service", "Ingress", "HTTPRoute"))
        {
            var routes = Routes.Of(start.Inventory, item);
            NoteKinds(start, routes.SelectMany(route => route.Hops).Where(hop => hop.Ok is null).Select(hop => hop.Object.Kind).Distinct());
            WriteObject(routes.Where(route => !Broken || route.IsWhole is false), enumerateCollection: true);
        }
    }
}
