namespace Module.Tests;

public sealed class SnapshotCommandTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshot");

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_connected_cluster_is_saved_and_triages_the_same()
    {
        var path = PathOf("copy.tar.gz");

        Assert.Equal([path], _shell.Clean("Connect-KubeCluster $args[0] | Save-KubeSnapshot -Path $args[1] | ForEach-Object FullName", ModuleShell.Sample, path));

        const string Findings = "(Invoke-Triage -Snapshot $args[0]).Findings | ForEach-Object { '{0} {1} {2} {3} {4}' -f $_.Rank, $_.Verdict, $_.Cause, $_.Target, (($_.Explains | ForEach-Object Text) -join ';') }";
        var original = _shell.Clean(Findings, ModuleShell.Sample);
        Assert.NotEmpty(original);
        Assert.Equal(original, _shell.Clean(Findings, path));
    }

    [Fact]
    public void Findings_are_the_same_without_the_addresses()
    {
        var path = PathOf("copy");
        _shell.Clean("Save-KubeSnapshot $args[1] -Snapshot $args[0] -RedactAddress -RedactEmail", ModuleShell.Sample, path);

        const string Findings = "(Invoke-Triage -Snapshot $args[0]).Findings | ForEach-Object { '{0} {1} {2} {3}' -f $_.Rank, $_.Verdict, $_.Cause, $_.Target }";
        Assert.Equal(_shell.Clean(Findings, ModuleShell.Sample), _shell.Clean(Findings, path));
    }

    [Fact]
    public void No_planted_secret_reaches_a_report()
    {
        const string Secret = "Zk3jQ8x7LmPq";
        var source = Directory.CreateDirectory(PathOf("planted"));
        File.WriteAllText(Path.Combine(source.FullName, "objects.yaml"), """
            apiVersion: v1
            kind: Pod
            metadata: {name: web, namespace: shop, uid: u1, annotations: {note: "uses SECRET"}}
            spec:
              nodeName: n
              containers:
              - name: app
                image: web:1
                env: [{name: DB_PASSWORD, value: SECRET}]
                args: [--db-password=SECRET]
            status:
              phase: Running
              conditions: [{type: Ready, status: "False", reason: ContainersNotReady, message: "login with SECRET failed"}]
              containerStatuses:
              - name: app
                restartCount: 9
                ready: false
                state: {waiting: {reason: CrashLoopBackOff, message: "back-off with SECRET"}}
                lastState: {terminated: {exitCode: 1, reason: Error, message: "panic: SECRET", finishedAt: "2026-11-20T14:00:00Z"}}
            ---
            apiVersion: v1
            kind: Event
            metadata: {name: e, namespace: shop}
            involvedObject: {kind: Pod, namespace: shop, name: web, uid: u1}
            type: Warning
            reason: BackOff
            message: "Back-off restarting failed container app with SECRET"
            lastTimestamp: "2026-11-20T14:00:10Z"
            """.Replace("SECRET", Secret, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(source.FullName, "logs", "shop", "web"));
        File.WriteAllText(Path.Combine(source.FullName, "logs", "shop", "web", "app-previous.log"), $"fatal: could not log in with {Secret}\npassword={Secret}\n");

        var reports = _shell.Text(
            "Save-KubeSnapshot $args[1] -Snapshot $args[0] | Out-Null; $report = Invoke-Triage -Snapshot $args[1]; 'Json', 'Markdown', 'Html', 'Text' | ForEach-Object { $report | ConvertTo-TriageReport -As $_ }",
            source.FullName,
            PathOf("planted.tar.gz"));

        Assert.Contains("web", reports, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, reports, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_clusters_are_saved_by_name()
    {
        _shell.Clean($"Connect-KubeCluster $args | Save-KubeSnapshot -Path {{ '{_folder.FullName}/' + $_.Name + '.tar.gz' }}", ModuleShell.Sample, ModuleShell.Data("shop"));

        Assert.Equal(["checkout-outage.tar.gz", "shop.tar.gz"], _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["PathTaken"], _shell.ErrorIds($"Connect-KubeCluster $args | Save-KubeSnapshot -Path '{PathOf("one.tar.gz")}'", ModuleShell.Sample, ModuleShell.Data("shop")));
    }

    [Fact]
    public void What_cannot_be_done_is_an_error_that_says_what_to_do()
    {
        var path = PathOf("a.tar.gz");
        Assert.Equal(["NotConnected"], ErrorIds("Save-KubeSnapshot $args[0]", path));
        Assert.Equal(["PathNotFound"], ErrorIds("Save-KubeSnapshot $args[0] -Snapshot /absent", path));
        Assert.Equal(["UnknownExtension"], ErrorIds("Save-KubeSnapshot $args[0] -Snapshot $args[1]", PathOf("a.zip"), ModuleShell.Sample));
        Assert.Equal(["ConflictingParameters"], ErrorIds("Save-KubeSnapshot $args[0] -Snapshot $args[1] -NoRedaction -RedactEmail", path, ModuleShell.Sample));

        _shell.Clean("Save-KubeSnapshot $args[0] -Snapshot $args[1]", path, ModuleShell.Sample);
        Assert.Equal(["PathExists"], ErrorIds("Save-KubeSnapshot $args[0] -Snapshot $args[1]", path, ModuleShell.Sample));
        _shell.Clean("Save-KubeSnapshot $args[0] -Snapshot $args[1] -Force", path, ModuleShell.Sample);
    }

    [Fact]
    public void Without_redaction_it_warns_and_with_WhatIf_it_writes_nothing()
    {
        _shell.Clean("Save-KubeSnapshot $args[0] -Snapshot $args[1] -WhatIf", PathOf("a.tar.gz"), ModuleShell.Sample);
        Assert.Empty(_folder.GetFileSystemInfos());

        _shell.Clean("Save-KubeSnapshot $args[0] -Snapshot $args[1] -NoRedaction", PathOf("a.tar.gz"), ModuleShell.Sample);
        Assert.Contains(_shell.Warnings, warning => warning.Contains("as they stand", StringComparison.Ordinal));
    }

    private string[] ErrorIds(string script, params object[] arguments)
    {
        try
        {
            return _shell.ErrorIds(script, arguments);
        }
        catch (System.Management.Automation.CmdletInvocationException exception)
        {
            return [exception.ErrorRecord.FullyQualifiedErrorId.Split(',')[0]];
        }
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
