using System.Diagnostics;
using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Hypotheses;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Tests a hypothesis: gathers evidence and says what it comes to.</para>
/// </summary>
/// <example>
/// <code>
/// Test-Hypothesis NodeNotReady 'The node went away' -Target (Get-KubePod payments-*)[0] {
///     Add-Evidence 'its node is not ready' -If (Get-KubePod payments-* | Get-KubeNode | Where-Object { -not $_.IsReady }) -Then Confirms -Else Refutes
/// }
/// </code>
/// <para>Tests a hypothesis by hand, outside of a playbook.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsDiagnostic.Test, "Hypothesis")]
[OutputType(typeof(HypothesisResult))]
public sealed class TestHypothesisCommand : KubeCommand
{
    /// <summary>The cause supposed, an id from causes.psd1.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(CauseCompleter))]
    public string Cause { get; set; } = "";

    /// <summary>The hypothesis in a sentence.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Statement { get; set; } = "";

    /// <summary>The test: adds evidence and next steps.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    public ScriptBlock Test { get; set; } = null!;

    /// <summary>The object at fault, when it is not the workload of the object the playbook runs on. The first counts.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? Target { get; set; }

    /// <summary>The cluster, for a hypothesis tested by hand.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    public KubeCluster? Cluster { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var session = ClusterSession.Current;
        var byHand = session.Playbook is null;
        var playbook = session.Playbook ??= ByHand();
        try
        {
            WriteObject(Run(playbook));
        }
        finally
        {
            playbook.Hypothesis = null;
            if (byHand)
            {
                session.Playbook = null;
                playbook.Failures.ForEach(WriteError);
            }
        }
    }

    private HypothesisResult Run(PlaybookScope playbook)
    {
        if (playbook.Hypothesis is not null)
        {
            Fail("HypothesisInsideHypothesis", ErrorCategory.InvalidOperation, Cause, "A hypothesis cannot be tested inside another. Put them one after the other.");
        }

        var cause = playbook.Causes.Find(Cause);
        if (cause is null)
        {
            Fail("UnknownCause", ErrorCategory.ObjectNotFound, Cause, $"'{Cause}' is not listed in causes.psd1. Add it there with its meaning, domain and severity.");
        }

        var clock = Stopwatch.StartNew();
        var scope = playbook.Hypothesis = new HypothesisScope(playbook.Premises);
        string? failure = null;
        try
        {
            if (!playbook.IsOver)
            {
                Gather();
            }
        }
        catch (OutcomeKnownException)
        {
            // Nothing it would still ask could make it so.
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException && !PlaybookPolicy.IsBreach(exception.ErrorRecord))
        {
            // One test that stumbles must not cost the others; what it did not find out is not known.
            failure = exception.Message;
            playbook.Failures.Add(exception.ErrorRecord);
        }

        var (verdict, reason) = failure is null ? VerdictRule.Weigh(scope.Evidence) : (Verdict.NotTested, "the test itself failed: " + failure);
        return playbook.Conclude(cause!, Statement, TargetIn(Target), scope, verdict, reason, clock.Elapsed);
    }

    private void Gather()
    {
        if (Call is null)
        {
            InvokeCommand.InvokeScript(useLocalScope: true, Test, null, null);
        }
        else
        {
            Test.Invoke();
        }
    }

    /// <summary>A scope for a hypothesis outside a playbook: the variable $Target of the caller, and the cluster connected.</summary>
    private PlaybookScope ByHand()
    {
        var given = TargetIn([GetVariableValue("Target")]);
        var cluster = RequireCluster(Cluster, given?.Cluster);
        var scope = new PlaybookScope("", given is null ? null : cluster.Inventory.Find(given), cluster.Inventory, PlaybookCatalog.Shipped.Causes) { Flow = EvidenceFlow.Of(Test.Ast) };
        scope.Premises.AddRange(ClusterSession.Current.PremisesOf(MyInvocation.ScriptName).Values);
        return scope;
    }

    private static KubeTarget? TargetIn(object?[]? items) => items?
        .Select(item => Exhibits.TargetOf(item.Unwrap()))
        .FirstOrDefault(target => target is not null);
}
