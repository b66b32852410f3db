using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace RunbookTools.Playbooks;

/// <summary>What a command that a playbook calls writes to, in place of a pipeline. As in any playbook an error ends it.</summary>
/// <param name="parameters">The parameters that were given.</param>
/// <param name="hasInput">True when something comes down the pipeline.</param>
/// <param name="position">Where in the script the command stands.</param>
/// <param name="cancellation">Ends the command.</param>
internal sealed class CallRuntime(IReadOnlyList<CommandParameter> parameters, bool hasInput, Func<(int Line, int Column)> position, CancellationToken cancellation) : ICommandRuntime
{
    private object? _first;
    private List<object?>? _output;
    private int _count;

    /// <summary>True when something comes down the pipeline.</summary>
    public bool HasInput => hasInput;

    /// <summary>Where in the script the command stands.</summary>
    public (int Line, int Column) Position => position();

    /// <summary>Ends the command.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What was written: nothing, one object or an array.</summary>
    public object Output => _count switch
    {
        0 => AutomationNull.Value,
        1 => _first!,
        _ => _output!.ToArray(),
    };

    /// <inheritdoc/>
    public PSHost? Host => null;

    /// <inheritdoc/>
    public PSTransactionContext? CurrentPSTransaction => null;

    /// <summary>True when a parameter was given.</summary>
    public bool Gives(string parameter) => parameters.Any(given => given.Name == parameter);

    /// <inheritdoc/>
    public void WriteObject(object? sendToPipeline)
    {
        if (sendToPipeline == AutomationNull.Value)
        {
            return;
        }

        if (_count++ == 0)
        {
            _first = sendToPipeline;
            return;
        }

        (_output ??= [_first]).Add(sendToPipeline);
    }

    /// <inheritdoc/>
    public void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        if (enumerateCollection && LanguagePrimitives.GetEnumerable(sendToPipeline) is { } items)
        {
            foreach (var item in items)
            {
                WriteObject(item);
            }
        }
        else
        {
            WriteObject(sendToPipeline);
        }
    }

    /// <inheritdoc/>
    public void WriteError(ErrorRecord errorRecord) => ThrowTerminatingError(errorRecord);

    /// <inheritdoc/>
    public void ThrowTerminatingError(ErrorRecord errorRecord) => throw new RuntimeException(errorRecord.Exception.Message, errorRecord.Exception, errorRecord);

    /// <inheritdoc/>
    public void WriteDebug(string text)
    {
    }

    /// <inheritdoc/>
    public void WriteVerbose(string text)
    {
    }

    /// <inheritdoc/>
    public void WriteWarning(string text)
    {
    }

    /// <inheritdoc/>
    public void WriteCommandDetail(string text)
    {
    }

    /// <inheritdoc/>
    public void WriteProgress(ProgressRecord progressRecord)
    {
    }

    /// <inheritdoc/>
    public void WriteProgress(long sourceId, ProgressRecord progressRecord)
    {
    }

    /// <inheritdoc/>
    public bool ShouldProcess(string? target) => false;

    /// <inheritdoc/>
    public bool ShouldProcess(string? target, string? action) => false;

    /// <inheritdoc/>
    public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption) => false;

    /// <inheritdoc/>
    public bool ShouldProcess(string? verboseDescription, string? verboseWarning, string? caption, out ShouldProcessReason shouldProcessReason)
    {
        shouldProcessReason = ShouldProcessReason.None;
        return false;
    }

    /// <inheritdoc/>
    public bool ShouldContinue(string? query, string? caption) => false;

    /// <inheritdoc/>
    public bool ShouldContinue(string? query, string? caption, ref bool yesToAll, ref bool noToAll) => false;

    /// <inheritdoc/>
    public bool TransactionAvailable() => false;
}
