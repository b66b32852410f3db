using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Runs a credential plugin once, as client-go does (k8s.io/client-go/plugin/pkg/client/auth/exec): each argument as it stands, the variables of the
/// kubeconfig, what it is asked in <c>KUBERNETES_EXEC_INFO</c>. It never gets a terminal.
/// </summary>
internal sealed class ExecPlugin
{
    private const string Group = "client.authentication.k8s.io/";
    private const int MaxOutput = 1024 * 1024;
    private const int MaxErrors = 4 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly KubeContext _context;
    private readonly ExecJson _exec;
    private readonly Lock _lock = new();
    private List<byte> _errors = [];

    /// <summary>Takes down what is to be run.</summary>
    /// <exception cref="SourceException">The configuration of the plugin cannot be used (<c>KubeConfigInvalid</c>).</exception>
    public ExecPlugin(KubeContext context)
    {
        _context = context;
        _exec = context.User.Exec!;
        if (string.IsNullOrEmpty(_exec.Command))
        {
            throw Invalid("its credential plugin has no command");
        }

        if (_exec.ApiVersion is not (Group + "v1" or Group + "v1beta1"))
        {
            throw Invalid($"its credential plugin has apiVersion '{_exec.ApiVersion}'; {Group}v1 and v1beta1 are understood, as by kubectl");
        }

        // Required in v1 (k8s.io/client-go/tools/clientcmd/validation.go).
        if (_exec.InteractiveMode is not ("Never" or "IfAvailable" or "Always") && (_exec.ApiVersion == Group + "v1" || !string.IsNullOrEmpty(_exec.InteractiveMode)))
        {
            throw Invalid($"its credential plugin has interactiveMode '{_exec.InteractiveMode}', which is none of Never, IfAvailable, Always");
        }

        Request = MakeRequest();
    }

    /// <summary>What the plugin is asked: the content of <c>KUBERNETES_EXEC_INFO</c>.</summary>
    public string Request { get; }

    /// <summary>What makes two plugins the same: everything that reaches it.</summary>
    public string Key => string.Join(
        '\0',
        [_exec.Command!, .. _exec.Args ?? [], "", .. (_exec.Env ?? []).Select(variable => $"{variable.Name}={variable.Value}"), "", _exec.InteractiveMode, Request]);

    /// <summary>Runs it.</summary>
    /// <exception cref="SourceException">It gave no credential (<c>CredentialPluginFailed</c>), or not in time (<c>CredentialPluginTimeout</c>).</exception>
    public async Task<ExecStatusJson> RunAsync(CancellationToken cancellation)
    {
        if (_exec.InteractiveMode == "Always")
        {
            throw Failed("it wants a terminal, which it does not get here. Log in with kubectl once, or use a plugin that does not ask");
        }

        var start = new ProcessStartInfo(Locate()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in _exec.Args ?? [])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var variable in _exec.Env ?? [])
        {
            start.Environment[variable.Name ?? ""] = variable.Value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Request;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(s_patience);
        using var process = Start(start);
        var said = new List<byte>();
        lock (_lock)
        {
            _errors = said;
        }

        var errors = ReadAsync(process.StandardError.BaseStream, said, MaxErrors, timeout.Token);
        try
        {
            process.StandardInput.Close();
            var output = new List<byte>();
            await ReadAsync(process.StandardOutput.BaseStream, output, MaxOutput, timeout.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(false);
            if (process.ExitCode == 0)
            {
                return Read([.. output]);
            }

            await errors.ConfigureAwait(false);
            throw Failed($"it ended with {process.ExitCode}{Said()}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Late(s_patience);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>What to say when it was not waited for any longer, with what it has said so far.</summary>
    /// <param name="waited">How long it was waited for.</param>
    public SourceException Late(TimeSpan waited) => new(
        "CredentialPluginTimeout",
        _context.Name,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The credential plugin '{TerminalText.Clean(_exec.Command!)}' gave no credentials within {waited.TotalSeconds:0.#} s{Said().TrimEnd('.')}. It may wait for a login: log in with kubectl once, then retry."));

    /// <summary>Reads what it wrote.</summary>
    private ExecStatusJson Read(byte[] output)
    {
        ExecCredentialJson? credential;
        try
        {
            credential = JsonSerializer.Deserialize(output, KubeConfigJsonContext.Default.ExecCredentialJson);
        }
        catch (JsonException exception)
        {
            throw Failed("what it wrote is not an ExecCredential in JSON", exception);
        }

        if (credential?.Kind != "ExecCredential" || credential.ApiVersion != _exec.ApiVersion)
        {
            throw Failed($"it wrote {TerminalText.Clean($"{credential?.ApiVersion} {credential?.Kind}")}; the kubeconfig says {_exec.ApiVersion} ExecCredential");
        }

        return credential.Status switch
        {
            null => throw Failed("it wrote no status"),
            { Token: null or "", ClientCertificateData: null or "", ClientKeyData: null or "" } => throw Failed("it gave neither a token nor a certificate with its key"),
            var status when string.IsNullOrEmpty(status.ClientCertificateData) != string.IsNullOrEmpty(status.ClientKeyData) =>
                throw Failed("it gave a certificate or a key, and not both"),
            var status => status,
        };
    }

    // Fields in the order of ExecCredential, so that the same request is the same text.
    private string MakeRequest()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
        {
            json.WriteStartObject();
            json.WriteString("kind", "ExecCredential");
            json.WriteString("apiVersion", _exec.ApiVersion);
            json.WriteStartObject("spec");
            if (_exec.ProvideClusterInfo)
            {
                WriteCluster(json);
            }

            json.WriteBoolean("interactive", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void WriteCluster(Utf8JsonWriter json)
    {
        var cluster = _context.Cluster;
        json.WriteStartObject("cluster");
        json.WriteString("server", cluster.Server);
        WriteText("tls-server-name", cluster.TlsServerName);
        if (cluster.InsecureSkipTlsVerify)
        {
            json.WriteBoolean("insecure-skip-tls-verify", true);
        }

        // A file is read: the plugin is given its content.
        if (cluster.CertificateAuthorityData is { Length: > 0 } data)
        {
            json.WriteString("certificate-authority-data", data);
        }
        else if (cluster.CertificateAuthority is { } path && File.Exists(path))
        {
            json.WriteBase64String("certificate-authority-data", File.ReadAllBytes(path));
        }

        WriteText("proxy-url", cluster.ProxyUrl);
        if (cluster.DisableCompression)
        {
            json.WriteBoolean("disable-compression", true);
        }

        if (cluster.Extensions?.Find(extension => extension.Name == "client.authentication.k8s.io/exec") is { Extension.ValueKind: not JsonValueKind.Undefined } own)
        {
            json.WritePropertyName("config");
            own.Extension.WriteTo(json);
        }

        json.WriteEndObject();

        void WriteText(string name, string? text)
        {
            if (!string.IsNullOrEmpty(text))
            {
                json.WriteString(name, text);
            }
        }
    }

    /// <summary>
    /// Where the program is. A bare name is looked for on the path alone: the framework would look in the working folder before, where anybody may
    /// have put one.
    /// </summary>
    private string Locate()
    {
        var command = _exec.Command!;
        if (Path.IsPathRooted(command))
        {
            return command;
        }

        string[] endings = OperatingSystem.IsWindows() && !Path.HasExtension(command)
            ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries)
            : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, command + ending)))
            .FirstOrDefault(File.Exists)
            ?? throw Failed("there is no such program on the path");
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw Failed("it cannot be started: " + TerminalText.Clean(exception.Message), exception);
        }
    }

    // The first bytes are kept and the rest is let go by, so that a program that writes much does not hang.
    private async Task ReadAsync(Stream stream, List<byte> kept, int limit, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            lock (_lock)
            {
                kept.AddRange(buffer.AsSpan(0, Math.Min(read, limit - kept.Count)));
            }
        }
    }

    private string Said()
    {
        byte[] errors;
        lock (_lock)
        {
            errors = [.. _errors];
        }

        return SecretText.Redact(TerminalText.Clean(Encoding.UTF8.GetString(errors))).Trim() is { Length: > 0 } text ? $" and said: {text}" : "";
    }

    private SourceException Invalid(string what) => new("KubeConfigInvalid", _context.Name, TerminalText.Clean($"Context '{_context.Name}' cannot be used: {what}."));

    private SourceException Failed(string what, Exception? inner = null)
    {
        var hint = string.IsNullOrWhiteSpace(_exec.InstallHint) ? "" : " " + TerminalText.Clean(_exec.InstallHint.Trim());
        return new SourceException(
            "CredentialPluginFailed", _context.Name, $"The credential plugin '{TerminalText.Clean(_exec.Command!)}' gave no credentials: {what.TrimEnd('.')}.{hint}", inner);
    }
}
