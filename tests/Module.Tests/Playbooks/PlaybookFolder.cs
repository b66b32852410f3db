namespace Module.Tests.Playbooks;

/// <summary>A folder with playbooks, causes and a small cluster, gone after the test.</summary>
internal sealed class PlaybookFolder : IDisposable
{
    private const string Cluster =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, namespace: shop, creationTimestamp: "2026-11-20T10:00:00Z"}
        spec:
          nodeName: worker-1
          containers:
          - {name: app, image: "registry.example.com/web:1", resources: {limits: {memory: 256Mi}}}
        status:
          phase: Running
          containerStatuses:
          - name: app
            ready: false
            restartCount: 5
            image: registry.example.com/web:1
            imageID: ""
            state: {waiting: {reason: CrashLoopBackOff}}
            lastState: {terminated: {exitCode: 137, reason: OOMKilled, startedAt: "2026-11-20T10:50:00Z", finishedAt: "2026-11-20T10:55:00Z"}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("playbooks");

    public PlaybookFolder()
    {
        Write("library/causes.psd1", "@{ TooSmall = @{ Meaning = 'm'; Domain = 'Capacity'; Severity = 'Error' }; Other = @{ Meaning = 'm'; Domain = 'Node'; Severity = 'Warning' } }");
        Write("cluster/objects.yaml", Cluster);
    }

    /// <summary>The playbooks.</summary>
    public string Library => Path.Combine(_folder.FullName, "library");

    /// <summary>The cluster.</summary>
    public string Snapshot => Path.Combine(_folder.FullName, "cluster");

    /// <summary>The folder itself.</summary>
    public string Root => _folder.FullName;

    /// <summary>Adds a playbook for pods that crash.</summary>
    public void Add(string name, string body) => Write($"library/pod/{name}.ps1",
        $$"""
        <#
        .SYNOPSIS
            Tests {{name}}.
        #>
        [RunbookTools.Playbook('pod/{{name}}', Symptom = ('Pod.CrashLoop'), Access = ('Read'))]
        [CmdletBinding()]
        param([Parameter(Mandatory, ValueFromPipeline)] [object] $Target)

        {{body}}
        """);

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
