using System.Text.Json;
using RunbookTools.Engine.Sources;
using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

/// <summary>Plugins here are shell scripts, so there is nothing to run on Windows.</summary>
public sealed class ExecCredentialTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task Gives_each_argument_as_it_stands_and_what_client_go_gives()
    {
        var exec = Plugin("""
            for argument in "$@"; do echo "<$argument>" >> "$0.seen"; done
            echo "$NAME" >> "$0.seen"
            printf '%s' "$KUBERNETES_EXEC_INFO" > "$0.info"
            if [ -t 0 ]; then echo terminal >> "$0.seen"; fi
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-plugin"}}'
            """);
        exec.Args = ["get token", "--flag=a b\"c", "", "$(id)"];
        exec.Env = [new ExecEnvJson { Name = "NAME", Value = "a value" }];
        exec.ProvideClusterInfo = true;
        var context = Context(exec) with
        {
            Cluster = new ClusterJson
            {
                Server = "https://a:6443",
                TlsServerName = "b",
                CertificateAuthorityData = "Y2E=",
                Extensions = [new NamedExtensionJson { Name = "client.authentication.k8s.io/exec", Extension = JsonDocument.Parse("""{"audience":"me"}""").RootElement }],
            },
        };

        var credential = await ExecCredential.Of(context).GetAsync(default);

        Assert.Equal("Bearer from-plugin", credential.Authorization);
        Assert.Equal(["<get token>", "<--flag=a b\"c>", "<>", "<$(id)>", "a value"], File.ReadAllLines(exec.Command + ".seen"));
        Assert.Equal(
            """{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"cluster":{"server":"https://a:6443","tls-server-name":"b","certificate-authority-data":"Y2E=","config":{"audience":"me"}},"interactive":false}}""",
            File.ReadAllText(exec.Command + ".info"));
    }

    [UnixFact]
    public async Task Runs_once_for_all_who_ask_and_again_when_refused()
    {
        var exec = Plugin("""
            echo run >> "$0.seen"
            echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"t$(wc -l < $0.seen | tr -d ' ')\"}}"
            """);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExecCredential.Of(Context(exec)).GetAsync(default).AsTask()));
        var renewed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ExecCredential.Of(Context(exec)).RenewAsync(all[0], default).AsTask()));

        Assert.Equal(["Bearer t1"], all.Select(credential => credential.Authorization).Distinct());
        Assert.Equal(["Bearer t2"], renewed.Select(credential => credential.Authorization).Distinct());
        Assert.Equal(2, File.ReadAllLines(exec.Command + ".seen").Length);
    }

    [UnixFact]
    public async Task Runs_again_when_what_it_gave_has_expired()
    {
        var exec = Plugin("""
            echo run >> "$0.seen"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"t","expirationTimestamp":"2020-01-01T00:00:00Z"}}'
            """);

        await ExecCredential.Of(Context(exec)).GetAsync(default);
        await ExecCredential.Of(Context(exec)).GetAsync(default);

        Assert.Equal(2, File.ReadAllLines(exec.Command + ".seen").Length);
    }

    [UnixFact]
    public async Task Tells_what_it_said_without_secrets_and_how_to_install_it()
    {
        var exec = Plugin("""
            printf 'session expired\033[31m token=abcdefgh12345678\n' >&2
            exit 7
            """);
        exec.InstallHint = "Install it from example.com.";

        var error = await Assert.ThrowsAsync<SourceException>(async () => await ExecCredential.Of(Context(exec)).GetAsync(default));

        Assert.Equal("CredentialPluginFailed", error.ErrorId);
        Assert.EndsWith("it ended with 7 and said: session expired token=***. Install it from example.com.", error.Message, StringComparison.Ordinal);
    }

    [UnixTheory]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"t"}}""", "the kubeconfig says")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential"}""", "no status")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{}}""", "neither a token nor a certificate")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":"c"}}""", "not both")]
    [InlineData("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"clientCertificateData":"c","clientKeyData":"k"}}""", "cannot be used")]
    [InlineData("Logged in!", "not an ExecCredential")]
    public async Task Says_what_is_wrong_with_what_it_wrote(string output, string expected)
    {
        var exec = Plugin($"cat <<'E'\n{output}\nE");

        var error = await Assert.ThrowsAsync<SourceException>(async () => await ExecCredential.Of(Context(exec)).GetAsync(default));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Does_not_run_what_lies_in_the_working_folder()
    {
        var exec = Plugin("echo run >> \"$0.seen\"");
        var name = Path.GetFileName(exec.Command!);
        File.Copy(exec.Command!, Path.Combine(Environment.CurrentDirectory, name));
        try
        {
            exec.Command = name;

            var error = await Assert.ThrowsAsync<SourceException>(async () => await ExecCredential.Of(Context(exec)).GetAsync(default));

            Assert.Contains("no such program on the path", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(Path.Combine(Environment.CurrentDirectory, name));
        }
    }

    [UnixFact]
    public async Task Ends_with_who_waits_for_it()
    {
        var exec = Plugin("echo $$ > \"$0.pid\"; sleep 600");
        using var stop = new CancellationTokenSource();
        var running = ExecCredential.Of(Context(exec)).GetAsync(stop.Token).AsTask();
        while (!File.Exists(exec.Command + ".pid") || new FileInfo(exec.Command + ".pid").Length == 0)
        {
            await Task.Delay(20);
        }

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var pid = int.Parse(File.ReadAllText(exec.Command + ".pid"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.ThrowsAny<Exception>(() =>
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            if (!process.WaitForExit(30_000))
            {
                return;
            }

            throw new InvalidOperationException("it has ended");
        });
    }

    [UnixFact]
    public async Task Is_named_with_what_it_said_when_the_time_runs_out_and_not_the_server()
    {
        var exec = Plugin("""
            printf 'Open https://login.example/device\033[31m and enter code ABCD\ntoken=abcdefgh12345678\n' >&2
            sleep 600
            """);
        var log = new LiveLog();
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"));
        using var client = Client(server, exec, TimeSpan.FromSeconds(2), log);

        var error = await Assert.ThrowsAsync<SourceException>(() => LiveSource.ReadVersionAsync(client, "demo", default));

        Assert.Equal("CredentialPluginTimeout", error.ErrorId);
        Assert.Equal(
            $"The credential plugin '{exec.Command}' gave no credentials within 2 s and said: Open https://login.example/device and enter code ABCD token=***. It may wait for a login: log in with kubectl once, then retry.",
            error.Message);
        Assert.Empty(server.Requests);
        Assert.False(log.TryTake(out _));
    }

    [UnixFact]
    public async Task Is_named_when_it_hangs_after_its_credential_was_refused()
    {
        var exec = Plugin("""
            if [ -e "$0.seen" ]; then echo 'log in again' >&2; sleep 600; fi
            touch "$0.seen"
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"old"}}'
            """);
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 401, "{}"));
        using var client = Client(server, exec, TimeSpan.FromSeconds(3), null);

        var error = await Assert.ThrowsAsync<SourceException>(() => client.GetAsync("version", default));

        Assert.Equal("CredentialPluginTimeout", error.ErrorId);
        Assert.Contains(" and said: log in again. It may", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [UnixFact]
    public async Task Is_not_blamed_when_somebody_stops_the_reading()
    {
        var exec = Plugin("echo run > \"$0.seen\"; sleep 600");
        var log = new LiveLog();
        using var server = new RawServer((_, stream) => RawServer.SayAsync(stream, 200, "{}"));
        using var client = Client(server, exec, TimeSpan.FromSeconds(60), log);
        using var stop = new CancellationTokenSource();
        var reading = client.GetAsync("version", stop.Token);
        while (!File.Exists(exec.Command + ".seen"))
        {
            await Task.Delay(20);
        }

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.False(log.TryTake(out _));
    }

    [Theory]
    [InlineData("client.authentication.k8s.io/v1alpha1", "Never", "apiVersion")]
    [InlineData(V1, null, "interactiveMode")]
    [InlineData(V1, "Sometimes", "interactiveMode")]
    public void Says_that_a_plugin_is_not_configured_right(string version, string? mode, string expected)
    {
        var error = Assert.Throws<SourceException>(() => ExecCredential.Of(Context(new ExecJson { ApiVersion = version, Command = "x", InteractiveMode = mode })));

        Assert.Equal("KubeConfigInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_let_a_plugin_ask()
    {
        var error = await Assert.ThrowsAsync<SourceException>(
            async () => await ExecCredential.Of(Context(new ExecJson { ApiVersion = V1, Command = "no-such-plugin", InteractiveMode = "Always" })).GetAsync(default));

        Assert.Contains("wants a terminal", error.Message, StringComparison.Ordinal);
    }

    private static KubeContext Context(ExecJson exec) => new("demo", new ClusterJson { Server = "https://a" }, new UserJson { Exec = exec }, null);

    private static LiveClient Client(RawServer server, ExecJson exec, TimeSpan timeout, LiveLog? log) =>
        new(LiveConnection.Of(Context(exec) with { Cluster = new ClusterJson { Server = $"http://127.0.0.1:{server.Port}" } }, null), timeout, log);

    private ExecJson Plugin(string script)
    {
        var name = "plugin-" + Guid.NewGuid().ToString("N");
        _folder.Add(name, "#!/bin/sh\n" + script + "\n");
        var path = Path.Combine(_folder.Root, name);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new ExecJson { ApiVersion = V1, Command = path, InteractiveMode = "Never" };
    }
}
