using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunbookTools.Host;

/// <summary>What the engine talks to: output to standard output, everything else to standard error.</summary>
/// <param name="colour">True when output carries colour.</param>
internal sealed class ConsoleHost(bool colour) : PSHost
{
    private readonly ConsoleUserInterface _ui = new(colour);

    /// <summary>What <c>exit</c> said; null when it was not used.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "runbook";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>Removes what is left of a progress line.</summary>
    public void EndProgress() => _ui.EndProgress();

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new PSNotSupportedException("runbook has no prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new PSNotSupportedException("runbook has no prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
