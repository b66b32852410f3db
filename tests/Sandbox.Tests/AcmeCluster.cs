namespace Sandbox.Tests;

/// <summary>A small cluster with the objects that the recorded answers of a real server are about.</summary>
internal sealed class AcmeCluster : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("acme-");

    public AcmeCluster()
    {
        Write("namespaces", Object("v1", "Namespace", null, "acme"));
        Write("nodes", Object("v1", "Node", null, "node-1"));
        Write("secrets", Object("v1", "Secret", "acme", "token"));
        Write("pods", Pod("web-9dffd7bb5-fxmnj", "node-1"), Pod("stuck-65f78df4c8-bls4q", null));
        Write("deployments", Object("apps/v1", "Deployment", "acme", "web"), Object("apps/v1", "Deployment", "acme", "stuck"));
        Write("configmaps", [.. Enumerable.Range(0, 5).Select(index => Object("v1", "ConfigMap", "acme", $"cfg-{index}", 674 + index))]);
        Write("events", Object("v1", "Event", "acme", "stuck-65f78df4c8-bls4q.18ea6f476fda8ca5", 1305));
    }

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Object(string apiVersion, string kind, string? ns, string name, int version = 700) =>
        $$$"""{"apiVersion":"{{{apiVersion}}}","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}",{{{(ns is null ? "" : $"\"namespace\":\"{ns}\",")}}}"resourceVersion":"{{{version}}}","creationTimestamp":"2026-11-22T17:49:13Z"}}""";

    private static string Pod(string name, string? node) =>
        $$$"""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}","namespace":"acme","resourceVersion":"705"},"spec":{"containers":[{"name":"app"}]{{{(node is null ? "" : $",\"nodeName\":\"{node}\"")}}}},"status":{"phase":"Pending"}}""";

    private void Write(string name, params string[] items) =>
        File.WriteAllText(System.IO.Path.Combine(Path, name + ".json"), $$"""{"apiVersion":"v1","kind":"List","items":[{{string.Join(',', items)}}]}""");
}
