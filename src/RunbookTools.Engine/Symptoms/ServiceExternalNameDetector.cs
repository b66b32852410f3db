using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Service.ExternalNameMissing</c>: a service stands for another one of the cluster that does not exist.</summary>
internal sealed class ServiceExternalNameDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from service in inventory.All<KubeService>()
        where service is { Type: "ExternalName", Deleted: null }
        from route in Routes.Of(inventory, service).Take(1)
        let broken = route.Break
        where broken is { Break: RouteBreak.ExternalNameMissing }
        select Signs.Of(inventory, "Service.ExternalNameMissing", service, broken.Message ?? "", service.Created, Severity.Warning, service.ExternalName ?? "");
}
