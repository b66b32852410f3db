using System.Diagnostics;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

/// <summary>These change an environment variable of the process, so they run one after another.</summary>
[Collection("KUBECONFIG")]
public sealed class KubeConfigTests : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("KUBECONFIG");
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KUBECONFIG", _before);
        _folder.Dispose();
    }

    [Fact]
    public void Merges_the_files_of_the_variable()
    {
        var first = Write("one", "a", "https://one:6443", current: "b");
        var second = Write("two", "b", "https://two:6443", current: "a");
        var third = Write("three", "a", "https://three:6443", current: "a");
        Set(Path.Combine(_folder.Root, "missing"), first, second, third, first);

        var connection = LiveConnection.Find(new LiveOptions());

        Assert.Equal(("b", "https://two:6443/", "shop"), (connection.Name, connection.Server.AbsoluteUri, connection.Namespace));
        Assert.Equal("https://one:6443/", LiveConnection.Find(new LiveOptions { Context = "a" }).Server.AbsoluteUri);
        Assert.Equal(["a", "b"], ClusterSources.Contexts());
    }

    [Fact]
    public void Merges_as_kubectl_does()
    {
        var first = Write("one", "a", "https://one:6443", current: "\"\"");
        var second = Write("two", "a", "https://two:6443", current: "a", extra: "tls-server-name: two");
        _folder.Add("empty", "");
        Set(Path.Combine(_folder.Root, "empty"), first, second);
        using var kubectl = Kubectl("config view --raw --minify -o jsonpath={.clusters[0].cluster.server},{.clusters[0].cluster.tls-server-name},{.current-context}");
        if (kubectl is null)
        {
            Console.WriteLine("kubectl is not on the path: what it does was not compared.");
        }

        var connection = LiveConnection.Find(new LiveOptions());

        // The first of a name counts whole: nothing of its namesake is mixed in.
        Assert.Equal(kubectl?.StandardOutput.ReadToEnd() ?? "https://one:6443,,a", $"{connection.Server.AbsoluteUri.TrimEnd('/')},{connection.TlsServerName},{connection.Name}");
    }

    [Fact]
    public void Takes_paths_relative_to_the_file_they_stand_in()
    {
        Write("far/away/config", "a", "https://one:6443", current: "a", extra: "certificate-authority: ca.crt");
        Set(Write("near", "b", "https://two:6443", current: "a"), Path.Combine(_folder.Root, "far/away/config"));

        var error = Assert.Throws<SourceException>(() => LiveConnection.Find(new LiveOptions()));

        Assert.Equal("KubeConfigInvalid", error.ErrorId);
        Assert.Contains(Path.Combine(_folder.Root, "far/away/ca.crt"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefers_the_file_that_is_named()
    {
        Set(Write("one", "a", "https://one:6443", current: "a"));
        var named = Write("two", "b", "https://two:6443", current: "b");

        Assert.Equal("b", LiveConnection.Find(new LiveOptions { KubeConfig = named }).Name);
    }

    [Fact]
    public void Never_ends_up_at_localhost()
    {
        Set(Path.Combine(_folder.Root, "missing"));
        var error = Assert.Throws<SourceException>(() => ClusterSources.OpenLive(new LiveOptions()));
        Assert.Equal("KubeConfigNotFound", error.ErrorId);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);

        Assert.Equal("ContextNotFound", ErrorOf("kind: Config").ErrorId);
        Assert.Contains("cluster 'zz', which is not in", ErrorOf("""
            current-context: x
            contexts: [{name: x, context: {cluster: zz}}]
            """).Message, StringComparison.Ordinal);
        Assert.Contains("which has no server", ErrorOf("""
            current-context: x
            clusters: [{name: zz, cluster: {}}]
            contexts: [{name: x, context: {cluster: zz}}]
            """).Message, StringComparison.Ordinal);
        Assert.Contains("user 'u', who is not in", ErrorOf("""
            current-context: x
            clusters: [{name: zz, cluster: {server: "https://a"}}]
            contexts: [{name: x, context: {cluster: zz, user: u}}]
            """).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_contexts_there_are()
    {
        Set(Write("one", "a", "https://one:6443", current: "\"\""));

        Assert.Contains("-Context: a", Assert.Throws<SourceException>(() => LiveConnection.Find(new LiveOptions())).Message, StringComparison.Ordinal);
        var error = Assert.Throws<SourceException>(() => LiveConnection.Find(new LiveOptions { Context = "x" }));
        Assert.Equal("ContextNotFound", error.ErrorId);
        Assert.Contains("There is: a", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [1,", "cannot be read: line")]
    [InlineData("clusters: [{name: a, cluster: {server: [1]}}]", "$.clusters[0].cluster.server")]
    [InlineData("clusters: [{name: a}, {name: a}]", "two clusters named 'a'")]
    public void Names_a_file_that_does_not_parse(string text, string expected)
    {
        var error = ErrorOf(text);

        Assert.Equal("KubeConfigInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_this_is_no_pod()
    {
        var error = await Assert.ThrowsAsync<SourceException>(async () => await ClusterSources.OpenLive(new LiveOptions { InCluster = true }).ReadAsync(default));

        Assert.Equal("NotInCluster", error.ErrorId);
    }

    private static void Set(params string[] paths) => Environment.SetEnvironmentVariable("KUBECONFIG", string.Join(Path.PathSeparator, paths));

    private static Process? Kubectl(string arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("kubectl", arguments) { RedirectStandardOutput = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private SourceException ErrorOf(string text)
    {
        _folder.Add("odd", text);
        return Assert.Throws<SourceException>(() => LiveConnection.Find(new LiveOptions { KubeConfig = Path.Combine(_folder.Root, "odd") }));
    }

    private string Write(string file, string name, string server, string current, string extra = "insecure-skip-tls-verify: false")
    {
        _folder.Add(file, $$"""
            apiVersion: v1
            kind: Config
            current-context: {{current}}
            clusters:
            - name: {{name}}
              cluster:
                server: {{server}}
                {{extra}}
            users:
            - name: {{name}}
              user:
                token: abc
            contexts:
            - name: {{name}}
              context:
                cluster: {{name}}
                user: {{name}}
                namespace: shop
            """);
        return Path.Combine(_folder.Root, file);
    }
}
