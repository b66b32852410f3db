using System.Management.Automation;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Adds what to do next if the hypothesis holds.</para>
/// </summary>
/// <example>
/// <code>
/// Test-Hypothesis MemoryLimitTooLow 'The container needs more memory' {
///     Add-NextStep 'Raise the limit' -For $killed -Risk Change -Command 'kubectl -n {Namespace} set resources {Owner} -c {Container} --limits=memory={MemoryLimit*2}'
/// }
/// </code>
/// <para>Names in braces are filled in from the object.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Add, "NextStep")]
public sealed class AddNextStepCommand : KubeCommand
{
    /// <summary>What to do and why, in one sentence.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Text { get; set; } = "";

    /// <summary>The objects it is for; the command is written for the first, and with {Names} for all. Without any there is no step. The object the playbook runs on when not given.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? For { get; set; }

    /// <summary>What it may do to the cluster.</summary>
    [Parameter]
    [EnumTransformation<Risk>]
    public Risk Risk { get; set; }

    /// <summary>The command, with what varies in braces: {Namespace}, {Owner}, {Container}, {MemoryLimit*2}. Left out when something in braces is not known.</summary>
    [Parameter]
    public string? Command { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ClusterSession.Current.Playbook is not { Hypothesis: { } hypothesis } playbook)
        {
            Fail("OutsideHypothesis", ErrorCategory.InvalidOperation, Text, "Add-NextStep belongs in the script block of Test-Hypothesis.");
            return;
        }

        var isMeant = Gives(nameof(For));
        List<object?> items = isMeant
            ? [.. (For ?? []).Select(candidate => candidate.Unwrap()).Where(candidate => candidate is not null)]
            : [playbook.Target];
        var item = items.FirstOrDefault();
        if (isMeant && item is null)
        {
            // What was meant and not found must not turn into a step for something else.
            return;
        }

        hypothesis.NextSteps.Add(new NextStep(Text, Risk, Command is null ? null : CommandTemplate.Fill(Command, item, playbook.Inventory, items)));
    }
}
