using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets containers of pods with their state: what they run, why they wait, how they last ended.</para>
/// </summary>
/// <example>
/// <code>Get-KubeContainer -Namespace shop -Restarted</code>
/// <para>Containers that were restarted, with how they last ended.</para>
/// </example>
/// <example>
/// <code>Get-KubeWorkload payments | Get-KubeContainer -NotReady</code>
/// <para>Containers of a workload that are not ready.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeContainer")]
[OutputType(typeof(KubeContainer))]
public sealed class GetKubeContainerCommand : KubeQueryCommand
{
    private NameFilter _pods = NameFilter.All;

    /// <summary>Names of pods, with wildcards; -Name is for containers.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public string[]? Pod { get; set; }

    /// <summary>Only containers that were restarted.</summary>
    [Parameter]
    public SwitchParameter Restarted { get; set; }

    /// <summary>Only containers that wait.</summary>
    [Parameter]
    public SwitchParameter Waiting { get; set; }

    /// <summary>Only containers that are not ready. One that ended well because its work is done counts as ready.</summary>
    [Parameter]
    public SwitchParameter NotReady { get; set; }

    /// <summary>Only containers of these types.</summary>
    [Parameter]
    [EnumTransformation<ContainerType>]
    public ContainerType[]? Type { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Container";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _pods = NameFilter.Of(Pod);
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, start.Object is null ? ["Pod"] : Related.KindsForPods(start.Object));
        var pods = start.Object is null ? AllWanted<KubePod>(start) : Related.Pods(start.Inventory, start.Object);
        foreach (var pod in pods)
        {
            if (Stopping)
            {
                return;
            }

            if (!IsNamespaceWanted(start, pod.Namespace) || !AreLabelsWanted(pod) || !_pods.Matches(pod.Name))
            {
                continue;
            }

            foreach (var container in pod.Containers)
            {
                if ((start.Container is null || container.Name == start.Container)
                    && IsNameWanted(container.Name)
                    && IsStateWanted(pod, container)
                    && IsFirst(container))
                {
                    WriteObject(container);
                }
            }
        }
    }

    private bool IsStateWanted(KubePod pod, KubeContainer container) =>
        (!Restarted || container.RestartCount > 0)
        && (!Waiting || container.State == ContainerState.Waiting)
        && (!NotReady || !(container.Ready || container is { State: ContainerState.Terminated, ExitCode: 0 } && (container.Type != ContainerType.App || pod.IsFinished)))
        && (Type is null || Type.Contains(container.Type));
}
