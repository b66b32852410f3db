using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Finds and merges kubeconfig files as kubectl does: of a name given twice the first counts whole, files that do not exist are passed over, paths
/// are relative to the file they stand in (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/). Unlike kubectl
/// it never ends up at localhost. Nothing is ever written to them.
/// </summary>
internal sealed class KubeConfigFiles
{
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly List<string> _paths = [];
    private readonly Dictionary<string, ContextJson> _contexts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ClusterJson> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserJson> _users = new(StringComparer.Ordinal);
    private string? _current;

    private KubeConfigFiles()
    {
    }

    /// <summary>The contexts.</summary>
    public IEnumerable<string> Contexts => _contexts.Keys;

    /// <summary>Where files are looked for: the one named, else those of <c>KUBECONFIG</c>, else the one in the home folder.</summary>
    /// <param name="named">The file that was named; null for none.</param>
    public static IReadOnlyList<string> Candidates(string? named)
    {
        if (named is not null)
        {
            return [Path.GetFullPath(named)];
        }

        var variable = Environment.GetEnvironmentVariable("KUBECONFIG");
        return string.IsNullOrEmpty(variable)
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")]
            : [.. variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Reads and merges files; null when none of them exists.</summary>
    /// <exception cref="SourceException">A file cannot be read or does not parse (<c>KubeConfigInvalid</c>).</exception>
    public static KubeConfigFiles? Read(IEnumerable<string> candidates)
    {
        var merged = new KubeConfigFiles();
        foreach (var path in candidates.Where(File.Exists))
        {
            merged.Add(path, Parse(path));
        }

        return merged._paths.Count == 0 ? null : merged;
    }

    /// <summary>A context with what it names.</summary>
    /// <param name="name">The context; null for the current one.</param>
    /// <exception cref="SourceException">There is none (<c>ContextNotFound</c>), or what it names is absent (<c>KubeConfigInvalid</c>).</exception>
    public KubeContext Find(string? name)
    {
        var files = string.Join(", ", _paths);
        var known = _contexts.Count == 0 ? "none" : string.Join(", ", _contexts.Keys.Select(TerminalText.Clean));
        var wanted = name ?? _current ?? throw new SourceException("ContextNotFound", files, $"No context is current in {files}. Name one with -Context: {known}.");
        if (!_contexts.TryGetValue(wanted, out var context))
        {
            throw new SourceException("ContextNotFound", wanted, $"There is no context '{wanted}' in {files}. There is: {known}.");
        }

        // kubectl takes an absent cluster for localhost and an absent user for nobody; both are mistakes that had better be said.
        var cluster = _clusters.GetValueOrDefault(context.Cluster ?? "")
            ?? throw Invalid(wanted, string.IsNullOrEmpty(context.Cluster) ? "names no cluster" : $"names the cluster '{context.Cluster}', which is not in {files}");
        if (string.IsNullOrWhiteSpace(cluster.Server))
        {
            throw Invalid(wanted, $"leads to cluster '{context.Cluster}', which has no server");
        }

        var user = string.IsNullOrEmpty(context.User)
            ? new UserJson()
            : _users.GetValueOrDefault(context.User) ?? throw Invalid(wanted, $"names the user '{context.User}', who is not in {files}");
        return new KubeContext(wanted, cluster, user, string.IsNullOrWhiteSpace(context.Namespace) ? null : context.Namespace.Trim());
    }

    private static SourceException Invalid(string context, string what) => new("KubeConfigInvalid", context, $"Context '{context}' cannot be used: it {what}.");

    private static KubeConfigJson Parse(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new InvalidDataException($"it is larger than {MaxBytes / (1024 * 1024)} MiB");
            }

            using var text = new StreamReader(path);

            // As kubectl does: YAML is turned into JSON, then read strictly by type. An empty file is an empty configuration.
            var json = YamlReader.ToJson(text).FirstOrDefault();
            return json.IsEmpty ? new KubeConfigJson() : JsonSerializer.Deserialize(json.Span, KubeConfigJsonContext.Default.KubeConfigJson) ?? new KubeConfigJson();
        }
        catch (JsonException exception)
        {
            throw Unreadable(path, $"the field {exception.Path ?? "$"} is not what it should be", exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or WireException)
        {
            throw Unreadable(path, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static SourceException Unreadable(string path, string why, Exception? inner) =>
        new("KubeConfigInvalid", path, $"The kubeconfig file {path} cannot be read: {SecretText.Redact(TerminalText.Clean(why))}.", inner);

    private static void AddAll<T>(string path, string what, IEnumerable<(string? Name, T? Value)> entries, Dictionary<string, T> all)
        where T : class, new()
    {
        var here = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in entries)
        {
            if (!here.Add(name ?? ""))
            {
                throw Unreadable(path, $"it has two {what} named '{name}'", null);
            }

            all.TryAdd(name ?? "", value ?? new T());
        }
    }

    private static string? Resolve(string folder, string? path) => string.IsNullOrEmpty(path) ? null : Path.Combine(folder, path);

    private void Add(string path, KubeConfigJson file)
    {
        _paths.Add(path);
        _current ??= string.IsNullOrEmpty(file.CurrentContext) ? null : file.CurrentContext;
        var folder = Path.GetDirectoryName(path)!;
        foreach (var cluster in (file.Clusters ?? []).Select(item => item.Cluster).OfType<ClusterJson>())
        {
            cluster.CertificateAuthority = Resolve(folder, cluster.CertificateAuthority);
        }

        foreach (var user in (file.Users ?? []).Select(item => item.User).OfType<UserJson>())
        {
            user.ClientCertificate = Resolve(folder, user.ClientCertificate);
            user.ClientKey = Resolve(folder, user.ClientKey);
            user.TokenFile = Resolve(folder, user.TokenFile);

            // A bare name is looked for on the path (k8s.io/client-go/tools/clientcmd/loader.go, ResolveLocalPaths).
            if (user.Exec is { Command: { } command } plugin && command.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
            {
                plugin.Command = Resolve(folder, command);
            }
        }

        AddAll(path, "clusters", (file.Clusters ?? []).Select(item => (item.Name, item.Cluster)), _clusters);
        AddAll(path, "users", (file.Users ?? []).Select(item => (item.Name, item.User)), _users);
        AddAll(path, "contexts", (file.Contexts ?? []).Select(item => (item.Name, item.Context)), _contexts);
    }
}
