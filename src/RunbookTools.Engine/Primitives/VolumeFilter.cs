namespace RunbookTools.Engine.Primitives;

/// <summary>
/// Where a pod's volumes can be used (pkg/scheduler/framework/plugins/volumebinding, volumezone, nodevolumelimits). Claims, volumes and classes that were
/// not read speak against no node.
/// </summary>
internal sealed class VolumeFilter
{
    private const string SelectedNode = "volume.kubernetes.io/selected-node";

    // Also labels of volumes made before volumes had node affinity.
    private static readonly (string Key, string Newer)[] s_zoneLabels =
    [
        ("topology.kubernetes.io/zone", "topology.kubernetes.io/zone"),
        ("topology.kubernetes.io/region", "topology.kubernetes.io/region"),
        ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
        ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
    ];

    private readonly ClusterInventory _inventory;
    private readonly KubePod _pod;
    private readonly PlacedPods _placed;
    private readonly List<SchedulingBlocker> _everywhere = [];
    private readonly List<(KubeVolumeClaim Claim, KubeVolume Volume)> _bound = [];
    private readonly List<(KubeVolumeClaim Claim, KubeStorageClass Class)> _open = [];
    private readonly List<(string Driver, string Volume)> _wanted;

    public VolumeFilter(ClusterInventory inventory, KubePod pod, PlacedPods placed)
    {
        _inventory = inventory;
        _pod = pod;
        _placed = placed;
        foreach (var name in pod.Spec.Volumes.Select(volume => volume.Claim).OfType<string>().Distinct())
        {
            Sort(name);
        }

        _wanted = [.. Attachments(pod)];
    }

    public IEnumerable<SchedulingBlocker> BlockersOn(KubeNode node) => _everywhere.Count + _bound.Count + _open.Count + _wanted.Count == 0 ? []
        : _everywhere.Concat(_bound.SelectMany(pair => Reach(pair.Claim, pair.Volume, node))).Concat(_open.SelectMany(pair => Provide(pair.Claim, pair.Class, node))).Concat(Limits(node));

    private static IEnumerable<SchedulingBlocker> Reach(KubeVolumeClaim claim, KubeVolume volume, KubeNode node)
    {
        if (!NodeTerms.Match(volume.NodeTerms, node))
        {
            yield return new SchedulingBlocker(
                SchedulingReason.VolumeNodeAffinity, $"claim {claim.Name}: volume {volume.Name} needs {NodeTerms.Describe(volume.NodeTerms, node)}");
            yield break;
        }

        // A node without any such label is in a cluster of one zone.
        if (!s_zoneLabels.Any(label => node.Labels.ContainsKey(label.Key)))
        {
            yield break;
        }

        foreach (var (key, newer) in s_zoneLabels)
        {
            if (volume.Labels.TryGetValue(key, out var zones)
                && !(node.Labels.TryGetValue(key, out var zone) || node.Labels.TryGetValue(newer, out zone)
                    ? zones.Split("__", StringSplitOptions.TrimEntries).Contains(zone)
                    : false))
            {
                yield return new SchedulingBlocker(
                    SchedulingReason.VolumeNodeAffinity, $"claim {claim.Name}: volume {volume.Name} is in {key}={zones}; the node has {NodeTerms.Has(node, newer)}");
            }
        }
    }

    private void Sort(string name)
    {
        var found = _inventory.Find<KubeVolumeClaim>("PersistentVolumeClaim", _pod.Namespace, name);
        if (found is null)
        {
            if (_inventory.GapFor("PersistentVolumeClaim", _pod.Namespace) is null)
            {
                Block($"claim {name} does not exist");
            }

            return;
        }

        var claim = Claims.Join(_inventory, found);
        Share(claim);
        if (claim.Phase == "Lost")
        {
            Block($"claim {name} has lost its volume {claim.VolumeName}");
        }
        else if (claim.Phase == "Bound")
        {
            if (claim.Volume is { } volume)
            {
                _bound.Add((claim, volume));
            }
            else if (_inventory.GapFor("PersistentVolume") is null)
            {
                Block($"claim {name} is bound to volume {claim.VolumeName}, which does not exist");
            }
        }
        else if (claim.StorageClass is { BindingMode: "WaitForFirstConsumer" } waiting)
        {
            _open.Add((claim, waiting));
        }
        else if (claim.StorageClass is not null)
        {
            Block($"claim {name} is not bound (its storage class {claim.StorageClass.Name} binds at once)");
        }
        else if (_inventory.GapFor("StorageClass") is null)
        {
            Block(string.IsNullOrEmpty(claim.Class)
                ? $"claim {name} is not bound and has no storage class"
                : $"claim {name} is not bound: its storage class {claim.Class} does not exist");
        }
    }

    /// <summary>Access mode ReadWriteOncePod is held to by the scheduler wherever the other pod is (plugins/volumerestrictions).</summary>
    private void Share(KubeVolumeClaim claim)
    {
        if (claim.AccessModes.Contains("ReadWriteOncePod")
            && _placed.All.FirstOrDefault(other => other.Namespace == _pod.Namespace && !PlacedPods.IsSame(other, _pod) && other.Spec.Volumes.Any(volume => volume.Claim == claim.Name)) is { } user)
        {
            _everywhere.Add(new SchedulingBlocker(SchedulingReason.ClaimInUse, $"claim {claim.Name} may be used by one pod and is used by {user.Namespace}/{user.Name}"));
        }
    }

    private void Block(string message) => _everywhere.Add(new SchedulingBlocker(SchedulingReason.Claim, message));

    private IEnumerable<SchedulingBlocker> Provide(KubeVolumeClaim claim, KubeStorageClass storageClass, KubeNode node)
    {
        if (claim.Annotations.TryGetValue(SelectedNode, out var selected) && selected != node.Name)
        {
            yield return new SchedulingBlocker(SchedulingReason.VolumeNodeAffinity, $"claim {claim.Name}: its volume is being made for node {selected}");
        }
        else if (!_inventory.All<KubeVolume>().Any(volume => CanServe(volume, claim, storageClass) && NodeTerms.Match(volume.NodeTerms, node)))
        {
            if (storageClass.Provisioner == "kubernetes.io/no-provisioner")
            {
                if (_inventory.GapFor("PersistentVolume") is null)
                {
                    yield return new SchedulingBlocker(
                        SchedulingReason.VolumeNodeAffinity, $"claim {claim.Name}: no free volume of class {storageClass.Name} with {claim.Requested} can be used here");
                }
            }
            else if (!NodeTerms.Match(storageClass.AllowedTopologies, node))
            {
                yield return new SchedulingBlocker(
                    SchedulingReason.VolumeNodeAffinity,
                    $"claim {claim.Name}: class {storageClass.Name} makes volumes only in {NodeTerms.Describe(storageClass.AllowedTopologies, node)}");
            }
        }
    }

    private static bool CanServe(KubeVolume volume, KubeVolumeClaim claim, KubeStorageClass storageClass) =>
        volume.Class == storageClass.Name
        && (volume.Claim is null ? volume.Phase == "Available" : volume.Claim.Name == claim.Name && volume.Claim.Namespace == claim.Namespace)
        && volume.VolumeMode == claim.VolumeMode
        && (claim.Requested is not { } size || volume.Capacity >= size)
        && claim.AccessModes.All(volume.AccessModes.Contains)
        && (claim.Selector is null || claim.Selector.Matches(volume.Labels));

    private IEnumerable<SchedulingBlocker> Limits(KubeNode node)
    {
        if (_wanted.Count == 0 || _inventory.Find<KubeCsiNode>("CSINode", null, node.Name) is not { } drivers)
        {
            yield break;
        }

        foreach (var driver in drivers.Drivers.Where(driver => driver.Limit is not null))
        {
            var attached = _placed.On(node.Name, _pod).SelectMany(Attachments)
                .Concat(_inventory.All<KubeVolumeAttachment>()
                    .Where(attachment => attachment.Node == node.Name && attachment.Volume is not null)
                    .Select(attachment => (Driver: attachment.Attacher, Volume: attachment.Volume!)))
                .Where(item => item.Driver == driver.Name).Distinct().ToHashSet();
            var more = _wanted.Count(item => item.Driver == driver.Name && !attached.Contains(item));
            if (more > 0 && attached.Count + more > driver.Limit)
            {
                yield return new SchedulingBlocker(
                    SchedulingReason.VolumeLimit,
                    $"{attached.Count} of at most {driver.Limit} volumes of {driver.Name} are attached, the pod needs {more} more",
                    driver.Name,
                    more,
                    Math.Max(0, driver.Limit.Value - attached.Count),
                    driver.Limit);
            }
        }
    }

    private IEnumerable<(string Driver, string Volume)> Attachments(KubePod pod)
    {
        foreach (var name in pod.SharedSpec.Spec.Volumes.Select(volume => volume.Claim).OfType<string>().Distinct())
        {
            if (_inventory.Find<KubeVolumeClaim>("PersistentVolumeClaim", pod.Namespace, name) is not { } found)
            {
                continue;
            }

            var claim = Claims.Join(_inventory, found);
            if (claim.Volume is { Driver: { } driver } volume)
            {
                yield return (driver, volume.Name);
            }
            else if (claim is { Volume: null, VolumeName: null, StorageClass: { BindingMode: "WaitForFirstConsumer" } waiting })
            {
                yield return (waiting.Provisioner, $"{claim.Namespace}/{claim.Name}");
            }
        }
    }
}
