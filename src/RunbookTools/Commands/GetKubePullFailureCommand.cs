using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets why images could not be pulled, sorted by what the registry or the network said.</para>
/// </summary>
/// <example>
/// <code>Get-KubePullFailure -Reason Denied, DeniedOrMissing</code>
/// <para>Pulls that a registry refused, or that it would not say more about.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubePullFailure")]
[OutputType(typeof(KubePullFailure))]
public sealed class GetKubePullFailureCommand : KubePodQueryCommand
{
    /// <summary>What they failed for; all when not given.</summary>
    [Parameter]
    [EnumTransformation<PullFailureReason>]
    public PullFailureReason[]? Reason { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        NoteKinds(start, "Event");
        foreach (var pod in WantedPods(start).Where(IsFirst))
        {
            if (Stopping)
            {
                return;
            }

            foreach (var failure in PullFailures.Of(start.Inventory, pod).Where(failure => Reason is null || Reason.Contains(failure.Reason)))
            {
                WriteObject(failure);
            }
        }
    }
}
