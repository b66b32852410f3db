using System.Diagnostics;

namespace Module.Tests;

/// <summary>An API server over the sample, as a process of its own, so that what it loads is not what the module loads.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="arguments">Options besides the snapshot.</param>
    public SandboxProcess(params string[] arguments)
    {
        // The same configuration as these tests, whichever that is.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(ModuleShell.Root, "src", "RunbookTools.Sandbox", "bin", configuration, "net10.0", "runbook-sandbox.dll");
        KubeConfig = Path.Combine(Path.GetTempPath(), $"sandbox-{Guid.NewGuid():N}");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, ModuleShell.Sample, "--kubeconfig", KubeConfig, .. arguments]) { RedirectStandardOutput = true })!;
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains("Ctrl+C", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException("the server did not start");
    }

    /// <summary>The kubeconfig that leads to it, with the context <c>sandbox</c>.</summary>
    public string KubeConfig { get; }

    /// <summary>Its address.</summary>
    public string Address => Field("server:")!;

    /// <summary>The authority of its certificate, in base64; null when it serves without TLS.</summary>
    public string? Authority => Field("certificate-authority-data:");

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(KubeConfig);
    }

    private string? Field(string name) =>
        File.ReadLines(KubeConfig).FirstOrDefault(line => line.Contains(name, StringComparison.Ordinal))?.Split(name)[1].Trim().Trim('"');
}
