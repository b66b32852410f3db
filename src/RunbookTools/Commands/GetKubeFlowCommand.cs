using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets whether network policies let pods reach what they call, which policy does not, and the rule that is missing.</para>
/// </summary>
/// <example>
/// <code>Get-KubePod -Namespace shop | Get-KubeFlow -Blocked</code>
/// <para>What pods of a namespace are told to call and may not: the name service and the services in their environment.</para>
/// </example>
/// <example>
/// <code>Get-KubePod checkout-* -Namespace shop | Get-KubeFlow -To svc/shop/payments</code>
/// <para>Whether one workload may reach the pods behind a service, on each of its ports.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeFlow")]
[OutputType(typeof(KubeFlow))]
public sealed class GetKubeFlowCommand : KubePodQueryCommand
{
    /// <summary>What is called: a service, a pod or a workload, as an object or as text such as svc/shop/payments. What the pods are told to call when not given.</summary>
    [Parameter]
    public object? To { get; set; }

    /// <summary>The port: of the service, or of the pods when no service is meant. Every port of a service, and every declared port of a pod, when not given.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>Only what policies do not let through.</summary>
    [Parameter]
    public SwitchParameter Blocked { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        NoteKinds(start, "NetworkPolicy", "Namespace");
        var called = To is null ? null : Called(start);
        if (To is not null && called is null)
        {
            return;
        }

        foreach (var flow in WantedPods(start).Where(IsFirst).SelectMany(pod => called is null ? Flows.ToCalled(start.Inventory, pod) : From(pod)))
        {
            if (Stopping)
            {
                return;
            }

            if (!Blocked || flow.Allowed is false)
            {
                WriteObject(flow);
            }
        }

        IEnumerable<KubeFlow> From(KubePod pod) => called is KubeService service
            ? Flows.ToService(start.Inventory, pod, service, Port)
            : start.Inventory.PodsOf(called).Where(other => !other.IsFinished).SelectMany(other => Ports(other).Select(port => Flows.Between(start.Inventory, pod, other, port.Port, port.Protocol)));
    }

    private IEnumerable<(int Port, string Protocol)> Ports(KubePod pod)
    {
        var declared = pod.Spec.Containers.SelectMany(container => container.Ports).Select(port => (port.Port, port.Protocol)).Distinct().ToList();
        return Port is not { } only ? declared
            : declared.Exists(port => port.Port == only) ? declared.Where(port => port.Port == only)
            : [(only, "TCP")];
    }

    private KubeObject? Called(QueryStart start)
    {
        var target = TargetReference.Read(To!, wantsNode: false)?.Target;
        var kind = target is null ? null : KindTable.Find(target.Kind)?.Kind ?? target.Kind;
        var found = target is null ? null : start.Inventory.Find(kind!, target.Namespace ?? start.Object?.Namespace ?? start.Cluster.DefaultNamespace, target.Name);
        if (found is null && (target is null || RequireKind(start.Inventory, kind!, target.Namespace)) && IsAbsenceAnError)
        {
            WriteFailure("FlowTargetNotFound", ErrorCategory.ObjectNotFound, To, $"There is no '{To}' in cluster {start.Cluster}. A service, pod or workload is meant, as text svc/<namespace>/<name>.");
        }

        return found;
    }
}
