using System.Collections;
using System.Management.Automation;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>What commands share that look at evidence: a statement, and the value that makes it true.</summary>
public abstract class EvidenceCommand : KubeCommand
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

    /// <summary>Weighs the value: true, false, or not known where what it came from could not be read.</summary>
    /// <param name="playbook">The playbook, which knows what could not be read; null by hand, where that was told as an error.</param>
    /// <param name="then">What it means if it is true.</param>
    /// <param name="otherwise">What it means if it is false.</param>
    internal Evidence Weigh(PlaybookScope? playbook, EvidenceEffect then, EvidenceEffect otherwise)
    {
        var (line, column) = Position;
        var fields = playbook?.Flow?.FieldsOf(line, column) ?? [];
        var exhibits = Items(If).Take(Exhibits.Limit).Select(item => Exhibits.Of(item, fields)).OfType<Exhibit>().ToList();
        if (exhibits.Count > 1)
        {
            exhibits = [.. exhibits.Distinct()];
        }

        // An object that was found is real whatever else could not be read, unless it is there for want of another; a bare true or false that came out of a
        // partial read is neither.
        List<CoverageGap> gaps = playbook is { HasGaps: true, Flow: { } flow }
            ? [.. (exhibits.Count == 0 ? flow.PartsOf(line, column) : flow.DeniedPartsOf(line, column)).SelectMany(part => playbook.GapsWithin(part.Extent)).Distinct()]
            : [];
        var answer = gaps.Count > 0 ? EvidenceAnswer.Unknown
            : LanguagePrimitives.IsTrue(If) ? EvidenceAnswer.True
            : EvidenceAnswer.False;
        var effect = answer switch
        {
            EvidenceAnswer.True => then,
            EvidenceAnswer.False => otherwise,
            _ => EvidenceEffect.None,
        };
        return new Evidence(Statement, answer, effect)
        {
            Then = then,
            Else = otherwise,
            Exhibits = answer == EvidenceAnswer.True ? exhibits : [],
            Gaps = answer == EvidenceAnswer.Unknown ? gaps : [],
        };
    }

    /// <summary>Ends the test of which the outcome is known: by telling the script, or where it does not listen by leaving it.</summary>
    internal void End(PlaybookScope playbook)
    {
        if (!playbook.EndsByItself)
        {
            throw new OutcomeKnownException();
        }

        WriteObject(true);
    }

    /// <summary>The objects of a value, one after the other.</summary>
    internal static IEnumerable<object> Items(object? value)
    {
        value = value.Unwrap();
        return value switch
        {
            null => [],
            string text => [text],
            IEnumerable list => list.Cast<object?>().SelectMany(Items),
            _ => [value],
        };
    }
}
