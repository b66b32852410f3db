using RunbookTools.Engine.Sources.Live;

namespace RunbookTools.Engine.Sources;

/// <summary>Opens places a cluster can be read from.</summary>
public static class ClusterSources
{
    /// <summary>
    /// A cluster as files hold it: a support bundle, a <c>kubectl cluster-info dump</c> (folder or text) or plain files of objects; a folder, one
    /// file or a <c>.tar.gz</c>. Which of them it is, is decided by looking at the content when it is read.
    /// </summary>
    /// <param name="path">The folder, file or archive.</param>
    /// <exception cref="SourceException">There is no such path (<c>PathNotFound</c>).</exception>
    public static IClusterSource OpenPath(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new SourceException("PathNotFound", path, $"There is no file or folder '{path}'.");
        }

        return new SnapshotSource(path, TreeLimits.Default);
    }

    /// <summary>A running cluster, through a kubeconfig or the service account of the pod this runs in.</summary>
    /// <param name="options">Which one.</param>
    /// <exception cref="SourceException">There is no kubeconfig (<c>KubeConfigNotFound</c>) or no such context (<c>ContextNotFound</c>).</exception>
    public static IClusterSource OpenLive(LiveOptions options) => new LiveSource(options);

    /// <summary>The contexts there are; empty when there is no kubeconfig. Files are read and merged, nothing else is done.</summary>
    /// <param name="kubeConfig">The kubeconfig file; null for those of <c>KUBECONFIG</c>, else the one in the home folder.</param>
    /// <exception cref="SourceException">A file does not parse (<c>KubeConfigInvalid</c>).</exception>
    public static IEnumerable<string> Contexts(string? kubeConfig = null) => KubeConfigFiles.Read(KubeConfigFiles.Candidates(kubeConfig))?.Contexts ?? [];
}
