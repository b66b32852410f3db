using System.Management.Automation;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Adds a statement to the hypothesis being tested, and what it means if it is true or false.</para>
/// </summary>
/// <example>
/// <code>
/// Test-Hypothesis MemoryLimitTooLow 'The container needs more memory' {
///     Add-Evidence 'it was killed for memory' -If ($Target | Get-KubeContainer -Restarted | Where-Object LastExitReason -EQ OOMKilled) -Then Confirms -Else Weakens
/// }
/// </code>
/// <para>Containers that were killed for memory confirm the hypothesis and are kept as exhibits; without any it is weakened.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Add, "Evidence")]
public sealed class AddEvidenceCommand : EvidenceCommand
{
    /// <summary>What it means if it is true.</summary>
    [Parameter]
    [EnumTransformation<EvidenceEffect>]
    public EvidenceEffect Then { get; set; }

    /// <summary>What it means if it is false.</summary>
    [Parameter]
    [EnumTransformation<EvidenceEffect>]
    public EvidenceEffect Else { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ClusterSession.Current.Playbook is not { Hypothesis: { } hypothesis } playbook)
        {
            Fail("OutsideHypothesis", ErrorCategory.InvalidOperation, Statement, "Add-Evidence belongs in the script block of Test-Hypothesis.");
            return;
        }

        if (hypothesis.IsOver)
        {
            throw new OutcomeKnownException();
        }

        var evidence = Weigh(playbook, Then, Else);
        hypothesis.Evidence.Add(evidence);
        if (evidence.Effect is EvidenceEffect.Confirms or EvidenceEffect.Supports)
        {
            hypothesis.Since = Items(If).Select(item => Exhibits.SinceOf(item, playbook.Inventory)).Append(hypothesis.Since).MinBy(since => since?.At);
        }

        if (hypothesis.IsOver)
        {
            End(playbook);
        }
    }
}
