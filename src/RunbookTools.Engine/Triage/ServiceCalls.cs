using System.Globalization;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Triage;

/// <summary>Who calls which service, as far as addresses stand in environment, command and arguments.</summary>
internal sealed class ServiceCalls
{
    private readonly ILookup<KubeTarget, (KubeObject Caller, string Address)> _callers;

    public ServiceCalls(ClusterInventory inventory)
    {
        var roots = inventory.All<KubeWorkload>().Where(workload => workload.Controller is null)
            .Concat<KubeObject>(inventory.All<KubePod>().Where(pod => pod.Controller is null));
        _callers = roots.SelectMany(root => References.Of(inventory, root)
                .Where(reference => reference.Object.Kind == "Service" && reference.Field != "spec.serviceName")
                .OrderBy(reference => reference.Port is null)
                .DistinctBy(reference => reference.Object)
                .Select(reference => (Caller: root, Reference: reference)))
            .ToLookup(call => call.Reference.Object, call => (call.Caller, Words(call.Caller, call.Reference)), TargetComparer.Instance);
    }

    /// <summary>Who calls a service, and under which address.</summary>
    public IEnumerable<(KubeObject Caller, string Address)> Of(KubeService service) => _callers[service.Target];

    private static string Words(KubeObject caller, KubeReference reference)
    {
        var name = reference.Object.Namespace == caller.Namespace ? reference.Object.Name : $"{reference.Object.Name}.{reference.Object.Namespace}";
        return reference.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{name}:{port}") : name;
    }
}
