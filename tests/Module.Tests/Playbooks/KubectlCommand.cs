using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Module.Tests.Playbooks;

/// <summary>What a kubectl command may do, and whether kubectl understands it.</summary>
internal static partial class KubectlCommand
{
    private static readonly HashSet<string> s_reading = ["get", "describe", "logs", "top", "events", "auth can-i", "api-resources", "explain", "version", "cluster-info"];
    private static readonly HashSet<string> s_interrupting = ["delete", "drain", "rollout restart"];

    /// <summary>True when there is a kubectl, and a shell to run a command line as it is pasted.</summary>
    public static bool IsThere { get; } = File.Exists("/bin/sh") && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl")));

    /// <summary>True when a command may carry that mark: one that reads no other than Look, one that ends pods or objects no less than Disrupt.</summary>
    public static bool Allows(string command, string risk)
    {
        if (!command.StartsWith("kubectl ", StringComparison.Ordinal))
        {
            return true;
        }

        var verb = Verb(command);
        return s_reading.Contains(verb) || command.Contains(" --dry-run", StringComparison.Ordinal) ? risk == "Look"
            : s_interrupting.Contains(verb) ? risk == "Disrupt"
            : risk != "Look";
    }

    /// <summary>The verb and the flags of a command: those of one shape are understood alike.</summary>
    public static string Shape(string command) => string.Join(' ', command.Split(" -- ")[0].Split(' ').Where(word => word.StartsWith('-')).Select(word => word.Split('=')[0]).Prepend(Verb(command)));

    /// <summary>Runs a command line as it is pasted and gives what it printed.</summary>
    public static string Run(string command, string kubeConfig)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = kubeConfig;
        start.Environment["KUBE_EDITOR"] = "true";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            process.Kill(entireProcessTree: true);
        }

        return output.Result + errors.Result;
    }

    /// <summary>True when kubectl says that a command line is not as it should be, rather than what became of it.</summary>
    public static bool IsMisunderstood(string output) => Complaint().IsMatch(output);

    private static string Verb(string command)
    {
        var words = Namespace().Replace(command, "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith('-')).ToArray();
        return words[1] is "rollout" or "set" or "create" or "auth" ? $"{words[1]} {words[2]}" : words[1];
    }

    // cobra, and the commands of k8s.io/kubectl/pkg/cmd.
    [GeneratedRegex(@"unknown (shorthand )?(flag|command)|invalid argument|flag needs an argument|accepts .* arg|See 'kubectl|Usage:|must specify|is required|error parsing|unrecognized|unable to parse")]
    private static partial Regex Complaint();

    [GeneratedRegex(@" (-n|--namespace) \S+")]
    private static partial Regex Namespace();
}
