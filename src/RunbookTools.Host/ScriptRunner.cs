using System.Buffers;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace RunbookTools.Host;

/// <summary>Runs one command line in the engine and turns how it ended into an exit code.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private const string StatusVariable = "__runbookSucceeded";
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(900);
    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private Pipeline? _pipeline;
    private volatile bool _interrupted;

    private ScriptRunner(ConsoleHost host, Runspace runspace)
    {
        _host = host;
        _runspace = runspace;
    }

    /// <summary>Runs what the command line asks for.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run(CommandLine line)
    {
        if (ModuleLocator.Find() is not { } module)
        {
            Console.Error.WriteLine(
                "runbook: RunbookTools.psd1 was not found beside this program or above it. RUNBOOKTOOLS_MODULE names its folder.");
            return ExitCode.NoModule;
        }

        var colour = Terminal.IsColourful(line.NoColor);
        PSStyle.Instance.OutputRendering = colour ? OutputRendering.Host : OutputRendering.PlainText;
        var host = new ConsoleHost(colour);
        using var runspace = RunspaceFactory.CreateRunspace(host, CreateSession(module));
        using var runner = new ScriptRunner(host, runspace);
        Console.CancelKeyPress += runner.Interrupt;
        try
        {
            runspace.Open();
            runspace.SessionStateProxy.SetVariable("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None);
        }
        catch (RuntimeException exception)
        {
            Console.Error.WriteLine($"runbook: the module at {module} does not load: {exception.Message}");
            return ExitCode.NoModule;
        }

        return line.Action == CommandLineAction.File ? runner.RunFile(line.Text, line.Arguments) : runner.RunCommands(line.Text);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= Interrupt;
        _pipeline?.Dispose();
    }

    private static InitialSessionState CreateSession(string module)
    {
        var session = InitialSessionState.CreateDefault2();
        session.ThreadOptions = PSThreadOptions.ReuseThread;
        session.ThrowOnRunspaceOpenError = true;
        session.ImportPSModule([module]);
        return session;
    }

    private static void Feed(Pipeline pipeline, bool wantsInput)
    {
        if (wantsInput)
        {
            // On a thread of its own: standard input may give its lines slowly, or never end.
            new Thread(() =>
            {
                try
                {
                    while (Console.In.ReadLine() is { } line)
                    {
                        pipeline.Input.Write(line);
                    }

                    pipeline.Input.Close();
                }
                catch (PipelineClosedException)
                {
                    // The pipeline ended before its input did.
                }
            })
            { IsBackground = true, Name = "standard input" }.Start();
        }
        else
        {
            pipeline.Input.Close();
        }
    }

    private static bool WantsInput(ScriptBlockAst script) =>
        script.Find(part => part is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals("input", StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: true) is not null;

    private int RunFile(string file, IReadOnlyList<string> arguments)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            Console.Error.WriteLine($"runbook: there is no script '{file}'.");
            return ExitCode.Usage;
        }

        if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            // The engine would hand it to the desktop, to be opened by whatever program is for it.
            Console.Error.WriteLine($"runbook: '{file}' is no PowerShell script: its name does not end in .ps1.");
            return ExitCode.Usage;
        }

        var wantsInput = Console.IsInputRedirected && WantsInput(Parser.ParseFile(path, out _, out _));
        var text = $"{(wantsInput ? "$input | " : "")}& {Quote(path)} {string.Join(' ', arguments.Select(Word))}";
        var code = Invoke(text, wantsInput);

        // What 'exit' in a script file said: the host is told only of an 'exit' outside of one.
        return code == ExitCode.Failure && _runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int last and not 0 ? last : code;
    }

    private int RunCommands(string text)
    {
        if (text == "-")
        {
            return Invoke(Console.In.ReadToEnd(), wantsInput: false);
        }

        var script = Parser.ParseInput(text, out _, out var errors);
        return Invoke(errors.Length > 0 ? text : ShowApart(script), Console.IsInputRedirected && WantsInput(script));
    }

    /// <summary>
    /// The commands, each but the last shown by itself. Shown together, what the second gives would be listed by all its properties, because the table of the first
    /// has no columns for it.
    /// </summary>
    private static string ShowApart(ScriptBlockAst script)
    {
        var text = script.Extent.Text;
        var commands = (script.EndBlock?.Statements ?? Enumerable.Empty<StatementAst>()).OfType<PipelineAst>().Where(pipeline => pipeline is { Background: false }).ToList();
        foreach (var command in commands.SkipLast(1).Reverse())
        {
            text = text.Insert(command.Extent.EndOffset, " | Out-Default");
        }

        return text;
    }

    private int Invoke(string text, bool wantsInput)
    {
        // Asked within the script, because a pipeline that ends resets $?.
        _pipeline = _runspace.CreatePipeline($"{text}\n$global:{StatusVariable} = $?");

        // Output and errors in the order they come, through the formatter, as at a prompt.
        _pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        _pipeline.Commands.Add("Out-Default");
        using var ended = new ManualResetEventSlim();
        _pipeline.StateChanged += (_, arguments) =>
        {
            if (arguments.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped)
            {
                ended.Set();
            }
        };
        _pipeline.InvokeAsync();
        Feed(_pipeline, wantsInput);
        ended.Wait();
        _host.EndProgress();
        if (_interrupted)
        {
            return ExitCode.Interrupted;
        }

        if (_pipeline.PipelineStateInfo is { State: not PipelineState.Completed } failed)
        {
            Report(failed.Reason);
            return ExitCode.Failure;
        }

        return _host.RequestedExitCode
            ?? (_runspace.SessionStateProxy.GetVariable(StatusVariable) is false ? ExitCode.Failure : ExitCode.Success);
    }

    private void Report(Exception exception)
    {
        if (exception is ParseException)
        {
            _host.UI.WriteErrorLine($"ParserError: {exception.Message}");
            return;
        }

        // The formatter shows an error as a prompt would, with the place in the script. The record in an exception stands for the
        // exception without its message, hence the second one.
        var record = exception is IContainsErrorRecord container
            ? new ErrorRecord(container.ErrorRecord, exception)
            : new ErrorRecord(exception, "Unexpected", ErrorCategory.NotSpecified, null);
        try
        {
            using var pipeline = _runspace.CreatePipeline();
            var write = new Command("[CmdletBinding()] param($Record) $PSCmdlet.WriteError($Record)", isScript: true);
            write.Parameters.Add("Record", record);
            write.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            pipeline.Commands.Add(write);
            pipeline.Commands.Add("Out-Default");
            pipeline.Invoke();
        }
        catch (RuntimeException)
        {
            _host.UI.WriteErrorLine(exception.Message);
        }
    }

    private void Interrupt(object? sender, ConsoleCancelEventArgs arguments)
    {
        if (_interrupted)
        {
            // Asked twice: the process ends at once.
            return;
        }

        arguments.Cancel = true;
        _interrupted = true;
        _pipeline?.StopAsync();
        new Thread(() =>
        {
            Thread.Sleep(s_patience);
            _host.EndProgress();
            Environment.Exit(ExitCode.Interrupted);
        })
        { IsBackground = true, Name = "interrupt" }.Start();
    }

    /// <summary>An argument as it is typed: a parameter's name bare, everything else quoted.</summary>
    private static string Word(string argument)
    {
        if (argument.Length < 2 || argument[0] != '-' || !char.IsAsciiLetter(argument[1]))
        {
            return Quote(argument);
        }

        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        if (!argument.AsSpan(1, (colon < 0 ? argument.Length : colon) - 1).ContainsAnyExcept(s_nameCharacters))
        {
            return colon < 0 ? argument : $"{argument[..(colon + 1)]}{Value(argument[(colon + 1)..])}";
        }

        return Quote(argument);
    }

    private static string Value(string text) => text.ToUpperInvariant() is "$TRUE" or "$FALSE" ? text : Quote(text);

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";
}
