namespace RunbookTools.Engine.Primitives;

/// <summary>The revisions of a workload's template that are kept, and what changed between them.</summary>
public static class Revisions
{
    // The deployment controller marks the template and the set with it; it says nothing about what changed.
    private const string TemplateHash = "pod-template-hash";

    // The numbers a set had before (pkg/controller/deployment/util/deployment_util.go, SetNewReplicaSetAnnotations).
    private const string RevisionHistory = "deployment.kubernetes.io/revision-history";

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
    /// True when a revision is a first suspect: the current one, rolled out within a day, that changed something, and with which the object came. A pod
    /// made later than half an hour after it came for another reason. Null when it cannot be told: it was rolled out again, and when is not known.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="item">The object in trouble; null for the workload as a whole.</param>
    public static bool? IsSuspect(ClusterInventory inventory, KubeRevision revision, KubeObject? item)
    {
        if (revision is not { IsCurrent: true, Changes.Count: > 0, RolledOutAfter: { } after })
        {
            return false;
        }

        // What ran before another revision came, and was gone back from, did not come with this.
        var pod = item as KubePod;
        return (revision.IsRolledOutAgain && pod?.Created < after) || !IsFresh(revision.RolledOutBefore ?? inventory.CapturedAt) ? false
            : IsFresh(after) ? true
            : null;

        // The later it was rolled out, the more it is a suspect.
        bool IsFresh(DateTimeOffset moment) => inventory.CapturedAt - moment < TimeSpan.FromDays(1) && (pod is null || pod.Created - moment < TimeSpan.FromMinutes(30));
    }

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
            var again = IsRolledOutAgain(sets, i) || !string.IsNullOrEmpty(sets[i].Annotations.GetValueOrDefault(RevisionHistory));
            var after = again ? RolledOutAfter(inventory, deployment, sets, i) : sets[i].Created;
            revisions.Add(new KubeRevision(
                deployment.Target,
                sets[i].Revision!.Value,
                sets[i].Created,
                i == sets.Count - 1,
                ImagesOf(sets[i].Template.Spec),
                i == 0 ? [] : Compare(sets[i - 1].Template, sets[i].Template))
            {
                Hash = sets[i].Labels.GetValueOrDefault(TemplateHash),
                IsRolledOutAgain = again,
                RolledOutAfter = after,
                RolledOutBefore = again ? RolledOutBefore(inventory, deployment, sets[i], after) : sets[i].Created,
            });
        }

        revisions.Reverse();
        return revisions;
    }

    // A template that was there before is not made anew: its object gets the next number and keeps its time (pkg/controller/deployment/sync.go, getNewReplicaSet;
    // pkg/controller/history/controller_history.go, UpdateControllerRevision).
    private static bool IsRolledOutAgain<T>(List<T> revisions, int index)
        where T : KubeObject => revisions.Take(index).Any(other => other.Created > revisions[index].Created);

    /// <summary>
    /// The last of what can only go before rolling a set out again: that it and the others were made, and that it was scaled down to nothing while pods of another
    /// ran.
    /// </summary>
    private static DateTimeOffset? RolledOutAfter(ClusterInventory inventory, KubeDeployment deployment, List<KubeReplicaSet> sets, int index)
    {
        var made = sets.Take(index + 1).Max(set => set.Created);
        var left = sets.Take(index).SelectMany(set => inventory.OwnedBy(set).OfType<KubePod>()).Min(pod => pod.Created);
        var stopped = Scaled(inventory, deployment, "down", sets[index]).Where(seen => seen.Message.EndsWith(" to 0", StringComparison.Ordinal)).Max(seen => seen.LastSeen);
        return stopped > left && stopped > made ? stopped : made;
    }

    /// <summary>
    /// The first of what can only follow on rolling a set out again: that it was scaled up, or that the rollout was done, which a deployment's condition
    /// Progressing says of the last one (pkg/controller/deployment/progress.go). Null when neither is known.
    /// </summary>
    private static DateTimeOffset? RolledOutBefore(ClusterInventory inventory, KubeDeployment deployment, KubeReplicaSet set, DateTimeOffset? after)
    {
        var scaled = Scaled(inventory, deployment, "up", set).SelectMany(seen => new[] { seen.FirstSeen, seen.LastSeen }).Where(at => at >= after).Min();
        var done = deployment.Conditions.FirstOrDefault(condition => condition is { Type: "Progressing", Reason: "NewReplicaSetAvailable" }
            && condition.Message?.Contains($"\"{set.Name}\"", StringComparison.Ordinal) == true)?.LastSeen;
        return done is null || scaled < done ? scaled : done;
    }

    // "Scaled up replica set web-5d9c to 1", since 1.28 with "from 0" before the "to" (scaleReplicaSet).
    private static IEnumerable<KubeEvent> Scaled(ClusterInventory inventory, KubeDeployment deployment, string direction, KubeReplicaSet set) => inventory.EventsOf(deployment)
        .Where(seen => seen.Reason == "ScalingReplicaSet" && seen.Message.StartsWith($"Scaled {direction} replica set {set.Name} ", StringComparison.Ordinal));

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
                IsRolledOutAgain = IsRolledOutAgain(kept, i),
                RolledOutAfter = kept.Take(i + 1).Max(revision => revision.Created),
                RolledOutBefore = IsRolledOutAgain(kept, i) ? null : kept[i].Created,
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
