using System.Globalization;

namespace RunbookTools.Host;

/// <summary>The entry point of <c>runbook</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // The engine reads these once, when it is loaded: nothing leaves the machine but what a command asks for.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable("POWERSHELL_UPDATECHECK", "Off");

        // Help topics lie in a folder of their culture.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = new CultureInfo("en-US");

        // Dates in lists as everywhere else, wherever the machine stands.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = culture;

        var line = CommandLine.Parse(arguments);
        switch (line.Action)
        {
            case CommandLineAction.Help:
                Console.Out.WriteLine(CommandLine.Usage);
                return 0;
            case CommandLineAction.Version:
                Console.Out.WriteLine($"runbook {typeof(Program).Assembly.GetName().Version?.ToString(3)}");
                return 0;
            case CommandLineAction.Wrong:
                Console.Error.WriteLine($"runbook: {line.Problem}");
                Console.Error.WriteLine("Try 'runbook --help'.");
                return ExitCode.Usage;
            default:
                return ScriptRunner.Run(line);
        }
    }
}
