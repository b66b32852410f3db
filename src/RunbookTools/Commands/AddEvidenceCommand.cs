using System.Collections;
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
public sealed class AddEvidenceCommand : KubeCommand
{
    /// <summary>The statement.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Statement { get; set; } = "";

    /// <summary>The value that makes it true: objects found, or true. Objects are kept as exhibits.</summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? If { get; set; }

    /// <summary>What it means if it is true.</summary>
    [Parameter]
    [EffectTransformation]
    public EvidenceEffect Then { get; set; }

    /// <summary>What it means if it is false.</summary>
    [Parameter]
    [EffectTransformation]
    public EvidenceEffect Else { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ClusterSession.Current.Playbook is not { Hypothesis: { } hypothesis } playbook)
        {
            Fail("OutsideHypothesis", ErrorCategory.InvalidOperation, Statement, "Add-Evidence belongs in the script block of Test-Hypothesis.");
            return;
        }

        var (line, column) = (MyInvocation.ScriptLineNumber, MyInvocation.OffsetInLine);
        var fields = hypothesis.Flow.FieldsOf(line, column).ToList();
        var items = Items(If).ToList();
        var exhibits = items.Take(Exhibits.Limit).Select(item => Exhibits.Of(item, fields)).OfType<Exhibit>().Distinct().ToList();
        var gaps = hypothesis.Flow.PartsOf(line, column).SelectMany(part => playbook.GapsWithin(part.Extent)).Distinct().ToList();

        // An object that was found is real whatever else could not be read; a bare true or false that came out of a partial read is neither.
        var answer = gaps.Count > 0 && exhibits.Count == 0 ? EvidenceAnswer.Unknown
            : LanguagePrimitives.IsTrue(If) ? EvidenceAnswer.True
            : EvidenceAnswer.False;
        var effect = answer switch
        {
            EvidenceAnswer.True => Then,
            EvidenceAnswer.False => Else,
            _ => EvidenceEffect.None,
        };
        hypothesis.Evidence.Add(new Evidence(Statement, answer, effect)
        {
            Then = Then,
            Else = Else,
            Exhibits = answer == EvidenceAnswer.True ? exhibits : [],
            Gaps = answer == EvidenceAnswer.Unknown ? gaps : [],
        });

        if (effect is EvidenceEffect.Confirms or EvidenceEffect.Supports)
        {
            hypothesis.Since = items.Select(item => Exhibits.SinceOf(item, playbook.Inventory)).Append(hypothesis.Since).MinBy(since => since?.At);
        }
    }

    private static IEnumerable<object> Items(object? value)
    {
        value = value is PSObject wrapped ? wrapped.BaseObject : value;
        return value switch
        {
            null => [],
            string text => [text],
            IEnumerable list => list.Cast<object?>().SelectMany(Items),
            _ => [value],
        };
    }
}
