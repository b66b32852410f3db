using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Finds and merges kubeconfig files as kubectl does: of a name given twice the first counts, files that do not exist are passed over, paths are
/// relative to the file they stand in (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/). Unlike kubectl it
/// never ends up at localhost.
/// </summary>
internal sealed class KubeConfigFiles
{
    private readonly K8SConfiguration _merged;
    private readonly string _context;

    private KubeConfigFiles(K8SConfiguration merged, string context)
    {
        _merged = merged;
        _context = context;
    }

    /// <summary>The context.</summary>
    public string Context => _context;

    /// <summary>Loads the files an option or the environment names; null when there are none and this runs in a cluster.</summary>
    /// <exception cref="SourceException">There is no file, it does not parse, or it has no such context.</exception>
    public static KubeConfigFiles? Load(LiveOptions options)
    {
        if (options.InCluster)
        {
            return null;
        }

        var asked = Candidates(options);
        var paths = asked.Where(File.Exists).ToList();
        if (paths.Count == 0)
        {
            if (options is { KubeConfig: null, Context: null } && KubernetesClientConfiguration.IsInCluster())
            {
                return null;
            }

            var location = string.Join(Path.PathSeparator, asked);
            throw new SourceException(
                "KubeConfigNotFound",
                location,
                $"There is no kubeconfig file at {location}. Name one with -KubeConfig or the variable KUBECONFIG; in a pod, -InCluster uses its service account.");
        }

        var merged = paths.Select(Parse).Aggregate(Merge);
        var context = options.Context ?? (string.IsNullOrEmpty(merged.CurrentContext) ? null : merged.CurrentContext);
        var files = string.Join(", ", paths);
        var known = string.Join(", ", merged.Contexts.Select(item => item.Name));
        if (context is null)
        {
            throw new SourceException("ContextNotFound", files, $"No context is current in {files}. Name one with -Context: {known}.");
        }

        return merged.Contexts.Any(item => item.Name == context)
            ? new KubeConfigFiles(merged, context)
            : throw new SourceException("ContextNotFound", context, $"There is no context '{context}' in {files}. There is: {(known.Length == 0 ? "none" : known)}.");
    }

    /// <summary>What the client needs for the context. Runs the credential plugin when the user has one.</summary>
    /// <exception cref="SourceException">The context is not complete, or the plugin failed.</exception>
    public KubernetesClientConfiguration ToClientConfiguration()
    {
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(_merged, _context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The client throws plain exceptions for what it does not support, and gives the trace of a plugin's failure in the message.
            var message = SecretText.Redact(TerminalText.Clean(exception.Message.Split('\n')[0]));
            var isPlugin = exception is KubeConfigException && message.StartsWith("external exec", StringComparison.OrdinalIgnoreCase);
            throw new SourceException(
                isPlugin ? "CredentialPluginFailed" : "KubeConfigInvalid",
                _context,
                isPlugin ? $"The credential plugin of context '{_context}' gave no credentials: {message}" : $"Context '{_context}' cannot be used: {message}",
                exception);
        }
    }

    private static List<string> Candidates(LiveOptions options)
    {
        if (options.KubeConfig is { } path)
        {
            return [Path.GetFullPath(path)];
        }

        var variable = Environment.GetEnvironmentVariable("KUBECONFIG");
        return string.IsNullOrEmpty(variable)
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")]
            : [.. variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
    }

    private static K8SConfiguration Parse(string path)
    {
        K8SConfiguration? config;
        try
        {
            config = KubernetesClientConfiguration.LoadKubeConfig(new FileInfo(path));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new SourceException("KubeConfigInvalid", path, $"The kubeconfig file {path} cannot be read: {SecretText.Redact(TerminalText.Clean(exception.Message))}", exception);
        }

        // An empty file is an empty configuration to kubectl.
        config ??= new K8SConfiguration();
        config.Contexts ??= [];
        config.Clusters ??= [];
        config.Users ??= [];
        var folder = Path.GetDirectoryName(path)!;
        foreach (var cluster in config.Clusters.Select(item => item.ClusterEndpoint).OfType<ClusterEndpoint>())
        {
            cluster.CertificateAuthority = Resolve(folder, cluster.CertificateAuthority);
        }

        foreach (var user in config.Users.Select(item => item.UserCredentials).OfType<UserCredentials>())
        {
            user.ClientCertificate = Resolve(folder, user.ClientCertificate);
            user.ClientKey = Resolve(folder, user.ClientKey);
            if (user.ExternalExecution is { Command: { } command } plugin && command.Contains('/', StringComparison.Ordinal))
            {
                plugin.Command = Resolve(folder, command);
            }
        }

        config.FileName = null;
        return config;
    }

    private static string? Resolve(string folder, string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);

    private static K8SConfiguration Merge(K8SConfiguration first, K8SConfiguration second)
    {
        first.CurrentContext = string.IsNullOrEmpty(first.CurrentContext) ? second.CurrentContext : first.CurrentContext;
        first.Contexts = [.. first.Contexts.Concat(second.Contexts).DistinctBy(item => item.Name)];
        first.Clusters = [.. first.Clusters.Concat(second.Clusters).DistinctBy(item => item.Name)];
        first.Users = [.. first.Users.Concat(second.Users).DistinctBy(item => item.Name)];
        return first;
    }
}
