namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Volume.Failed</c>: a volume cannot be used or cannot be attached.</summary>
internal sealed class VolumeFailedDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var volume in inventory.All<KubeVolume>().Where(volume => volume is { Phase: "Failed", Deleted: null }))
        {
            yield return Signs.Of(
                inventory, "Volume.Failed", volume, $"{volume.Reason ?? "Failed"}: {volume.Message}".TrimEnd(':', ' '), volume.Created,
                volume.Claim is null ? Severity.Warning : Severity.Error, "Failed");
        }

        // A provisioner that cannot delete what is behind a volume leaves it Released and says so (lib-external-provisioner).
        foreach (var volume in inventory.All<KubeVolume>().Where(volume => volume is { Phase: "Released", ReclaimPolicy: "Delete", Deleted: null }))
        {
            if (Signs.Events(inventory, volume).LastOrDefault(seen => seen.Reason == "VolumeFailedDelete") is { } seen)
            {
                yield return Signs.Of(inventory, "Volume.Failed", volume, $"cannot be deleted: {seen.Message}", seen.FirstSeen, Severity.Warning, "Delete");
            }
        }

        foreach (var attachment in inventory.All<KubeVolumeAttachment>().Where(attachment => attachment is { DetachError.Length: > 0, Deleted: not null }))
        {
            KubeObject item = attachment.Volume is { } name && inventory.Find("PersistentVolume", null, name) is { } volume ? volume : attachment;
            yield return Signs.Of(
                inventory, "Volume.Failed", item, $"cannot be detached from {attachment.Node}: {attachment.DetachError}", attachment.Deleted, Severity.Error, "Detach|" + attachment.Node);
        }

        foreach (var attachment in inventory.All<KubeVolumeAttachment>().Where(attachment => attachment is { Attached: false, AttachError.Length: > 0, Deleted: null }))
        {
            KubeObject item = attachment.Volume is { } name && inventory.Find("PersistentVolume", null, name) is { } volume ? volume : attachment;
            yield return Signs.Of(
                inventory, "Volume.Failed", item, $"cannot be attached to {attachment.Node}: {attachment.AttachError}", attachment.Created, Severity.Error, "Attach|" + attachment.Node);
        }
    }
}
