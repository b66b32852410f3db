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
/// <code>(Get-KubeCluster).Coverage.Gaps</code>
/// <para>Lists what could not be read, and what would help.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeCluster")]
[OutputType(typeof(KubeCluster))]
public sealed class GetKubeClusterCommand : KubeCommand
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var names = new NameFilter(Name);
        WriteObject(ClusterSession.Current.Clusters.Where(cluster => names.Matches(cluster.Name)).ToList(), enumerateCollection: true);
        foreach (var name in names.Missing)
        {
            WriteFailure("ClusterNotFound", ErrorCategory.ObjectNotFound, name, $"No cluster '{name}' is connected. Connect-KubeCluster connects one.");
        }
    }
}
