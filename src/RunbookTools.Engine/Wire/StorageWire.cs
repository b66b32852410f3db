using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Claims, volumes, storage classes, attachments and CSI nodes.</summary>
internal static class StorageWire
{
    private static readonly StorageJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
    [
        ("PersistentVolumeClaim", ReadClaim),
        ("PersistentVolume", ReadVolume),
        ("StorageClass", ReadStorageClass),
        ("VolumeAttachment", ReadAttachment),
        ("CSINode", ReadCsiNode),
    ];

    private static KubeVolumeClaim ReadClaim(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.ClaimWire)!;
        var spec = wire.Spec ?? new ClaimSpecWire();
        return WireCommon.With(
            new KubeVolumeClaim
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Phase = wire.Status?.Phase.NullIfEmpty() ?? "Pending",
                Class = AnnotatedClass(wire.Metadata) ?? spec.StorageClassName,
                VolumeName = spec.VolumeName.NullIfEmpty(),
                AccessModes = spec.AccessModes.OrEmpty(),
                Requested = spec.Resources?.Requests?["storage"],
                Capacity = wire.Status?.Capacity?["storage"],
                VolumeMode = spec.VolumeMode.NullIfEmpty() ?? "Filesystem",
                Selector = spec.Selector.ToModel(),
                Conditions = (wire.Status?.Conditions).ToModel(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeVolume ReadVolume(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.VolumeWire)!;
        var spec = wire.Spec ?? new VolumeSpecWire();
        return WireCommon.With(
            new KubeVolume
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Phase = wire.Status?.Phase.NullIfEmpty() ?? "Pending",
                Class = AnnotatedClass(wire.Metadata) ?? spec.StorageClassName ?? "",
                Capacity = spec.Capacity?["storage"],
                AccessModes = spec.AccessModes.OrEmpty(),
                ReclaimPolicy = spec.PersistentVolumeReclaimPolicy.NullIfEmpty() ?? "Retain",
                VolumeMode = spec.VolumeMode.NullIfEmpty() ?? "Filesystem",
                Claim = spec.ClaimRef?.Name is { } claim
                    ? new KubeTarget("PersistentVolumeClaim", spec.ClaimRef.Namespace.NullIfEmpty(), claim) { Cluster = context.Cluster }
                    : null,
                NodeTerms = spec.NodeAffinity?.Required?.ToModel() ?? [],
                Type = spec.SourceName,
                Driver = spec.Csi?.Driver.NullIfEmpty(),
                Secrets = [.. spec.Csi?.Secrets(context) ?? []],
                Reason = wire.Status?.Reason.NullIfEmpty(),
                Message = wire.Status?.Message.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    // Named by pairs of parameters (https://kubernetes-csi.github.io/docs/secrets-and-credentials-storage-class.html); one with ${…} differs by claim.
    private static IEnumerable<KubeTarget> SecretsOf(IReadOnlyDictionary<string, string> parameters, WireContext context) =>
        parameters.Where(pair => pair.Key.EndsWith("secret-name", StringComparison.Ordinal) && !pair.Value.Contains('$', StringComparison.Ordinal))
            .Select(pair => new KubeTarget("Secret", parameters.GetValueOrDefault(pair.Key[..^4] + "namespace"), pair.Value) { Cluster = context.Cluster }).Distinct();

    // The old annotation wins over the field (pkg/apis/core/v1/helper, GetPersistentVolumeClaimClass and GetPersistentVolumeClass).
    private static string? AnnotatedClass(MetaWire? meta) => meta?.Annotations?.GetValueOrDefault("volume.beta.kubernetes.io/storage-class");

    private static KubeStorageClass ReadStorageClass(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.StorageClassWire)!;
        var annotations = (wire.Metadata?.Annotations).OrEmpty();
        return WireCommon.With(
            new KubeStorageClass
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Provisioner = wire.Provisioner ?? "",
                BindingMode = wire.VolumeBindingMode.NullIfEmpty() ?? "Immediate",
                ReclaimPolicy = wire.ReclaimPolicy.NullIfEmpty() ?? "Delete",
                AllowsExpansion = wire.AllowVolumeExpansion == true,
                Secrets = [.. SecretsOf(wire.Parameters.OrEmpty(), context)],

                // pkg/volume/util/storageclass.go, IsDefaultAnnotation
                IsDefault = annotations.GetValueOrDefault("storageclass.kubernetes.io/is-default-class") == "true"
                    || annotations.GetValueOrDefault("storageclass.beta.kubernetes.io/is-default-class") == "true",
                AllowedTopologies = wire.AllowedTopologies.ToModel(term => new KubeNodeTerm(
                    term.MatchLabelExpressions.ToModel(requirement => new KubeRequirement(requirement.Key ?? "", "In", requirement.Values.OrEmpty())), [])),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeVolumeAttachment ReadAttachment(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.AttachmentWire)!;
        return WireCommon.With(
            new KubeVolumeAttachment
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Attacher = wire.Spec?.Attacher ?? "",
                Node = wire.Spec?.NodeName ?? "",
                Volume = wire.Spec?.Source?.PersistentVolumeName.NullIfEmpty(),
                Attached = wire.Status?.Attached == true,
                AttachError = wire.Status?.AttachError?.Message.NullIfEmpty(),
                DetachError = wire.Status?.DetachError?.Message.NullIfEmpty(),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeCsiNode ReadCsiNode(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.CsiNodeWire)!;
        return WireCommon.With(
            new KubeCsiNode
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Drivers = (wire.Spec?.Drivers).ToModel(driver => new KubeCsiNodeDriver(driver.Name ?? "", driver.Allocatable?.Count, driver.TopologyKeys.OrEmpty())),
            },
            wire.Metadata, context, kind, apiVersion);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ClaimWire))]
[JsonSerializable(typeof(VolumeWire))]
[JsonSerializable(typeof(StorageClassWire))]
[JsonSerializable(typeof(AttachmentWire))]
[JsonSerializable(typeof(CsiNodeWire))]
internal sealed partial class StorageJson : JsonSerializerContext;

internal sealed class ClaimWire : ObjectWire
{
    public ClaimSpecWire? Spec { get; set; }

    public ClaimStatusWire? Status { get; set; }
}

internal sealed class ClaimSpecWire
{
    public List<string>? AccessModes { get; set; }

    public ClaimResourcesWire? Resources { get; set; }

    public LabelSelectorWire? Selector { get; set; }

    public string? StorageClassName { get; set; }

    public string? VolumeMode { get; set; }

    public string? VolumeName { get; set; }
}

internal sealed class ClaimResourcesWire
{
    public KubeResources? Requests { get; set; }
}

internal sealed class ClaimStatusWire
{
    public string? Phase { get; set; }

    public KubeResources? Capacity { get; set; }

    public List<ConditionWire>? Conditions { get; set; }
}

internal sealed class VolumeWire : ObjectWire
{
    public VolumeSpecWire? Spec { get; set; }

    public VolumeStatusWire? Status { get; set; }
}

/// <summary>The specification of a persistent volume. Of its source only the name is kept, and the driver of a CSI one.</summary>
internal sealed class VolumeSpecWire
{
    public List<string>? AccessModes { get; set; }

    public KubeResources? Capacity { get; set; }

    public ObjectReferenceWire? ClaimRef { get; set; }

    public VolumeAffinityWire? NodeAffinity { get; set; }

    public string? PersistentVolumeReclaimPolicy { get; set; }

    public string? StorageClassName { get; set; }

    public string? VolumeMode { get; set; }

    public CsiSourceWire? Csi { get; set; }

    public PresentWire? AwsElasticBlockStore { get; set; }

    public PresentWire? AzureDisk { get; set; }

    public PresentWire? AzureFile { get; set; }

    public PresentWire? Cephfs { get; set; }

    public PresentWire? Cinder { get; set; }

    public PresentWire? Fc { get; set; }

    public PresentWire? FlexVolume { get; set; }

    public PresentWire? Flocker { get; set; }

    public PresentWire? GcePersistentDisk { get; set; }

    public PresentWire? Glusterfs { get; set; }

    public PresentWire? HostPath { get; set; }

    public PresentWire? Iscsi { get; set; }

    public PresentWire? Local { get; set; }

    public PresentWire? Nfs { get; set; }

    public PresentWire? PhotonPersistentDisk { get; set; }

    public PresentWire? PortworxVolume { get; set; }

    public PresentWire? Quobyte { get; set; }

    public PresentWire? Rbd { get; set; }

    public PresentWire? ScaleIO { get; set; }

    public PresentWire? Storageos { get; set; }

    public PresentWire? VsphereVolume { get; set; }

    /// <summary>The field that is set; empty when none is known here.</summary>
    [JsonIgnore]
    public string SourceName =>
        Csi is not null ? "csi"
        : AwsElasticBlockStore is not null ? "awsElasticBlockStore"
        : AzureDisk is not null ? "azureDisk"
        : AzureFile is not null ? "azureFile"
        : Cephfs is not null ? "cephfs"
        : Cinder is not null ? "cinder"
        : Fc is not null ? "fc"
        : FlexVolume is not null ? "flexVolume"
        : Flocker is not null ? "flocker"
        : GcePersistentDisk is not null ? "gcePersistentDisk"
        : Glusterfs is not null ? "glusterfs"
        : HostPath is not null ? "hostPath"
        : Iscsi is not null ? "iscsi"
        : Local is not null ? "local"
        : Nfs is not null ? "nfs"
        : PhotonPersistentDisk is not null ? "photonPersistentDisk"
        : PortworxVolume is not null ? "portworxVolume"
        : Quobyte is not null ? "quobyte"
        : Rbd is not null ? "rbd"
        : ScaleIO is not null ? "scaleIO"
        : Storageos is not null ? "storageos"
        : VsphereVolume is not null ? "vsphereVolume"
        : "";
}

/// <summary>An object of which only its being there is read.</summary>
internal sealed class PresentWire;

internal sealed class CsiSourceWire
{
    public string? Driver { get; set; }

    public ObjectReferenceWire? ControllerPublishSecretRef { get; set; }

    public ObjectReferenceWire? ControllerExpandSecretRef { get; set; }

    public ObjectReferenceWire? NodeStageSecretRef { get; set; }

    public ObjectReferenceWire? NodePublishSecretRef { get; set; }

    public ObjectReferenceWire? NodeExpandSecretRef { get; set; }

    /// <summary>The secrets the driver is given.</summary>
    public IEnumerable<KubeTarget> Secrets(WireContext context) =>
        new[] { ControllerPublishSecretRef, ControllerExpandSecretRef, NodeStageSecretRef, NodePublishSecretRef, NodeExpandSecretRef }
            .OfType<ObjectReferenceWire>().Select(secret => new KubeTarget("Secret", secret.Namespace, secret.Name ?? "") { Cluster = context.Cluster }).Distinct();
}

internal sealed class VolumeAffinityWire
{
    public NodeSelectorWire? Required { get; set; }
}

internal sealed class VolumeStatusWire
{
    public string? Phase { get; set; }

    public string? Reason { get; set; }

    public string? Message { get; set; }
}

internal sealed class StorageClassWire : ObjectWire
{
    public string? Provisioner { get; set; }

    public string? VolumeBindingMode { get; set; }

    public string? ReclaimPolicy { get; set; }

    public bool? AllowVolumeExpansion { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public List<TopologyTermWire>? AllowedTopologies { get; set; }
}

internal sealed class TopologyTermWire
{
    public List<RequirementWire>? MatchLabelExpressions { get; set; }
}

internal sealed class AttachmentWire : ObjectWire
{
    public AttachmentSpecWire? Spec { get; set; }

    public AttachmentStatusWire? Status { get; set; }
}

internal sealed class AttachmentSpecWire
{
    public string? Attacher { get; set; }

    public string? NodeName { get; set; }

    public AttachmentSourceWire? Source { get; set; }
}

internal sealed class AttachmentSourceWire
{
    public string? PersistentVolumeName { get; set; }
}

internal sealed class AttachmentStatusWire
{
    public bool? Attached { get; set; }

    public AttachmentErrorWire? AttachError { get; set; }

    public AttachmentErrorWire? DetachError { get; set; }
}

internal sealed class AttachmentErrorWire
{
    public string? Message { get; set; }
}

internal sealed class CsiNodeWire : ObjectWire
{
    public CsiNodeSpecWire? Spec { get; set; }
}

internal sealed class CsiNodeSpecWire
{
    public List<CsiNodeDriverWire>? Drivers { get; set; }
}

internal sealed class CsiNodeDriverWire
{
    public string? Name { get; set; }

    public CsiNodeLimitWire? Allocatable { get; set; }

    public List<string>? TopologyKeys { get; set; }
}

internal sealed class CsiNodeLimitWire
{
    public int? Count { get; set; }
}
