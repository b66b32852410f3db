using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>The tables of volumes, claims and classes (Kubernetes' pkg/printers/internalversion/printers.go).</summary>
internal static class StorageTables
{
    private const string Unset = "<unset>";

    private static readonly (string Mode, string Short)[] s_modes =
        [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];

    /// <summary>Volumes.</summary>
    public static TablePrinter Volume { get; } = new(
        [
            TableColumn.ObjectName, new("Capacity"), new("Access Modes"), new("Reclaim Policy"), new("Status"), new("Claim"), new("StorageClass"),
            new("VolumeAttributesClass"), new("Reason"), TableColumn.Age, new("VolumeMode", Priority: 1),
        ],
        (item, now) =>
        [
            Cell.Name(item), Cell.TextOr(item, "0", "spec", "capacity", "storage"), Modes(item.At("spec", "accessModes")),
            Cell.Text(item, "spec", "persistentVolumeReclaimPolicy"), Phase(item),
            item.Has("spec", "claimRef") ? $"{item.Text("spec", "claimRef", "namespace")}/{item.Text("spec", "claimRef", "name")}" : "", ClassOf(item),
            Cell.TextOr(item, Unset, "spec", "volumeAttributesClassName"), Cell.Text(item, "status", "reason"), Cell.Age(item, now),
            Cell.TextOr(item, Unset, "spec", "volumeMode"),
        ]);

    /// <summary>Claims.</summary>
    public static TablePrinter Claim { get; } = new(
        [
            TableColumn.ObjectName, new("Status"), new("Volume"), new("Capacity"), new("Access Modes"), new("StorageClass"), new("VolumeAttributesClass"),
            TableColumn.Age, new("VolumeMode", Priority: 1),
        ],
        (item, now) =>
        {
            var volume = Cell.Text(item, "spec", "volumeName");
            return
            [
                Cell.Name(item), Phase(item), volume, volume.Length == 0 ? "" : Cell.TextOr(item, "0", "status", "capacity", "storage"),
                volume.Length == 0 ? "" : Modes(item.At("status", "accessModes")), ClassOf(item), Cell.TextOr(item, Unset, "spec", "volumeAttributesClassName"),
                Cell.Age(item, now), Cell.TextOr(item, Unset, "spec", "volumeMode"),
            ];
        });

    /// <summary>Storage classes.</summary>
    public static TablePrinter Class { get; } = new(
        [
            TableColumn.ObjectName, new("Provisioner"), new("ReclaimPolicy"), new("VolumeBindingMode"), new("AllowVolumeExpansion"), TableColumn.Age,
        ],
        (item, now) =>
        [
            Cell.Name(item) + (IsDefault(item) ? " (default)" : ""), Cell.Text(item, "provisioner"), Cell.TextOr(item, "Delete", "reclaimPolicy"),
            Cell.TextOr(item, "Immediate", "volumeBindingMode"), item.IsTrue("allowVolumeExpansion"), Cell.Age(item, now),
        ]);

    /// <summary>Attachments.</summary>
    public static TablePrinter Attachment { get; } = new(
        [TableColumn.ObjectName, new("Attacher", Format: "name"), new("PV"), new("Node"), new("Attached", "boolean"), TableColumn.Age],
        (item, now) =>
        [
            Cell.Name(item), Cell.Text(item, "spec", "attacher"), Cell.Text(item, "spec", "source", "persistentVolumeName"),
            Cell.Text(item, "spec", "nodeName"), item.IsTrue("status", "attached"), Cell.Age(item, now),
        ]);

    /// <summary>Drivers on nodes.</summary>
    public static TablePrinter CsiNode { get; } = new(
        [TableColumn.ObjectName, new("Drivers", "integer"), TableColumn.Age],
        (item, now) => [Cell.Name(item), (long)item.Items("spec", "drivers").Length, Cell.Age(item, now)]);

    /// <summary>Drivers.</summary>
    public static TablePrinter CsiDriver { get; } = new(
        [
            TableColumn.ObjectName, new("AttachRequired", "boolean"), new("PodInfoOnMount", "boolean"), new("StorageCapacity", "boolean"),
            new("TokenRequests"), new("RequiresRepublish", "boolean"), new("Modes"), TableColumn.Age,
        ],
        (item, now) =>
        [
            Cell.Name(item), !item.Has("spec", "attachRequired") || item.IsTrue("spec", "attachRequired"), item.IsTrue("spec", "podInfoOnMount"),
            item.IsTrue("spec", "storageCapacity"),
            item.Has("spec", "tokenRequests") ? string.Join(',', item.Items("spec", "tokenRequests").Select(request => request.Text("audience"))) : Unset,
            item.IsTrue("spec", "requiresRepublish"),
            string.Join(',', item.Items("spec", "volumeLifecycleModes").Select(mode => mode.Text())) is { Length: > 0 } modes ? modes : "<none>",
            Cell.Age(item, now),
        ]);

    private static string Modes(JsonElement modes)
    {
        var given = modes.Items().Select(mode => mode.Text()).ToHashSet();
        return string.Join(',', s_modes.Where(mode => given.Contains(mode.Mode)).Select(mode => mode.Short));
    }

    private static string Phase(JsonElement item) => item.Has("metadata", "deletionTimestamp") ? "Terminating" : Cell.Text(item, "status", "phase");

    private static string ClassOf(JsonElement item) =>
        item.Text("metadata", "annotations", "volume.beta.kubernetes.io/storage-class") ?? Cell.Text(item, "spec", "storageClassName");

    private static bool IsDefault(JsonElement item) =>
        item.Text("metadata", "annotations", "storageclass.kubernetes.io/is-default-class") == "true"
        || item.Text("metadata", "annotations", "storageclass.beta.kubernetes.io/is-default-class") == "true";
}
