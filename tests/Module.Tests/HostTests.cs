using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Module.Tests;

public partial class HostTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, "1; 2", "1\n2\n")]
    [InlineData(3, "exit 3", "")]
    [InlineData(1, "throw 'no'", "")]
    [InlineData(1, "Get-KubePod", "")]
    [InlineData(0, "Get-KubePod; 1", "1\n")]
    [InlineData(1, "if (", "")]
    public void Exits_as_pwsh_does(int code, string commands, string output)
    {
        var run = Run([.. commands.Split(' ')]);

        Assert.Equal((code, output), (run.Code, run.Output));
    }

    [Fact]
    public void Errors_and_warnings_go_to_standard_error_and_have_no_colour()
    {
        var run = Run(["-Command", "Get-KubePod; 'out'"]);

        Assert.Equal("out\n", run.Output);
        Assert.Contains("No cluster is connected", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_two_commands_give_is_shown_in_the_view_of_each()
    {
        var output = Run(["-Command", $"$null = Connect-KubeCluster -Snapshot '{ModuleShell.Sample}'; Get-KubeNode; Get-KubeService checkout -Namespace shop; $x = 1; \"$x!\""]).Output;

        Assert.Matches(@"Name +Status +Roles", output);
        Assert.Matches(@"Namespace +Name +Endpoints +Type", output);
        Assert.DoesNotContain("ReadyEndpoints", output, StringComparison.Ordinal);
        Assert.EndsWith("1!\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_standard_input_are_the_input()
    {
        Assert.Equal("[a]\n[b]\n", Run(["$input | ForEach-Object { \"[$_]\" }"], "a\nb\n").Output);
        Assert.Equal("checkout-outage\n", Run(["($input | Connect-KubeCluster).Name"], ModuleShell.Sample + "\n").Output);
    }

    [Fact]
    public void A_script_file_gets_its_arguments_and_says_the_exit_code()
    {
        var script = Path.ChangeExtension(Path.GetTempFileName(), ".ps1");
        try
        {
            File.WriteAllText(script, "param($Name, [switch] $Quiet, $Last) \"$Name|$Quiet|$Last\"; exit 7");

            Assert.Equal((7, "it's $me|True|end\n"), Two(Run(["-File", script, "-Quiet", "-Name", "it's $me", "end"])));
            Assert.Equal((7, "a b|False|\n"), Two(Run(["-File", script, "-Name:a b"])));
            Assert.Equal(64, Run(["-File", script + ".none"]).Code);

            var other = Path.ChangeExtension(script, ".txt");
            File.Move(script, other);
            var refused = Run(["-File", other]);
            Assert.Equal(64, refused.Code);
            Assert.Contains("does not end in .ps1", refused.Error, StringComparison.Ordinal);
            File.Delete(other);
        }
        finally
        {
            File.Delete(script);
        }

        static (int Code, string Output) Two((int Code, string Output, string Error) run) => (run.Code, run.Output);
    }

    [Fact]
    public void Output_is_formatted_for_the_columns_given()
    {
        var run = Run([$"$null = Connect-KubeCluster '{ModuleShell.Sample}'; Get-KubePod -Namespace shop"], environment: [("COLUMNS", "80")]);

        Assert.Contains("CrashLoopBackOff", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public void Says_its_version_and_usage_and_what_it_does_not_know()
    {
        Assert.StartsWith("runbook 0.", Run(["--version"]).Output, StringComparison.Ordinal);
        Assert.Contains("-File", Run(["--help"]).Output, StringComparison.Ordinal);
        Assert.Equal(64, Run(["-Bogus"]).Code);
        Assert.Equal(69, Run(["1"], environment: [("RUNBOOKTOOLS_MODULE", Path.GetTempPath())]).Code);
    }

    [Fact]
    public void Nothing_is_asked_of_somebody_who_may_not_be_there()
    {
        var run = Run(["New-Playbook"]);

        Assert.Equal(1, run.Code);
    }

    /// <summary>A thread of the pool that waited for an answer would keep it from coming: with only one of them it never came.</summary>
    [Theory]
    [InlineData("Invoke-Triage -KubeConfig {0} | ForEach-Object {{ $_.Findings[0].Cause }}", "MemoryLimitTooLow")]
    [InlineData("$null = Connect-KubeCluster -KubeConfig {0}; Get-KubePod -Namespace shop checkout-* | Get-KubeLog -Tail 1 | ForEach-Object Pod", "checkout-")]
    [InlineData("(Save-KubeSnapshot {0}.tar.gz -KubeConfig {0}).Name; [IO.File]::Delete('{0}.tar.gz')", ".tar.gz")]
    public void Whoever_waits_leaves_the_threads_of_the_pool_to_the_answers(string command, string expected)
    {
        using var server = new SandboxProcess();

        var run = Run(
            [string.Format(CultureInfo.InvariantCulture, command, server.KubeConfig)],
            environment: [("DOTNET_ThreadPool_ForceMinWorkerThreads", "1"), ("DOTNET_ThreadPool_ForceMaxWorkerThreads", "1")]);

        Assert.Equal(0, run.Code);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void It_collects_with_all_cores()
    {
        // The runtime has no such collector on one core.
        Assert.Equal(Environment.ProcessorCount > 1 ? "True" : "False", Run(["[Runtime.GCSettings]::IsServerGC"]).Output.Trim());
    }

    [Fact]
    public void Ctrl_C_ends_it_within_a_second()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process = Start(["'started'; while ($true) { }"], null);
        Assert.Equal("started", process.StandardOutput.ReadLine());

        var clock = Stopwatch.StartNew();
        Assert.Equal(0, Kill(process.Id, 2));
        Assert.True(process.WaitForExit(s_patience));

        Assert.Equal(130, process.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Ctrl_C_does_not_wait_for_a_source_that_gives_nothing()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Whoever opens a pipe nobody writes to waits for good.
        var pipe = Path.Combine(Path.GetTempPath(), $"runbook-{Guid.NewGuid():N}.yaml");
        Assert.Equal(0, MakePipe(pipe, 0x180));
        try
        {
            using var process = Start([$"'started'; Connect-KubeCluster '{pipe}'"], null);
            Assert.Equal("started", process.StandardOutput.ReadLine());
            Thread.Sleep(500);

            var clock = Stopwatch.StartNew();
            Assert.Equal(0, Kill(process.Id, 2));
            Assert.True(process.WaitForExit(s_patience));

            Assert.Equal(130, process.ExitCode);
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
        finally
        {
            File.Delete(pipe);
        }
    }

    private static (int Code, string Output, string Error) Run(string[] arguments, string? input = null, (string Name, string Value)[]? environment = null)
    {
        using var process = Start(arguments, environment);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(s_patience));
        return (process.ExitCode, output.ReplaceLineEndings("\n"), error.Result);
    }

    private static Process Start(string[] arguments, (string Name, string Value)[]? environment)
    {
        // The same configuration as these tests, whichever that is.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(ModuleShell.Root, "src", "RunbookTools.Host", "bin", configuration, "net10.0", "runbook.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakePipe(string path, uint mode);
}
