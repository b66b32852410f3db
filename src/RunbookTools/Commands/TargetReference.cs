using System.Collections;
using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>What an object from the pipeline points at.</summary>
/// <param name="Cluster">The name of the cluster it is from; empty when it does not say.</param>
/// <param name="Target">The object it points at; null when it points at a whole cluster.</param>
/// <param name="Container">The container it points at; null for the whole object.</param>
internal sealed record TargetReference(string Cluster, KubeTarget? Target, string? Container = null)
{
    /// <summary>The cluster itself, when that is what came.</summary>
    public KubeCluster? Whole { get; private init; }

    /// <summary>Reads an object from the pipeline.</summary>
    /// <param name="item">Any object of this module, or anything with the properties Kind, Namespace and Name.</param>
    /// <param name="wantsNode">True when of an object that names a pod and a node the node is meant.</param>
    /// <returns>Null when it points at nothing.</returns>
    public static TargetReference? Read(object item, bool wantsNode)
    {
        var value = item.Unwrap();
        return value switch
        {
            KubeCluster cluster => new TargetReference(cluster.Name, null) { Whole = cluster },
            KubeEvent seen => To(seen.Object, seen.Cluster, seen.Container),
            KubeObject known => To(known.Target),
            KubeTarget target => To(target),
            KubeContainer container => ToPod(container.Cluster, container.Namespace, container.Pod, container.Name),
            KubeRestart { Container: var container } => ToPod(container.Cluster, container.Namespace, container.Pod, container.Name),
            KubeLogLine line => ToPod(line.Cluster, line.Namespace, line.Pod, line.Container),
            KubeLogSign { Line: var line } => ToPod(line.Cluster, line.Namespace, line.Pod, line.Container),
            KubeProbeFailure { Container: var container } => ToPod(container.Cluster, container.Namespace, container.Pod, container.Name),
            KubeLogPattern { Example: var line } => ToPod(line.Cluster, line.Namespace, line.Pod, line.Container),
            KubeObjectCondition condition => To(condition.Object),
            KubeFlow flow => To(flow.From),
            KubeNodeFit fit => To(wantsNode ? fit.Node : fit.Pod),
            KubeSchedulingBlocker blocker => To(wantsNode && blocker.NearestNode is { } nearest ? nearest : blocker.Pod),
            KubePullFailure { Container: var container } => ToPod(container.Cluster, container.Namespace, container.Pod, container.Name),
            KubeEviction eviction => To(eviction.Pod),
            KubeNodeSign sign => To(sign.Node),
            KubeUsage usage => To(wantsNode && usage.Node.Length > 0 ? new KubeTarget("Node", null, usage.Node) { Cluster = usage.Object.Cluster } : usage.Object, container: usage.Container),
            KubeServedCertificate certificate => To(certificate.Secret, certificate.From.Cluster),
            KubeEndpoint endpoint => endpoint.Object is { } target ? To(target) : null,
            KubeReference reference => To(reference.Object, reference.From.Cluster),
            KubeRevision revision => To(revision.Workload),
            KubeRefusal refusal => To(refusal.Workload),
            KubeDenial denial => To(denial.Account),
            KubeRoute route => To(route.From),
            KubeHop hop => To(hop.Object),
            Symptom symptom => To(symptom.Object, symptom.Cluster),
            HypothesisResult result => To(result.Target, result.Cluster),
            Finding finding => To(finding.Target),
            Explained explained => To(explained.Object),
            Exhibit exhibit => To(exhibit.Object),
            string text => OfText(text),
            _ => OfProperties(PSObject.AsPSObject(item)),
        };
    }

    private static TargetReference To(KubeTarget target, string cluster = "", string? container = null) =>
        new(target.Cluster.Length > 0 ? target.Cluster : cluster, target, container);

    private static TargetReference ToPod(string cluster, string? ns, string pod, string container) =>
        new(cluster, new KubeTarget("Pod", ns, pod) { Cluster = cluster }, container);

    /// <summary><c>deploy/web</c> as kubectl takes it, or <c>deploy/shop/web</c>.</summary>
    private static TargetReference? OfText(string text) => text.Split('/') switch
    {
        [var kind, var name] when kind.Length > 0 && name.Length > 0 => To(new KubeTarget(kind, null, name)),
        [var kind, var ns, var name] when kind.Length > 0 && ns.Length > 0 && name.Length > 0 => To(new KubeTarget(kind, ns, name)),
        _ => null,
    };

    private static TargetReference? OfProperties(PSObject item)
    {
        var kind = Property(item, "Kind");
        var name = Property(item, "Name");
        return kind is null || name is null ? null
            : new TargetReference(Property(item, "Cluster") ?? "", new KubeTarget(kind, Property(item, "Namespace"), name));
    }

    private static string? Property(PSObject item, string name)
    {
        var value = item.BaseObject is IDictionary entries ? entries[name] : item.Properties[name]?.Value;
        return value?.ToString() is { Length: > 0 } text ? text : null;
    }
}
