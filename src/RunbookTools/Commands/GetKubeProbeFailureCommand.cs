using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets probes that failed and what they got: nobody listening, no answer in time, a path that does not exist, a no.</para>
/// </summary>
/// <example>
/// <code>Get-KubeProbeFailure -Namespace shop | Where-Object Outcome -EQ Refused</code>
/// <para>Probes that found nobody listening.</para>
/// </example>
/// <example>
/// <code>Get-KubeWorkload checkout | Get-KubeProbeFailure -Probe Liveness</code>
/// <para>What the liveness probes of a workload's pods got.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeProbeFailure")]
[OutputType(typeof(KubeProbeFailure))]
public sealed class GetKubeProbeFailureCommand : KubePodQueryCommand
{
    /// <summary>Only these probes.</summary>
    [Parameter]
    [ValidateSet("Liveness", "Readiness", "Startup")]
    public string[]? Probe { get; set; }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, "Event");
        foreach (var failure in WantedPods(start).SelectMany(pod => ProbeFailures.Of(start.Inventory, pod)))
        {
            if (Stopping)
            {
                return;
            }

            if ((start.Container is null || failure.Container.Name == start.Container)
                && (Probe is null || Probe.Contains(failure.Probe, StringComparer.OrdinalIgnoreCase))
                && IsFirst(failure.Event))
            {
                WriteObject(failure);
            }
        }
    }
}
