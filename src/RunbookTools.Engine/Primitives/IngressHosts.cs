using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>Which ingress answers for a host and path.</summary>
internal static class IngressHosts
{
    /// <summary>Of several ingresses with the same host and path, the oldest wins (ingress-nginx, docs/user-guide/basic-usage and internal/ingress/controller); what other controllers do differs.</summary>
    private const string OldestWins = "k8s.io/ingress-nginx";
    private const string Canary = "nginx.ingress.kubernetes.io/canary";

    private static readonly ConditionalWeakTable<ClusterInventory, ILookup<(string? Host, string Path), (KubeIngress Ingress, KubeIngressRule Rule)>> s_rules = [];

    /// <summary>The class of an ingress: the one it names, else the default; null when there is no such object.</summary>
    public static KubeIngressClass? ClassOf(ClusterInventory inventory, KubeIngress ingress) => ingress.Class is { Length: > 0 } name
        ? inventory.Find<KubeIngressClass>("IngressClass", null, name)
        : inventory.All<KubeIngressClass>().FirstOrDefault(item => item.IsDefault);

    /// <summary>The older ingress that gets the requests of a rule in its stead; null when there is none, or the controller is one that sees to both.</summary>
    public static KubeIngress? Winner(ClusterInventory inventory, KubeIngress ingress, KubeIngressRule rule)
    {
        if (ClassOf(inventory, ingress)?.ControllerName != OldestWins || IsCanary(ingress))
        {
            return null;
        }

        var rules = s_rules.GetValue(inventory, read => read.All<KubeIngress>()
            .SelectMany(item => item.Rules.Select(each => (item, each))).ToLookup(pair => (pair.each.Host, pair.each.Path)));
        return rules[(rule.Host, rule.Path)]
            .Where(other => other.Ingress.Target != ingress.Target && other.Ingress.Deleted is null && !IsCanary(other.Ingress)
                && other.Ingress.Created < ingress.Created && other.Rule.PathType == rule.PathType
                && (other.Ingress.Namespace, other.Rule.Backend) != (ingress.Namespace, rule.Backend)
                && ClassOf(inventory, other.Ingress) == ClassOf(inventory, ingress))
            .Select(other => other.Ingress).MinBy(other => other.Created);
    }

    private static bool IsCanary(KubeIngress ingress) => ingress.Annotations.GetValueOrDefault(Canary) == "true";
}
