using System.Diagnostics;

namespace Sandbox.Tests;

/// <summary>Runs kubectl against a server.</summary>
internal static class Kubectl
{
    /// <summary>Where it is; null when it is not on the path.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { System.IO.Path.Combine(folder, "kubectl"), System.IO.Path.Combine(folder, "kubectl.exe") })
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a command line and gives what it printed, on both streams.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string kubeConfig, string arguments)
    {
        var start = new ProcessStartInfo(Path!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = kubeConfig;

        // What it remembers of one server must not answer for another.
        var cache = Directory.CreateTempSubdirectory("kubectl-cache-");
        start.Environment["KUBECACHEDIR"] = cache.FullName;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }
}
