namespace Engine.Tests.Wire;

/// <summary>What pods of one owner share is kept once, and none is told another's.</summary>
public class SharedPartsTests
{
    [Fact]
    public void Pods_of_one_owner_share_what_they_have_in_common()
    {
        var (one, other) = Two(Pod("a", "worker-1", "aaaaa"), Pod("b", "worker-2", "bbbbb"));

        Assert.Same(one.Labels, other.Labels);
        Assert.Same(one.Owners, other.Owners);
        Assert.Same(one.Spec.Tolerations, other.Spec.Tolerations);
        Assert.Same(one.Spec.Containers[0].Requests, other.Spec.Containers[0].Requests);
        Assert.Same(one.Containers[0].Spec.Env, other.Containers[0].Spec.Env);
    }

    [Fact]
    public void Each_pod_keeps_its_own_node_and_token()
    {
        var (one, other) = Two(Pod("a", "worker-1", "aaaaa"), Pod("b", "worker-2", "bbbbb"));

        Assert.Equal(("worker-1", "worker-2"), (one.Node, other.Node));
        Assert.Equal(("worker-1", "worker-2"), (one.Spec.NodeName, other.Spec.NodeName));
        Assert.Equal(("worker-1", "worker-2"), (one.Containers[0].Node, other.Containers[0].Node));
        Assert.Equal(["data", "kube-api-access-aaaaa"], one.Spec.Volumes.Select(volume => volume.Name));
        Assert.Equal(["data", "kube-api-access-bbbbb"], other.Spec.Volumes.Select(volume => volume.Name));
        Assert.Equal("kube-api-access-bbbbb", other.Spec.Containers[0].Mounts[1].Volume);
        Assert.Equal("kube-api-access-bbbbb", other.Containers[0].Spec.Mounts[1].Volume);
        Assert.Equal("kube-root-ca.crt", Assert.Single(other.Spec.Volumes[1].References).Name);
    }

    [Theory]
    [InlineData("", "worker-1")]
    [InlineData("worker-1", "")]
    public void A_pod_without_a_node_has_none(string first, string second)
    {
        var (one, other) = Two(Pod("a", first, "aaaaa"), Pod("b", second, "bbbbb"));

        Assert.Equal((first.Length == 0, second.Length == 0), (one.Node is null, other.Node is null));
        Assert.Equal((one.Node, other.Node), (one.Spec.NodeName, other.Spec.NodeName));
    }

    [Fact]
    public void A_name_in_another_place_is_left_as_it_is()
    {
        var text = """{"name":"NAME","value":"kube-api-access-aaaaa"},{"name":"nodeName","value":"\"nodeName\":\"worker-9\""}""";
        var (one, other) = Two(Pod("a", "worker-1", "aaaaa", text), Pod("b", "worker-2", "bbbbb", text));

        Assert.Equal("kube-api-access-aaaaa", other.Spec.Containers[0].Env[1].Value);
        Assert.Equal("\"nodeName\":\"worker-9\"", other.Spec.Containers[0].Env[2].Value);
        Assert.Equal("worker-2", other.Node);
        Assert.Equal("kube-api-access-aaaaa", one.Spec.Volumes[1].Name);
    }

    [Fact]
    public void What_differs_in_one_letter_is_not_shared()
    {
        var (one, other) = Two(Pod("a", "worker-1", "aaaaa"), Pod("b", "worker-1", "bbbbb").Replace("web:1", "web:2", StringComparison.Ordinal));

        Assert.Equal(("web:1", "web:2"), (one.Containers[0].Image, other.Containers[0].Image));
    }

    [Fact]
    public void The_claim_of_an_ephemeral_volume_is_the_pods_own()
    {
        const string Spec = ""","spec":{"containers":[],"volumes":[{"name":"cache","ephemeral":{"volumeClaimTemplate":{}}}]}}""";
        var (one, other) = Two("""{"metadata":{"name":"a"}""" + Spec, """{"metadata":{"name":"b"}""" + Spec);

        Assert.Equal(("a-cache", "b-cache"), (one.Spec.Volumes[0].Claim, other.Spec.Volumes[0].Claim));
    }

    [Fact]
    public void A_pod_given_another_spec_has_that()
    {
        var (one, other) = Two(Pod("a", "worker-1", "aaaaa"), Pod("b", "worker-2", "bbbbb"));
        var changed = one with { Spec = other.Spec with { NodeName = null } };

        Assert.Null(changed.Node);
        Assert.Equal("kube-api-access-bbbbb", changed.Spec.Volumes[1].Name);
    }

    private static (KubePod One, KubePod Other) Two(string one, string other)
    {
        var read = WireRead.Of($$"""{"kind":"PodList","apiVersion":"v1","items":[{{one}},{{other}}]}""");
        Assert.Empty(read.Coverage.Gaps);
        return (Assert.IsType<KubePod>(read.Objects[0]), Assert.IsType<KubePod>(read.Objects[1]));
    }

    private static string Pod(string name, string node, string token, string env = """{"name":"OTHER","value":"x"}""") => $$"""
        {"metadata":{"name":"{{name}}","namespace":"shop","labels":{"app":"web"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web","uid":"u","controller":true}]},
         "spec":{"volumes":[{"name":"data","emptyDir":{} },
           {"name":"kube-api-access-{{token}}","projected":{"sources":[{"serviceAccountToken":{"path":"token"} },{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]} }]} }],
           "containers":[{"name":"app","image":"web:1","env":[{"name":"A","value":"b"},{{env}}],"resources":{"requests":{"cpu":"100m"} },
             "volumeMounts":[{"name":"data","mountPath":"/data"},{"name":"kube-api-access-{{token}}","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true}]}],
           "nodeName":"{{node}}","tolerations":[{"key":"a","operator":"Exists"}]},
         "status":{"phase":"Running","containerStatuses":[{"name":"app","ready":true,"state":{"running":{"startedAt":"2026-11-20T14:02:03Z"} } }]} }
        """;
}
