using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets how and why pods were put off their nodes: by the kubelet, a taint, a drain or a pod of higher priority.</para>
/// </summary>
/// <example>
/// <code>Get-KubeEviction | Where-Object AccountsForShortage</code>
/// <para>Pods that were evicted and used as much as their node lacked.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeEviction")]
[OutputType(typeof(KubeEviction))]
public sealed class GetKubeEvictionCommand : KubePodQueryCommand
{
    /// <summary>How they were put off; all when not given.</summary>
    [Parameter]
    [EnumTransformation<EvictionType>]
    public EvictionType[]? Type { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        NoteKinds(start, "Event");
        foreach (var pod in WantedPods(start))
        {
            if (Stopping)
            {
                return;
            }

            if (Evictions.Of(start.Inventory, pod) is { } eviction && (Type is null || Type.Contains(eviction.Type)) && IsFirst(pod))
            {
                WriteObject(eviction);
            }
        }
    }
}
