using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>What every query takes: names with wildcards, namespaces, labels, a cluster, or objects from the pipeline.</summary>
public abstract class KubeQueryCommand : KubeCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Namespaces, with wildcards. The cluster's default namespace, or all, when not given.</summary>
    [Parameter]
    [Alias("ns")]
    [SupportsWildcards]
    public string[]? Namespace { get; set; }

    /// <summary>Labels, as kubectl takes them: <c>app=web,tier!=cache,env in (a,b)</c>.</summary>
    [Parameter]
    [Alias("l")]
    public string? Selector { get; set; }

    /// <summary>The cluster: its name or what Connect-KubeCluster returned. The one connected last when not given.</summary>
    [Parameter]
    [ClusterTransformation]
    public KubeCluster? Cluster { get; set; }

    /// <summary>An object to start from: a workload, service, node, namespace, pod, container, symptom or finding.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Target { get; set; }
}
