using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Tables;

/// <summary>Which table a kind has.</summary>
internal static class TablePrinters
{
    private static readonly Dictionary<string, TablePrinter> s_printers = new(StringComparer.Ordinal)
    {
        ["Pod"] = PodTable.Printer,
        ["Deployment"] = WorkloadTables.Deployment,
        ["ReplicaSet"] = WorkloadTables.ReplicaSet,
        ["ReplicationController"] = WorkloadTables.ReplicationController,
        ["StatefulSet"] = WorkloadTables.StatefulSet,
        ["DaemonSet"] = WorkloadTables.DaemonSet,
        ["Job"] = WorkloadTables.Job,
        ["CronJob"] = WorkloadTables.CronJob,
        ["ControllerRevision"] = WorkloadTables.ControllerRevision,
        ["HorizontalPodAutoscaler"] = WorkloadTables.Autoscaler,
        ["PodDisruptionBudget"] = WorkloadTables.DisruptionBudget,
        ["Service"] = NetworkTables.Service,
        ["Endpoints"] = NetworkTables.Endpoints,
        ["EndpointSlice"] = NetworkTables.EndpointSlice,
        ["Ingress"] = NetworkTables.Ingress,
        ["IngressClass"] = NetworkTables.IngressClass,
        ["NetworkPolicy"] = NetworkTables.NetworkPolicy,
        ["PersistentVolume"] = StorageTables.Volume,
        ["PersistentVolumeClaim"] = StorageTables.Claim,
        ["StorageClass"] = StorageTables.Class,
        ["VolumeAttachment"] = StorageTables.Attachment,
        ["CSINode"] = StorageTables.CsiNode,
        ["CSIDriver"] = StorageTables.CsiDriver,
        ["Node"] = ClusterTables.Node,
        ["Namespace"] = ClusterTables.Namespace,
        ["Event"] = ClusterTables.Event,
        ["ConfigMap"] = ClusterTables.ConfigMap,
        ["Secret"] = ClusterTables.Secret,
        ["ServiceAccount"] = ClusterTables.ServiceAccount,
        ["Lease"] = ClusterTables.Lease,
        ["ResourceQuota"] = ClusterTables.ResourceQuota,
        ["PriorityClass"] = ClusterTables.PriorityClass,
        ["RuntimeClass"] = ClusterTables.RuntimeClass,
        ["RoleBinding"] = ClusterTables.RoleBinding,
        ["ClusterRoleBinding"] = ClusterTables.RoleBinding,
        ["MutatingWebhookConfiguration"] = ClusterTables.Webhooks,
        ["ValidatingWebhookConfiguration"] = ClusterTables.Webhooks,
        ["APIService"] = ClusterTables.ApiService,
    };

    /// <summary>The table of a kind: its own, else name and time of creation.</summary>
    public static TablePrinter Of(ResourceKind kind) => kind.IsCustom ? CustomTable.Of(kind.PrinterColumns) : s_printers.GetValueOrDefault(kind.Kind, TablePrinter.Default);
}
