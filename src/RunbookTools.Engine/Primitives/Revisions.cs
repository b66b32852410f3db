namespace RunbookTools.Engine.Primitives;

/// <summary>The revisions of a workload's template that are kept, and what changed between them.</summary>
public static class Revisions
{
    // The deployment controller marks the template and the set with it; it says nothing about what changed.
    private const string TemplateHash = "pod-template-hash";

    /// <summary>
    /// The revisions of a workload, newest first: a deployment's from its replica sets (by <c>deployment.kubernetes.io/revision</c>), a stateful or
    /// daemon set's from its controller revisions, of which only the images are known. Empty for other kinds, and when neither was read.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="workload">The workload.</param>
    public static IReadOnlyList<KubeRevision> Of(ClusterInventory inventory, KubeWorkload workload) => workload switch
    {
        KubeDeployment deployment => OfDeployment(inventory, deployment),
        KubeStatefulSet or KubeDaemonSet => OfControllerRevisions(inventory, workload),
        _ => [],
    };

    /// <summary>
    /// True when a revision is a first suspect: the current one, of the last day, that changed something, and with which the object came. A pod
    /// made later than half an hour after it came for another reason.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="item">The object in trouble; null for the workload as a whole.</param>
    public static bool IsSuspect(ClusterInventory inventory, KubeRevision revision, KubeObject? item) =>
        revision is { IsCurrent: true, Changes.Count: > 0, Created: { } made }
        && inventory.CapturedAt - made < TimeSpan.FromDays(1)
        && (item is not KubePod pod || pod.Created - made < TimeSpan.FromMinutes(30));

    /// <summary>What differs between two templates, in words; empty when nothing that matters does.</summary>
    /// <param name="before">The older template.</param>
    /// <param name="after">The newer template.</param>
    public static IReadOnlyList<string> Compare(KubePodTemplate before, KubePodTemplate after)
    {
        var changes = new List<string>();
        var (old, now) = (before.Spec, after.Spec);
        foreach (var container in now.Containers)
        {
            if (old.Containers.FirstOrDefault(other => other.Name == container.Name) is not { } previous)
            {
                changes.Add($"container {container.Name} added ({container.Image})");
                continue;
            }

            CompareContainer(previous, container, changes);
        }

        changes.AddRange(old.Containers.Where(container => now.Containers.All(other => other.Name != container.Name))
            .Select(container => $"container {container.Name} removed"));
        CompareVolumes(old, now, changes);
        Compare("service account", old.ServiceAccount ?? "default", now.ServiceAccount ?? "default", changes);
        Compare("node selector", Write(old.NodeSelector), Write(now.NodeSelector), changes);
        Compare("priority class", old.PriorityClass, now.PriorityClass, changes);
        Compare("pull secrets", Write(old.ImagePullSecrets), Write(now.ImagePullSecrets), changes);
        CompareMaps("label", before.Labels, after.Labels, changes);
        CompareMaps("annotation", before.Annotations, after.Annotations, changes);
        return changes;
    }

    private static List<KubeRevision> OfDeployment(ClusterInventory inventory, KubeDeployment deployment)
    {
        var sets = inventory.OwnedBy(deployment).OfType<KubeReplicaSet>().Where(set => set.Revision is not null).OrderBy(set => set.Revision).ToList();
        var revisions = new List<KubeRevision>();
        for (var i = 0; i < sets.Count; i++)
        {
            revisions.Add(new KubeRevision(
                deployment.Target,
                sets[i].Revision!.Value,
                sets[i].Created,
                i == sets.Count - 1,
                ImagesOf(sets[i].Template.Spec),
                i == 0 ? [] : Compare(sets[i - 1].Template, sets[i].Template))
            {
                Hash = sets[i].Labels.GetValueOrDefault(TemplateHash),
            });
        }

        revisions.Reverse();
        return revisions;
    }

    private static List<KubeRevision> OfControllerRevisions(ClusterInventory inventory, KubeWorkload workload)
    {
        var kept = inventory.OwnedBy(workload).OfType<KubeControllerRevision>().OrderBy(item => item.Revision).ToList();
        var revisions = new List<KubeRevision>();
        for (var i = 0; i < kept.Count; i++)
        {
            var changes = new List<string>();
            if (i > 0)
            {
                foreach (var (name, image) in kept[i].Images)
                {
                    Compare($"{name} image", kept[i - 1].Images.GetValueOrDefault(name), image, changes, ShortImages);
                }
            }

            revisions.Add(new KubeRevision(workload.Target, kept[i].Revision, kept[i].Created, i == kept.Count - 1, kept[i].Images, changes)
            {
                // Pods of a stateful set carry the name of the revision, those of a daemon set only its hash (pkg/controller/history/controller_history.go).
                Hash = workload is KubeStatefulSet ? kept[i].Name : kept[i].Labels.GetValueOrDefault("controller-revision-hash"),
            });
        }

        revisions.Reverse();
        return revisions;
    }

    private static Dictionary<string, string> ImagesOf(KubePodSpec spec)
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in spec.Containers)
        {
            images[container.Name] = container.Image;
        }

        return images;
    }

    private static void CompareContainer(KubeContainerSpec before, KubeContainerSpec after, List<string> changes)
    {
        var name = after.Name;
        Compare($"{name} image", before.Image, after.Image, changes, ShortImages);
        Compare($"{name} pull policy", before.ImagePullPolicy, after.ImagePullPolicy, changes);
        CompareAmounts($"{name}", "request", before.Requests, after.Requests, changes);
        CompareAmounts($"{name}", "limit", before.Limits, after.Limits, changes);
        Compare($"{name} command", Write(before.Command, " "), Write(after.Command, " "), changes);
        Compare($"{name} args", Write(before.Args, " "), Write(after.Args, " "), changes);
        CompareMaps($"{name} env", Entries(before), Entries(after), changes);
        Compare($"{name} env from", Write(before.EnvFrom.Select(from => $"{from.Kind} {from.Name}")), Write(after.EnvFrom.Select(from => $"{from.Kind} {from.Name}")), changes);
        Compare($"{name} ports", Write(before.Ports.Select(port => $"{port.Port}/{port.Protocol}")), Write(after.Ports.Select(port => $"{port.Port}/{port.Protocol}")), changes);
        Compare($"{name} startup probe", Write(before.StartupProbe), Write(after.StartupProbe), changes);
        Compare($"{name} liveness probe", Write(before.LivenessProbe), Write(after.LivenessProbe), changes);
        Compare($"{name} readiness probe", Write(before.ReadinessProbe), Write(after.ReadinessProbe), changes);
        Compare($"{name} mounts", Write(before.Mounts.Select(Write)), Write(after.Mounts.Select(Write)), changes);
        Compare($"{name} user", before.RunAsUser?.ToString(), after.RunAsUser?.ToString(), changes);
        Compare($"{name} read-only root", Write(before.ReadOnlyRoot), Write(after.ReadOnlyRoot), changes);
    }

    private static void CompareVolumes(KubePodSpec before, KubePodSpec after, List<string> changes)
    {
        var (old, now) = (Volumes(before), Volumes(after));
        foreach (var (name, volume) in now)
        {
            Compare($"volume {name}", old.GetValueOrDefault(name), volume, changes);
        }

        changes.AddRange(old.Keys.Where(name => !now.ContainsKey(name)).Select(name => $"volume {name} removed"));

        static Dictionary<string, string> Volumes(KubePodSpec spec)
        {
            var volumes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var volume in spec.Volumes)
            {
                var sources = volume.References.Select(reference => $"{reference.Kind} {reference.Name}").Distinct();
                volumes[volume.Name] = string.Join(' ', new[] { volume.Type, volume.Claim, volume.Source }.Concat(sources).Where(part => !string.IsNullOrEmpty(part)));
            }

            return volumes;
        }
    }

    private static void CompareAmounts(string name, string what, KubeResources before, KubeResources after, List<string> changes)
    {
        foreach (var resource in before.Amounts.Keys.Union(after.Amounts.Keys).Order(StringComparer.Ordinal))
        {
            if (before[resource] != after[resource])
            {
                Compare($"{name} {resource} {what}", before[resource]?.ToString(), after[resource]?.ToString(), changes);
            }
        }
    }

    private static void CompareMaps(string what, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after, List<string> changes)
    {
        foreach (var key in before.Keys.Union(after.Keys).Where(key => key != TemplateHash).Order(StringComparer.Ordinal))
        {
            Compare($"{what} {key}", before.GetValueOrDefault(key), after.GetValueOrDefault(key), changes);
        }
    }

    private static void Compare(string what, string? before, string? after, List<string> changes, Func<string, string, (string, string)>? shorten = null)
    {
        if ((before ?? "") == (after ?? ""))
        {
            return;
        }

        if (string.IsNullOrEmpty(before))
        {
            changes.Add($"{what} added: {after}");
        }
        else if (string.IsNullOrEmpty(after))
        {
            changes.Add($"{what} removed (was {before})");
        }
        else
        {
            var (left, right) = shorten?.Invoke(before, after) ?? (before, after);
            changes.Add($"{what} {left} -> {right}");
        }
    }

    // Two tags of one repository read better without it.
    private static (string Before, string After) ShortImages(string before, string after)
    {
        var (left, right) = (Split(before), Split(after));
        return left.Repository == right.Repository && left.Tag.Length > 0 && right.Tag.Length > 0 ? (left.Tag, right.Tag) : (before, after);

        static (string Repository, string Tag) Split(string image)
        {
            var at = image.IndexOf('@', StringComparison.Ordinal);
            var colon = image.LastIndexOf(':', at < 0 ? image.Length - 1 : at);
            if (colon > image.LastIndexOf('/'))
            {
                return (image[..colon], image[(colon + 1)..]);
            }

            return at < 0 ? (image, "") : (image[..at], image[(at + 1)..]);
        }
    }

    private static Dictionary<string, string> Entries(KubeContainerSpec container)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var env in container.Env)
        {
            entries[env.Name] = env.From is { } from ? $"{from.Kind} {from.Name}/{from.Key}" : env.Value is { Length: > 0 } value ? value : "\"\"";
        }

        return entries;
    }

    private static string Write(IEnumerable<string> values, string separator = ", ") => string.Join(separator, values);

    private static string Write(IReadOnlyDictionary<string, string> values) =>
        string.Join(",", values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static string Write(KubeMount mount) => mount.SubPath is null ? $"{mount.Volume} at {mount.Path}" : $"{mount.Volume}/{mount.SubPath} at {mount.Path}";

    private static string Write(bool value) => value ? "yes" : "no";

    private static string? Write(KubeProbe? probe) => probe is null
        ? null
        : $"{probe} (delay {probe.InitialDelaySeconds}s, timeout {probe.TimeoutSeconds}s, period {probe.PeriodSeconds}s, failures {probe.FailureThreshold})";
}
