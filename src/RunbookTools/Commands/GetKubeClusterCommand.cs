using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the clusters that are connected, with what was read of them and what was not.</para>
/// </summary>
/// <example>
/// <code>Get-KubeCluster</code>
/// <para>Lists the clusters that are connected.</para>
/// </example>
/// <example>
/// <code>Get-KubePod | Where-Object Restarts -GT 0 | Get-KubeCluster</code>
/// <para>The cluster each of some objects is from.</para>
/// </example>
/// <example>
/// <code>(Get-KubeCluster).Coverage.Gaps</code>
/// <para>Lists what could not be read, and what would help.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeCluster")]
[OutputType(typeof(KubeCluster))]
public sealed class GetKubeClusterCommand : KubeCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public string[]? Name { get; set; }

    /// <summary>An object of a cluster, or a name: the cluster it is from.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Target { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var item = Target.Unwrap();
        if (item is not null and not string)
        {
            WriteObject(item as KubeCluster ?? RequireCluster(null, TargetReference.Read(item, wantsNode: false)?.Cluster));
            return;
        }

        if (item is string text)
        {
            Name = [text];
        }

        var names = NameFilter.Of(Name);
        WriteObject(ClusterSession.Current.Clusters.Where(cluster => names.Matches(cluster.Name)).ToList(), enumerateCollection: true);
        foreach (var name in names.Missing)
        {
            WriteFailure("ClusterNotFound", ErrorCategory.ObjectNotFound, name, $"No cluster '{name}' is connected. Connect-KubeCluster connects one.");
        }
    }
}
