using System.Text.Json;

namespace Module.Tests;

public sealed class TriageCommandTests : IDisposable
{
    private const string Cluster =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: worker-1, creationTimestamp: "2026-11-01T10:00:00Z"}
        status:
          conditions:
          - {type: Ready, status: "True", reason: KubeletReady, lastTransitionTime: "2026-11-01T10:00:00Z", lastHeartbeatTime: "2026-11-20T14:00:00Z"}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, namespace: shop, creationTimestamp: "2026-11-20T10:00:00Z"}
        spec:
          nodeName: worker-1
          containers:
          - {name: app, image: "registry.example.com/web:1"}
        status:
          phase: PHASE
          conditions:
          - {type: Ready, status: "READY", lastTransitionTime: "2026-11-20T10:00:00Z"}
          containerStatuses:
          - {name: app, ready: false, restartCount: 0, image: "registry.example.com/web:1", imageID: "", state: STATE}
        """;

    private readonly ModuleShell _shell = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triage");

    public TriageCommandTests()
    {
        Snapshot("quiet", "Running", "True", "{running: {startedAt: \"2026-11-20T10:00:01Z\"}}");
        Snapshot("broken", "Pending", "False", "{waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"registry.example.com/web:1\"'}}");
    }

    [Fact]
    public void One_report_for_each_snapshot_and_a_bad_path_stops_nothing()
    {
        var text = _shell.Text("Invoke-Triage -Snapshot $args -Playbook none* | ForEach-Object { '{0} {1}' -f $_.Cluster, $_.Conclusion }", PathOf("quiet"), PathOf("absent"), PathOf("broken"));

        Assert.Equal("quiet Healthy\nbroken Unexplained", text);
        var error = Assert.Single(_shell.Errors);
        Assert.Equal("PathNotFound,RunbookTools.Commands.InvokeTriageCommand", error.FullyQualifiedErrorId);
        Assert.Equal(PathOf("absent"), error.TargetObject);
    }

    [Fact]
    public void The_sample_reads_as_the_readme_says()
    {
        using var shell = new ModuleShell(width: 80);
        var screen = shell.Screen("$PSStyle.OutputRendering = 'PlainText'; Invoke-Triage -Snapshot $args[0] -Namespace shop", Path.Combine(ModuleShell.Root, "module", "samples", "checkout-outage"));

        Assert.Contains("1  Confirmed  Deployment shop/payments   MemoryLimitTooLow (Configuration)\n", screen, StringComparison.Ordinal);
        Assert.Contains("   explains: checkout not ready (calls payments:8080)", screen, StringComparison.Ordinal);
        Assert.Contains("\nRuled out   nodes, ", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("\n2  ", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexplained", screen, StringComparison.Ordinal);
        Assert.All(screen.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Takes_files_and_wildcards()
    {
        Assert.Equal("broken quiet", _shell.Text("($args | Invoke-Triage -Playbook none*).Cluster -join ' '", new DirectoryInfo(PathOf("broken")), new FileInfo(Path.Combine(PathOf("quiet"), "objects.yaml")).Directory!));
        Assert.Equal("broken quiet", _shell.Text("(Invoke-Triage \"$($args[0])/*\" -Playbook none*).Cluster -join ' '", _folder.FullName));
    }

    [Fact]
    public void Says_what_of_its_input_is_wrong()
    {
        Assert.Empty(_shell.Run("Invoke-Triage $args[0] -Namespace nowhere", PathOf("quiet")));
        Assert.StartsWith("NamespaceNotFound", Assert.Single(_shell.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

        _shell.Run("Invoke-Triage $args[0] -Symptom Node.NotRedy -Playbook none*", PathOf("quiet"));
        var error = Assert.Single(_shell.Errors);
        Assert.StartsWith("SymptomNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Node.NotReady", error.Exception.Message, StringComparison.Ordinal);

        _shell.Run("Invoke-Triage $args[0] -Playbook Nonsense", PathOf("quiet"));
        Assert.StartsWith("PlaybookNotFound", Assert.Single(_shell.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_playbook_or_symptom_was_meant()
    {
        _shell.Run("Connect-KubeCluster $args[0]", PathOf("quiet"));

        _shell.Run("Invoke-Playbook CrashLop");
        Assert.Contains("Is CrashLoop meant?", Assert.Single(_shell.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_shell.Warnings);

        Assert.Empty(_shell.Run("New-Playbook pod/Slow SlowStart -Symptom Pod.NotRedy -WhatIf"));
        var error = Assert.Single(_shell.Errors);
        Assert.StartsWith("SymptomNotFound", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Is Pod.NotReady meant?", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_is_plain_text_where_the_output_is_plain()
    {
        var text = _shell.Screen("$PSStyle.OutputRendering = 'PlainText'; Invoke-Triage $args[0] -Playbook none*", PathOf("quiet"));

        Assert.Contains("quiet   captured 2026-11-20 14:00Z   workloads not read, 1 pod, 1 node", text, StringComparison.Ordinal);
        Assert.Contains("Healthy: nothing is visibly wrong in what was looked at", text, StringComparison.Ordinal);
        Assert.Contains("Ruled out   nodes", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void The_view_has_colour_where_it_may()
    {
        var text = _shell.Screen("$PSStyle.OutputRendering = 'Ansi'; Invoke-Triage $args[0] -Playbook none*", PathOf("quiet"));

        Assert.Contains("\u001b[1mquiet\u001b[0m   captured", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_crossed_a_process_still_shows()
    {
        var text = _shell.Screen("$PSStyle.OutputRendering = 'PlainText'; $report = Invoke-Triage $args[0] -Playbook none*; [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($report))", PathOf("quiet"));

        Assert.Contains("quiet   captured 2026-11-20 14:00Z", text, StringComparison.Ordinal);
        Assert.Contains("Healthy: nothing is visibly wrong", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Symptoms_that_were_not_asked_for_are_named_and_nothing_is_called_healthy()
    {
        var text = _shell.Screen("$PSStyle.OutputRendering = 'PlainText'; Invoke-Triage $args[0] -Symptom Node.NotReady", PathOf("broken"));

        Assert.Contains("Incomplete: nothing of what was asked for shows; 1 other symptom was left out: Pod.ImagePull", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Healthy", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Symptoms_are_found_by_object_id_and_severity()
    {
        _shell.Run("$broken = Invoke-Triage $args[0] -Playbook none*", PathOf("broken"));

        Assert.Equal("Pod.ImagePull", _shell.Text("(Get-KubeSymptom).Id"));
        Assert.Equal("Pod.ImagePull", _shell.Text("($broken.Symptoms | Get-KubeSymptom -Id pod.*).Id"));
        Assert.Equal("", _shell.Text("(Get-KubeSymptom -Id Node.*).Id"));
        Assert.Equal("", _shell.Text("(Get-KubeSymptom -Severity Critical).Id"));
        Assert.Contains("Severity", _shell.Screen("Get-KubeSymptom"), StringComparison.Ordinal);
    }

    [Fact]
    public void Converts_to_text_of_every_form()
    {
        var report = JsonDocument.Parse(_shell.Text("Invoke-Triage $args[0] -Playbook none* | ConvertTo-TriageReport -As Json", PathOf("broken"))).RootElement;
        Assert.Equal("Unexplained", report.GetProperty("conclusion").GetString());
        Assert.Equal("web-1", report.GetProperty("unexplained")[0].GetProperty("object").GetProperty("name").GetString());

        Assert.StartsWith("# broken\n", _shell.Text("Invoke-Triage $args[0] -Playbook none* | ConvertTo-TriageReport -As Markdown", PathOf("broken")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report.json", "{")]
    [InlineData("report.md", "# quiet")]
    [InlineData("report.html", "<!DOCTYPE html>")]
    [InlineData("report.HTM", "<!DOCTYPE html>")]
    [InlineData("report.txt", "quiet   captured")]
    public void Exports_by_ending(string name, string start)
    {
        var path = Path.Combine(_folder.FullName, name);
        _shell.Run("Invoke-Triage $args[0] -Playbook none* | Export-TriageReport -Path $args[1]", PathOf("quiet"), path);

        Assert.Empty(_shell.Errors);
        Assert.StartsWith(start, File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_says_what_it_cannot_do()
    {
        string ErrorOf(string script)
        {
            _shell.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0]); " + script, _folder.FullName);
            return Assert.Single(_shell.Errors).FullyQualifiedErrorId.Split(',')[0];
        }

        Assert.Equal("UnknownExtension", ErrorOf("Invoke-Triage quiet -Playbook none* | Export-TriageReport -Path out.docx"));
        Assert.Equal("PathTaken", ErrorOf("Invoke-Triage quiet, broken -Playbook none* | Export-TriageReport -Path out.json"));
        Assert.Equal("FileExists", ErrorOf("Invoke-Triage quiet -Playbook none* | Export-TriageReport -Path out.json -NoClobber"));
        Assert.Equal("CannotWrite", ErrorOf("Invoke-Triage quiet -Playbook none* | Export-TriageReport -Path absent/out.json"));

        _shell.Run("Invoke-Triage quiet, broken -Playbook none* | Export-TriageReport -Path { \"$($_.Cluster).md\" }; Invoke-Triage quiet -Playbook none* | Export-TriageReport -Path no.md -WhatIf");
        Assert.Empty(_shell.Errors);
        Assert.True(File.Exists(PathOf("broken.md")));
        Assert.False(File.Exists(PathOf("no.md")));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Snapshot(string name, string phase, string ready, string state)
    {
        var folder = _folder.CreateSubdirectory(name);
        File.WriteAllText(
            Path.Combine(folder.FullName, "objects.yaml"),
            Cluster.Replace("PHASE", phase, StringComparison.Ordinal).Replace("READY", ready, StringComparison.Ordinal).Replace("STATE", state, StringComparison.Ordinal));
    }
}
