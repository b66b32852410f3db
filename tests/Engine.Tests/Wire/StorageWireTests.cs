namespace Engine.Tests.Wire;

public class StorageWireTests
{
    [Fact]
    public void Claim()
    {
        var claim = WireItem.Read<KubeVolumeClaim>("""
            {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"shop","finalizers":["kubernetes.io/pvc-protection"]},
             "spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"8Gi"}},"selector":{"matchLabels":{"disk":"fast"}},"storageClassName":"standard","volumeMode":"Block","volumeName":"pv-1"},
             "status":{"accessModes":["ReadWriteOnce"],"capacity":{"storage":"10Gi"},"phase":"Bound",
               "conditions":[{"type":"FileSystemResizePending","status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-22T17:34:35Z","message":"Waiting for user to (re-)start a pod to finish file system resize of volume on node."}]}}
            """);

        Assert.Equal(("Bound", "standard", "pv-1", "Block"), (claim.Phase, claim.Class, claim.VolumeName, claim.VolumeMode));
        Assert.Equal((KubeQuantity.Parse("8Gi"), KubeQuantity.Parse("10Gi")), (claim.Requested, claim.Capacity));
        Assert.Equal(["ReadWriteOnce"], claim.AccessModes);
        Assert.Equal("disk=fast", claim.Selector?.ToString());
        Assert.Equal("FileSystemResizePending", Assert.Single(claim.Conditions).Type);
        Assert.Equal(["kubernetes.io/pvc-protection"], claim.Finalizers);
    }

    [Theory]
    [InlineData("{}", "{}", null)]
    [InlineData("{}", """{"storageClassName":""}""", "")]
    [InlineData("{}", """{"storageClassName":"a"}""", "a")]
    [InlineData("""{"volume.beta.kubernetes.io/storage-class":"b"}""", """{"storageClassName":"a"}""", "b")]
    [InlineData("""{"volume.beta.kubernetes.io/storage-class":""}""", "{}", "")]
    public void Claim_without_a_class_is_not_one_that_wants_none(string annotations, string spec, string? expected)
    {
        var claim = WireItem.Read<KubeVolumeClaim>($$$"""
            {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"shop","annotations":{{{annotations}}}},"spec":{{{spec}}},"status":{"phase":"Pending"}}
            """);

        Assert.Equal(expected, claim.Class);
        Assert.True(claim is { Phase: "Pending", VolumeName: null, Capacity: null, Selector: null, VolumeMode: "Filesystem" });
    }

    [Fact]
    public void Volume()
    {
        var volume = WireItem.Read<KubeVolume>("""
            {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv-1"},
             "spec":{"accessModes":["ReadWriteOnce"],"capacity":{"storage":"10Gi"},"claimRef":{"apiVersion":"v1","kind":"PersistentVolumeClaim","name":"data","namespace":"shop","uid":"c1"},
               "csi":{"driver":"ebs.csi.aws.com","fsType":"ext4","volumeHandle":"vol-1"},
               "nodeAffinity":{"required":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"topology.kubernetes.io/zone","operator":"In","values":["z1"]}]}]}},
               "persistentVolumeReclaimPolicy":"Delete","storageClassName":"gp3","volumeMode":"Filesystem"},
             "status":{"phase":"Failed","message":"error deleting","reason":"DeleteFailed"}}
            """);

        Assert.Equal(("Failed", "gp3", "csi", "ebs.csi.aws.com"), (volume.Phase, volume.Class, volume.Type, volume.Driver));
        Assert.Equal(("Delete", "DeleteFailed", "error deleting"), (volume.ReclaimPolicy, volume.Reason, volume.Message));
        Assert.Equal("PersistentVolumeClaim shop/data", volume.Claim?.ToString());
        Assert.Equal(KubeQuantity.Parse("10Gi"), volume.Capacity);
        Assert.Equal("topology.kubernetes.io/zone in (z1)", Assert.Single(volume.NodeTerms).ToString());
    }

    [Theory]
    [InlineData("hostPath", """{"path":"/data","type":""}""")]
    [InlineData("local", """{"path":"/mnt/disk"}""")]
    [InlineData("nfs", """{"server":"nfs.example.com","path":"/"}""")]
    [InlineData("awsElasticBlockStore", """{"volumeID":"vol-1"}""")]
    [InlineData("scaleIO", """{"gateway":"x","secretRef":{"name":"s"}}""")]
    [InlineData("storageos", "{}")]
    public void Volume_type_is_the_field_that_says_what_it_is(string field, string source)
    {
        var volume = WireItem.Read<KubeVolume>($$$"""{"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv"},"spec":{"{{{field}}}":{{{source}}} } }""");

        Assert.Equal((field, null, null), (volume.Type, volume.Driver, volume.Claim));
        Assert.Empty(volume.NodeTerms);
    }

    [Theory]
    [InlineData("""{"storageclass.kubernetes.io/is-default-class":"true"}""", true)]
    [InlineData("""{"storageclass.beta.kubernetes.io/is-default-class":"true"}""", true)]
    [InlineData("""{"storageclass.kubernetes.io/is-default-class":"false"}""", false)]
    [InlineData("{}", false)]
    public void StorageClass(string annotations, bool isDefault)
    {
        var storageClass = WireItem.Read<KubeStorageClass>($$$"""
            {"allowVolumeExpansion":true,"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{"name":"gp3","annotations":{{{annotations}}}},
             "provisioner":"ebs.csi.aws.com","reclaimPolicy":"Retain","volumeBindingMode":"WaitForFirstConsumer","parameters":{"type":"gp3"},
             "allowedTopologies":[{"matchLabelExpressions":[{"key":"topology.kubernetes.io/zone","values":["z1","z2"]}]}]}
            """);

        Assert.Equal(("ebs.csi.aws.com", "WaitForFirstConsumer", "Retain", true), (storageClass.Provisioner, storageClass.BindingMode, storageClass.ReclaimPolicy, storageClass.AllowsExpansion));
        Assert.Equal(isDefault, storageClass.IsDefault);
        Assert.Equal("topology.kubernetes.io/zone in (z1, z2)", Assert.Single(storageClass.AllowedTopologies).ToString());
    }

    [Fact]
    public void VolumeAttachment()
    {
        var attachment = WireItem.Read<KubeVolumeAttachment>("""
            {"apiVersion":"storage.k8s.io/v1","kind":"VolumeAttachment","metadata":{"name":"csi-1"},"spec":{"attacher":"ebs.csi.aws.com","nodeName":"n1","source":{"persistentVolumeName":"pv-1"}},
             "status":{"attached":false,"attachError":{"message":"volume is in use","time":"2026-11-22T17:34:35Z"},"detachError":{"message":"gone"}}}
            """);

        Assert.Equal(("ebs.csi.aws.com", "n1", "pv-1", false), (attachment.Attacher, attachment.Node, attachment.Volume, attachment.Attached));
        Assert.Equal(("volume is in use", "gone"), (attachment.AttachError, attachment.DetachError));
    }

    [Fact]
    public void CsiNode()
    {
        var node = WireItem.Read<KubeCsiNode>("""
            {"apiVersion":"storage.k8s.io/v1","kind":"CSINode","metadata":{"name":"n1"},"spec":{"drivers":[
              {"allocatable":{"count":25},"name":"ebs.csi.aws.com","nodeID":"i-1","topologyKeys":["topology.ebs.csi.aws.com/zone"]},{"name":"nfs.csi.k8s.io","nodeID":"n1","topologyKeys":null}]}}
            """);

        Assert.Equal([("ebs.csi.aws.com", 25, 1), ("nfs.csi.k8s.io", (int?)null, 0)], node.Drivers.Select(driver => (driver.Name, driver.Limit, driver.TopologyKeys.Count)));
        Assert.Empty(WireItem.Read<KubeCsiNode>("""{"apiVersion":"storage.k8s.io/v1","kind":"CSINode","metadata":{"name":"n1"},"spec":{"drivers":null}}""").Drivers);
    }
}
