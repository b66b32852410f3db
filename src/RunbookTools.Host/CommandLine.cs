namespace RunbookTools.Host;

/// <summary>What <c>runbook</c> was asked to do.</summary>
/// <param name="Action">Which of the things it can do.</param>
/// <param name="Text">The commands, or the path of the script.</param>
/// <param name="Arguments">Arguments of the script.</param>
/// <param name="NoColor">True when output is to be plain.</param>
/// <param name="Problem">What is wrong with the command line; null when nothing is.</param>
internal sealed record CommandLine(
    CommandLineAction Action, string Text, IReadOnlyList<string> Arguments, bool NoColor, string? Problem = null)
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Usage = """
        Runs RunbookTools where no PowerShell is installed.

        Usage:
          runbook [options] <command line>          runbook Invoke-Triage -Snapshot ./bundle.tar.gz
          runbook [options] -Command <commands>     runbook -Command 'Get-KubePod | Where-Object Restarts -GT 3'
          runbook [options] -File <script> [args]   runbook -File ./nightly.ps1 -Namespace shop

        Options:
          -Command, -c   Commands to run; '-' reads them from standard input. The word may be left out.
          -File, -f      A script to run, with its arguments.
          -NoColor       Plain output. The same as NO_COLOR=1; output that is not a terminal is always plain.
          --version      Prints the version.
          -h, --help     Prints this text.

        Lines on standard input are $input:     ls *.tgz | runbook '$input | Invoke-Triage'
        RUNBOOKTOOLS_MODULE names the module's folder when it is not beside this program.

        Exit code: what 'exit' says; 1 after a terminating error or when the last statement failed; 130 after Ctrl+C.
        'runbook Get-Command -Module RunbookTools' lists the commands. Besides them there is PowerShell's core: the language, Where-Object,
        ForEach-Object, Get-Help; Select-Object, Format-List and the like come with pwsh.
        """;

    /// <summary>Reads a command line. Options end where the commands begin.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var noColor = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-')
            {
                return Commands(arguments.Skip(i), noColor);
            }

            switch (argument.TrimStart('-').ToUpperInvariant())
            {
                case "H" or "HELP" or "?":
                    return new CommandLine(CommandLineAction.Help, "", [], noColor);
                case "V" or "VERSION":
                    return new CommandLine(CommandLineAction.Version, "", [], noColor);
                case "NOCOLOR" or "NO-COLOR":
                    noColor = true;
                    break;
                case "NOPROFILE" or "NOLOGO" or "NONINTERACTIVE":
                    // Always so here; taken because scripts written for pwsh pass them.
                    break;
                case "COMMAND" or "C":
                    return Commands(arguments.Skip(i + 1), noColor);
                case "FILE" or "F":
                    return i + 1 < arguments.Count
                        ? new CommandLine(CommandLineAction.File, arguments[i + 1], [.. arguments.Skip(i + 2)], noColor)
                        : Wrong("-File needs the path of a script.");
                default:
                    return Wrong($"there is no option '{argument}'.");
            }
        }

        return new CommandLine(CommandLineAction.Help, "", [], noColor);
    }

    private static CommandLine Commands(IEnumerable<string> words, bool noColor)
    {
        var text = string.Join(' ', words);
        return string.IsNullOrWhiteSpace(text) ? Wrong("-Command needs commands.") : new CommandLine(CommandLineAction.Command, text, [], noColor);
    }

    private static CommandLine Wrong(string problem) => new(CommandLineAction.Wrong, "", [], NoColor: false, problem);
}
