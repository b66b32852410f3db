using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">States what every hypothesis of a playbook cannot do without. When it is not so all of them are refuted, and the playbook ends there.</para>
/// </summary>
/// <example>
/// <code>
/// $failed = $Target | Get-KubeRestart -Recent -EndedBy Process
/// Assert-Premise 'a process of it gave up by itself' -If $failed
/// </code>
/// <para>Where no process gave up, no reason to give up has to be looked for. Where that could not be read the hypotheses are tested, and know it.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsLifecycle.Assert, "Premise")]
public sealed class AssertPremiseCommand : EvidenceCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var session = ClusterSession.Current;
        if (session.Playbook is { Hypothesis: null } playbook)
        {
            playbook.Premises.Add(Weigh(playbook, EvidenceEffect.None, EvidenceEffect.Refutes));
            if (playbook.IsOver)
            {
                End(playbook);
            }
        }
        else if (session.Playbook is null && MyInvocation.ScriptName is { Length: > 0 } script)
        {
            // A playbook that is run as a script goes on, and its hypotheses find the premise here.
            // What stands further down was found by an earlier run.
            var premises = session.PremisesOf(script);
            foreach (var later in premises.Keys.Where(line => line > MyInvocation.ScriptLineNumber).ToList())
            {
                premises.Remove(later);
            }

            premises[MyInvocation.ScriptLineNumber] = Weigh(playbook: null, EvidenceEffect.None, EvidenceEffect.Refutes);
        }
        else
        {
            Fail("OutsidePlaybook", ErrorCategory.InvalidOperation, Statement, "Assert-Premise belongs in a playbook, before the hypotheses that need it.");
        }
    }
}
