using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

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
    public void Merges_the_files_of_the_variable_as_kubectl_does()
    {
        var first = Write("one", "a", "https://one:6443", current: "b");
        var second = Write("two", "b", "https://two:6443", current: "a");
        var third = Write("three", "a", "https://three:6443", current: "a");
        Set(Path.Combine(_folder.Root, "missing"), first, second, third, first);

        var files = KubeConfigFiles.Load(new LiveOptions())!;

        Assert.Equal("b", files.Context);
        Assert.Equal("https://two:6443", files.ToClientConfiguration().Host);
        Assert.Equal("https://one:6443", KubeConfigFiles.Load(new LiveOptions { Context = "a" })!.ToClientConfiguration().Host);
        Assert.Equal("shop", files.ToClientConfiguration().Namespace);
    }

    [Fact]
    public void Takes_paths_relative_to_the_file_they_stand_in()
    {
        Write("far/away/config", "a", "https://one:6443", current: "a", extra: "certificate-authority: ca.crt");
        Set(Write("near", "b", "https://two:6443", current: "a"), Path.Combine(_folder.Root, "far/away/config"));

        var error = Assert.Throws<SourceException>(() => KubeConfigFiles.Load(new LiveOptions())!.ToClientConfiguration());

        Assert.Equal("KubeConfigInvalid", error.ErrorId);
        Assert.Contains(Path.Combine(_folder.Root, "far/away/ca.crt"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefers_the_file_that_is_named()
    {
        Set(Write("one", "a", "https://one:6443", current: "a"));
        var named = Write("two", "b", "https://two:6443", current: "b");

        Assert.Equal("b", KubeConfigFiles.Load(new LiveOptions { KubeConfig = named })!.Context);
    }

    [Fact]
    public void Never_ends_up_at_localhost()
    {
        Set(Path.Combine(_folder.Root, "missing"));

        var error = Assert.Throws<SourceException>(() => ClusterSources.OpenLive(new LiveOptions()));

        Assert.Equal("KubeConfigNotFound", error.ErrorId);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_contexts_there_are()
    {
        Set(Write("one", "a", "https://one:6443", current: "\"\""));

        Assert.Contains("-Context: a", Assert.Throws<SourceException>(() => KubeConfigFiles.Load(new LiveOptions())).Message, StringComparison.Ordinal);
        var error = Assert.Throws<SourceException>(() => KubeConfigFiles.Load(new LiveOptions { Context = "x" }));
        Assert.Equal("ContextNotFound", error.ErrorId);
        Assert.Contains("There is: a", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_a_file_that_does_not_parse()
    {
        _folder.Add("broken", "a: [1,");
        Set(Path.Combine(_folder.Root, "broken"));

        Assert.Equal("KubeConfigInvalid", Assert.Throws<SourceException>(() => KubeConfigFiles.Load(new LiveOptions())).ErrorId);
    }

    [Fact]
    public async Task Says_that_this_is_no_pod()
    {
        var error = await Assert.ThrowsAsync<SourceException>(() => ClusterSources.OpenLive(new LiveOptions { InCluster = true }).ReadAsync(default));

        Assert.Equal("NotInCluster", error.ErrorId);
    }

    private static void Set(params string[] paths) => Environment.SetEnvironmentVariable("KUBECONFIG", string.Join(Path.PathSeparator, paths));

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
