using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the way a request takes from an ingress, route or service to a container port, and where it breaks.</para>
/// </summary>
/// <example>
/// <code>Get-KubeRoute -Broken</code>
/// <para>Ways to a container that break, and where.</para>
/// </example>
/// <example>
/// <code>Get-KubeResource ingress storefront | Get-KubeRoute | ForEach-Object Hops</code>
/// <para>Every station of a route.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeRoute")]
[OutputType(typeof(KubeRoute))]
public sealed class GetKubeRouteCommand : KubeQueryCommand
{
    /// <summary>Only routes that break.</summary>
    [Parameter]
    public SwitchParameter Broken { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Service";

    /// <inheritdoc/>
    internal override IEnumerable<string> KnownNames(ClusterInventory inventory) => Entries(inventory).Select(item => item.Name);

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (start.Object is null)
        {
            RequireListed(start, ["Ingress", "HTTPRoute", "Service"]);
        }

        foreach (var item in From(start).Where(item => IsWanted(start, item) && IsFirst(item)))
        {
            foreach (var route in Routes.Of(start.Inventory, item))
            {
                if (Stopping)
                {
                    return;
                }

                if (route.IsWhole is null)
                {
                    var unread = start with { Object = item };
                    if (Broken)
                    {
                        RequireKinds(unread, Unread(route));
                    }
                    else
                    {
                        NoteKinds(unread, Unread(route));
                    }
                }

                if (!Broken || route.IsWhole is false)
                {
                    WriteObject(route);
                }
            }
        }
    }

    private static IEnumerable<string> Unread(KubeRoute route) =>
        route.Hops.Where(hop => hop.Ok is null).Select(hop => hop.Object.Kind).Append("EndpointSlice").Append("Pod").Distinct();

    private static IEnumerable<KubeObject> From(QueryStart start) => start.Object switch
    {
        null => Entries(start.Inventory),
        KubeIngress or KubeHttpRoute or KubeService => [start.Object],
        KubeNamespace ns => Entries(start.Inventory).Where(item => item.Namespace == ns.Name),
        var item => Related.Services(start.Inventory, item),
    };

    private static IEnumerable<KubeObject> Entries(ClusterInventory inventory) =>
        inventory.OfKind("Ingress").Concat(inventory.OfKind("HTTPRoute")).Concat(inventory.OfKind("Service"));
}
