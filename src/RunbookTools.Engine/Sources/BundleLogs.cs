namespace RunbookTools.Engine.Sources;

/// <summary>
/// Finds the logs in a support bundle or beside plain files: by the place troubleshoot gives them now
/// (<c>cluster-resources/pods/logs/&lt;namespace&gt;/&lt;pod&gt;/&lt;container&gt;[-previous].log</c>), and anywhere else by the names of pods that were read.
/// </summary>
internal sealed class BundleLogs(IEnumerable<KubeObject> objects)
{
    private const string Previous = "-previous";
    private const string Errors = "-errors";

    private readonly ILookup<string, KubePod> _pods = objects.OfType<KubePod>().ToLookup(pod => pod.Name, StringComparer.Ordinal);

    /// <summary>Adds the logs among files to an index.</summary>
    public void AddTo(LogIndex index, IEnumerable<BundleFile> files)
    {
        foreach (var file in files.Where(file => file.Segments.Length > 1 && (file.File.HasExtension(".log") || file.Stem.EndsWith(Errors, StringComparison.Ordinal)))
            .OrderBy(file => IsHome(file) ? 0 : 1))
        {
            Add(index, file);
        }
    }

    private static bool IsHome(BundleFile file) => file.Segments is [.., "logs", _, _, _];

    private void Add(LogIndex index, BundleFile file)
    {
        var stem = file.Stem;
        if (stem.EndsWith(Errors, StringComparison.Ordinal))
        {
            // <container>-logs-errors.log, and <container>-errors.json of a collector with a name: why there is no log.
            stem = stem[..^Errors.Length];
            stem = stem.EndsWith("-logs", StringComparison.Ordinal) ? stem[..^"-logs".Length] : stem;
            if (Resolve(file, stem) is { } failed)
            {
                index.AddError(failed, file.File);
            }
        }
        else if (Resolve(file, stem) is { } request)
        {
            index.Add(request, new LogPart(file.File));
        }
    }

    private LogRequest? Resolve(BundleFile file, string stem)
    {
        // .../<namespace>/<pod>/<container>.log or <collector>/<pod>/<container>.log
        var above = file.Segments.Length > 2 ? file.Segments[^3] : null;
        var pods = _pods[file.Segments[^2]].ToList();
        var pod = pods.Find(pod => pod.Namespace == above) ?? (pods.Count == 1 && !IsHome(file) ? pods[0] : null);
        if (pod?.Namespace is { } ns && ContainerOf(pod, stem) is { } found)
        {
            return new LogRequest(ns, pod.Name, found.Container, found.Previous);
        }

        if (IsHome(file))
        {
            // The pod itself was not collected: the path tells what there is to know.
            var previous = stem.EndsWith(Previous, StringComparison.Ordinal);
            return new LogRequest(above!, file.Segments[^2], previous ? stem[..^Previous.Length] : stem, previous);
        }

        // <collector>/<pod>.log of a pod with one container
        return WholePod(stem, false) ?? (stem.EndsWith(Previous, StringComparison.Ordinal) ? WholePod(stem[..^Previous.Length], true) : null);
    }

    // A container's own name may end in -previous, so the exact name is tried first.
    private static (string Container, bool Previous)? ContainerOf(KubePod pod, string stem)
    {
        if (HasContainer(pod, stem))
        {
            return (stem, false);
        }

        return stem.EndsWith(Previous, StringComparison.Ordinal) && HasContainer(pod, stem[..^Previous.Length]) ? (stem[..^Previous.Length], true) : null;
    }

    private static bool HasContainer(KubePod pod, string name) => pod.Containers.Any(container => container.Name == name);

    private LogRequest? WholePod(string name, bool previous)
    {
        var pods = _pods[name].ToList();
        if (pods is not [{ Namespace: { } ns } pod])
        {
            return null;
        }

        // As kubectl logs chooses: the annotation, else the first container (k8s.io/kubectl/pkg/cmd/util/podcmd).
        var container = pod.Annotations.GetValueOrDefault("kubectl.kubernetes.io/default-container")
            ?? pod.Containers.FirstOrDefault(container => container.Type == ContainerType.App)?.Name;
        return container is null ? null : new LogRequest(ns, name, container, previous);
    }
}
