using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace RunbookTools.Host;

/// <summary>Writes to the console; asks nothing, because nobody may be there to answer.</summary>
/// <param name="colour">True when output carries colour.</param>
internal sealed class ConsoleUserInterface(bool colour) : PSHostUserInterface
{
    private const string ClearLine = "\r\u001b[K";
    private readonly Lock _lock = new();
    private readonly bool _errorColour = colour && !Console.IsErrorRedirected;
    private readonly bool _showsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
    private bool _progressShown;

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => colour;

    /// <summary>Removes what is left of a progress line.</summary>
    public void EndProgress()
    {
        lock (_lock)
        {
            HideProgress();
        }
    }

    /// <inheritdoc/>
    public override void Write(string value)
    {
        lock (_lock)
        {
            HideProgress();
            Console.Out.Write(colour ? value : Plain(value));
        }
    }

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value)
    {
        lock (_lock)
        {
            HideProgress();
            Console.Out.WriteLine(colour ? value : Plain(value));
        }
    }

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteNote(PSStyle.Instance.Formatting.Error, "", value);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteNote(PSStyle.Instance.Formatting.Warning, "WARNING: ", message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteNote(PSStyle.Instance.Formatting.Verbose, "VERBOSE: ", message);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteNote(PSStyle.Instance.Formatting.Debug, "DEBUG: ", message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (!_showsProgress)
        {
            return;
        }

        lock (_lock)
        {
            HideProgress();
            if (record.RecordType == ProgressRecordType.Completed)
            {
                return;
            }

            var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
            var line = Plain($"{record.Activity}: {record.StatusDescription}{percent}").ReplaceLineEndings(" ");
            Console.Error.Write(line.Length < Terminal.Width ? line : line[..(Terminal.Width - 1)]);
            _progressShown = true;
        }
    }

    /// <inheritdoc/>
    public override string ReadLine() => Console.In.ReadLine() ?? "";

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw NobodyThere();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NobodyThere();

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NobodyThere();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NobodyThere();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NobodyThere();

    private static HostException NobodyThere() =>
        new("runbook asks nothing: give every mandatory parameter on the command line.");

    private static string Plain(string value) =>
        value.Contains('\u001b', StringComparison.Ordinal) ? new StringDecorated(value).ToString(OutputRendering.PlainText) : value;

    private void WriteNote(string style, string prefix, string message)
    {
        lock (_lock)
        {
            HideProgress();
            Console.Error.WriteLine(_errorColour ? $"{style}{prefix}{message}{PSStyle.Instance.Reset}" : prefix + Plain(message));
        }
    }

    private void HideProgress()
    {
        if (_progressShown)
        {
            Console.Error.Write(ClearLine);
            _progressShown = false;
        }
    }
}
