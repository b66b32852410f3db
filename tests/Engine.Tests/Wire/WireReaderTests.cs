using System.Text;

namespace Engine.Tests.Wire;

public class WireReaderTests
{
    private const string Pod = """{"metadata":{"name":"web-1","namespace":"shop"},"spec":{"containers":[{"name":"app","image":"web:1"}]}}""";

    [Fact]
    public void Items_of_a_typed_list_get_their_kind_from_the_list()
    {
        var read = WireRead.Of($$"""{"items":[{{Pod}}],"apiVersion":"v1","kind":"PodList","metadata":{"resourceVersion":"1"} }""");

        var pod = Assert.IsType<KubePod>(Assert.Single(read.Objects));
        Assert.Equal(("Pod", "v1", "shop", "web-1", "test"), (pod.Kind, pod.ApiVersion, pod.Namespace, pod.Name, pod.Cluster));
        Assert.Equal("*", read.NamespacesOf("Pod"));
        Assert.Empty(read.Coverage.Gaps);
    }

    [Fact]
    public void A_list_of_anything_holds_kinds_of_its_own()
    {
        var read = WireRead.Of("""
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"}},
              {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Node","metadata":{"name":"worker-1"}}]}]}
            """);

        Assert.Equal(["Namespace shop", "Deployment shop/web", "Node worker-1"], read.Objects.Select(item => item.ToString()));
        Assert.Empty(read.Coverage.Gaps);
    }

    [Theory]
    [InlineData($"[{Pod}]")]
    [InlineData($$"""{"items":[{{Pod}}]}""")]
    [InlineData($$"""{"kind":"List","apiVersion":"v1","items":[{{Pod}}]}""")]
    [InlineData(Pod)]
    public void What_has_no_kind_is_of_the_kind_the_source_knows(string json) =>
        Assert.Equal("Pod shop/web-1", WireRead.One<KubePod>(json, "Pod").ToString());

    [Fact]
    public void What_has_no_kind_and_no_hint_is_a_gap()
    {
        var gap = Assert.Single(WireRead.Of(Pod).Coverage.Gaps);

        Assert.Equal(GapKind.Unreadable, gap.Kind);
        Assert.Equal("shop/web-1: not a Kubernetes object: it has no kind", gap.Reason);
        Assert.Equal("test.json", gap.Path);
    }

    [Theory]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":[]}""")]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","items":null}""")]
    [InlineData("""{"kind":"List","apiVersion":"v1","items":[]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_list_without_objects_means_that_there_are_none(string json)
    {
        var read = WireRead.Of(json, "Pod", "shop");

        Assert.Empty(read.Objects);
        Assert.Empty(read.Coverage.Gaps);
        Assert.Equal("shop", read.NamespacesOf("Pod"));
    }

    [Theory]
    [InlineData("""{"kind":"PodList","apiVersion":"v1","metadata":{}}""", "Pod", "a PodList without items")]
    [InlineData("""{"kind":"List","apiVersion":"v1"}""", "", "a List without items")]
    [InlineData("""{"kind":"PodList","items":{"a":1}}""", "Pod", "a PodList without items")]
    [InlineData("""{"Items":[{"name":"web-1","namespace":"shop","Spec":{}}]}""", "", "written with Go field names")]
    [InlineData("""{"kind":"Pod","name":"web-1","Spec":{},"Status":{"Phase":"Running"}}""", "Pod", "written with Go field names")]
    [InlineData("""{"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[]}""", "", "a table made for display")]
    [InlineData("""{"kind":"Pod","apiVersion":"v1","metadata":{}}""", "Pod", "it has no metadata.name")]
    [InlineData("""{"kind":"Pod","apiVersion":"v1"}""", "Pod", "it has no metadata.name")]
    [InlineData("""{"kind":"PodList","items":["web-1"]}""", "Pod", "an item of the list is not an object")]
    [InlineData("\"text\"", "", "not a Kubernetes object or list")]
    [InlineData("12", "", "not a Kubernetes object or list")]
    [InlineData("", "", "the document is empty")]
    [InlineData("  \n", "", "the document is empty")]
    [InlineData("apiVersion: v1", "", "not valid JSON at line 1, byte 1")]
    public void What_cannot_be_read_is_a_gap_that_says_why(string json, string kind, string reason)
    {
        var read = WireRead.Of(json);

        Assert.Empty(read.Objects);
        var gap = Assert.Single(read.Coverage.Gaps);
        Assert.Equal(GapKind.Unreadable, gap.Kind);
        Assert.Equal(kind, gap.Resource);
        Assert.Contains(reason, gap.Reason, StringComparison.Ordinal);
        Assert.Null(read.NamespacesOf("Pod"));
    }

    [Fact]
    public void One_object_that_cannot_be_read_costs_no_other()
    {
        var read = WireRead.Of($$$"""
            {"kind":"PodList","apiVersion":"v1","items":[{{{Pod}}},
              {"metadata":{"name":"bad","namespace":"shop"},"spec":{"containers":[{"name":"app","ports":[{"containerPort":"http"}]}]} },
              {"metadata":{"name":"web-2","namespace":"shop"} }]}
            """);

        Assert.Equal(["web-1", "web-2"], read.Objects.Select(pod => pod.Name));
        var gap = Assert.Single(read.Coverage.Gaps);
        Assert.Equal("shop/bad: $.spec.containers[0].ports[0].containerPort is not of the type the API defines", gap.Reason);
        Assert.Equal(("Pod", "shop"), (gap.Resource, gap.Namespace));
    }

    [Theory]
    [InlineData("\"status\":{\"phase\":\"Run#ing\"}")]
    [InlineData("\"spec\":{\"containers\":[{\"name\":\"a#\",\"image\":\"i\"}]}")]
    public void An_object_with_text_that_is_not_utf_8_is_told_as_that(string field)
    {
        var json = System.Text.Encoding.UTF8.GetBytes("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[{\"metadata\":{\"name\":\"a\",\"namespace\":\"shop\"}," + field + "},{\"metadata\":{\"name\":\"b\"}}]}");
        json[json.AsSpan().IndexOf((byte)'#')] = 0xff;

        var read = WireRead.Of(json, "Pod");

        Assert.Equal("b", Assert.Single(read.Objects).Name);
        Assert.Equal(("Pod", "shop", "shop/a: not valid UTF-8"), (read.Coverage.Gaps[0].Resource, read.Coverage.Gaps[0].Namespace, read.Coverage.Gaps[0].Reason));
    }

    [Fact]
    public void Of_a_document_that_breaks_off_what_stands_before_is_kept()
    {
        var read = WireRead.Of($$"""{"kind":"PodList","apiVersion":"v1","items":[{{Pod}},{"metadata":{"na""");

        Assert.Equal("web-1", Assert.Single(read.Objects).Name);
        Assert.Contains("only what stands before was read", Assert.Single(read.Coverage.Gaps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_objects_that_cannot_be_read_are_counted()
    {
        var items = string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"metadata":{"name":"p{{i}}","labels":1} }"""));
        var gaps = WireRead.Of($$"""{"kind":"PodList","items":[{{items}}]}""").Coverage.Gaps;

        Assert.Equal(21, gaps.Count);
        Assert.Equal("30 more objects could not be read", gaps[^1].Reason);
    }

    [Fact]
    public void An_object_nested_too_deep_fails_alone()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 400)) + "1" + new string('}', 400);
        var read = WireRead.Of($$"""
            {"kind":"List","items":[{"kind":"Widget","apiVersion":"example.org/v1","metadata":{"name":"deep"},"spec":{{deep}}},
              {"kind":"Widget","apiVersion":"example.org/v1","metadata":{"name":"flat"},"spec":{} }]}
            """);

        Assert.Equal("flat", Assert.Single(read.Objects).Name);
        Assert.Equal("Widget", Assert.Single(read.Coverage.Gaps).Resource);
    }

    [Fact]
    public void Documents_may_follow_one_another() => Assert.Equal(2, WireRead.Of(Pod + "\n" + Pod, "Pod").Objects.Count);

    [Fact]
    public void A_refusal_is_a_gap_with_the_servers_words()
    {
        var gap = Assert.Single(WireRead.Of("""
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pods is forbidden: User \"x\" cannot list resource \"pods\"",
             "reason":"Forbidden","details":{"kind":"pods"},"code":403}
            """).Coverage.Gaps);

        Assert.Equal((GapKind.Forbidden, "Pod"), (gap.Kind, gap.Resource));
        Assert.StartsWith("pods is forbidden", gap.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_only_shares_its_name_is_not_taken_for_the_other()
    {
        var read = WireRead.Of("""
            {"kind":"List","apiVersion":"v1","items":[
              {"kind":"Service","apiVersion":"serving.knative.dev/v1","metadata":{"name":"web","namespace":"shop"},"spec":{"template":{} } },
              {"kind":"Node","apiVersion":"longhorn.io/v1beta2","metadata":{"name":"worker-1","namespace":"longhorn-system"} },
              {"kind":"Service","apiVersion":"v1","metadata":{"name":"web","namespace":"shop"} },
              {"kind":"Ingress","apiVersion":"extensions/v1beta1","metadata":{"name":"web","namespace":"shop"} }]}
            """);

        Assert.Equal(["Service.serving.knative.dev", "Node.longhorn.io", "Service", "Ingress"], read.Objects.Select(item => item.Kind));
        Assert.IsType<KubeUntypedObject>(read.Objects[0]);
        Assert.IsType<KubeUntypedObject>(read.Objects[1]);
        Assert.IsType<KubeService>(read.Objects[2]);
        Assert.Null(read.NamespacesOf("Node"));
        Assert.Equal("*", read.NamespacesOf("Service"));
    }

    [Fact]
    public void An_owner_of_a_shared_name_is_named_with_its_group()
    {
        var pod = WireRead.One<KubePod>("""
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","ownerReferences":[
              {"apiVersion":"serving.knative.dev/v1","kind":"Service","name":"web","uid":"1"},{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-1","uid":"2","controller":true}]}}
            """);

        Assert.Equal([new KubeOwner("Service.serving.knative.dev", "web", "1", false), new KubeOwner("ReplicaSet", "web-1", "2", true)], pod.Owners);
    }

    [Fact]
    public void Secrets_of_which_only_metadata_was_asked_for_are_secrets()
    {
        var read = WireRead.Of("""
            {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","items":[
              {"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"db","namespace":"shop"} }]}
            """, "Secret");

        Assert.Null(Assert.IsType<KubeSecret>(Assert.Single(read.Objects)).Keys);
        Assert.Equal("*", read.NamespacesOf("Secret"));
    }

    [Fact]
    public void Other_kinds_of_which_only_metadata_is_there_are_a_gap()
    {
        var read = WireRead.Of("""
            {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","items":[
              {"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"web-1","namespace":"shop"} }]}
            """, "Pod");

        Assert.Empty(read.Objects);
        Assert.Equal("shop/web-1: only the metadata of the object", Assert.Single(read.Coverage.Gaps).Reason);
    }

    [Fact]
    public void Metadata_is_kept_but_for_what_was_last_applied()
    {
        var item = WireRead.One<KubeNamespace>("""
            {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"shop","uid":"u","generation":3,"labels":{"team":"a","none":null},
              "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}","note":"x"},"creationTimestamp":"2026-11-20T14:02:03Z",
              "deletionTimestamp":"2026-11-20T16:02:03+02:00","finalizers":["example.org/hold"]},
             "spec":{"finalizers":["kubernetes"]},
             "status":{"phase":"Terminating","conditions":[{"type":"NamespaceContentRemaining","status":"True","reason":"SomeResourcesRemain","message":"","lastTransitionTime":"2026-11-20T14:03:00Z"}]}}
            """);

        var at = new DateTimeOffset(2026, 11, 20, 14, 2, 3, TimeSpan.Zero);
        Assert.Equal((at, at, "u", 3L), (item.Created, item.Deleted, item.Uid, item.Generation));
        Assert.Equal(TimeSpan.Zero, item.Deleted!.Value.Offset);
        Assert.Equal(["note"], item.Annotations.Keys);
        Assert.Equal("", item.Labels["none"]);
        Assert.Equal(["example.org/hold"], item.Finalizers);
        Assert.Equal(new KubeCondition("NamespaceContentRemaining", "True", "SomeResourcesRemain", null, at.AddSeconds(57)), Assert.Single(item.Conditions));
        Assert.Equal("Terminating", item.Phase);
    }

    [Fact]
    public void A_kind_without_a_record_keeps_its_properties_and_conditions()
    {
        var item = WireRead.One<KubeUntypedObject>("""
            {"kind":"Certificate","apiVersion":"cert-manager.io/v1","metadata":{"name":"web","namespace":"shop"},
             "spec":{"secretName":"web-tls","dnsNames":["a","b"],"duration":1.5,"renew":true,"count":3,"none":null,"password":"hunter2",
                     "env":[{"name":"API_TOKEN","value":"abc"},{"name":"HOST","value":"db"}]},
             "status":{"conditions":[{"type":"Ready","status":"False","reason":"DoesNotExist","message":"m","lastTransitionTime":"2026-11-20T14:03:00Z"}]}}
            """);

        var spec = Assert.IsType<Dictionary<string, object?>>(item.Properties["spec"]);
        Assert.Equal("web-tls", spec["secretName"]);
        Assert.Equal(["a", "b"], Assert.IsType<List<object?>>(spec["dnsNames"]));
        Assert.Equal(new object?[] { 1.5, true, 3L, null }, new[] { spec["duration"], spec["renew"], spec["count"], spec["none"] });
        Assert.Equal("***", spec["password"]);
        Assert.Equal(["***", "db"], Assert.IsType<List<object?>>(spec["env"]).Cast<Dictionary<string, object?>>().Select(variable => variable["value"]));
        Assert.Equal("Ready=False (DoesNotExist)", Assert.Single(item.Conditions).ToString());
        Assert.False(item.Properties.ContainsKey("metadata"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Byte_order_marks_are_understood(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var read = WireRead.Of((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(Pod)], "Pod");

        Assert.Equal("web-1", Assert.Single(read.Objects).Name);
    }

    [Fact]
    public void Control_characters_of_names_do_not_reach_the_coverage()
    {
        var gap = Assert.Single(WireRead.Of("""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a\u001b[31mb","ownerReferences":1,"labels":{"\u001b[2Jx":{}}}}""").Coverage.Gaps);

        Assert.DoesNotContain('\u001b', gap.Reason);
    }

    [Fact]
    public void No_text_can_take_over_a_terminal()
    {
        var item = WireRead.One<KubeEvent>("""
            {"kind":"Event","apiVersion":"v1","metadata":{"name":"e","labels":{"a\u001b]0;x\u0007b":"\u202ec"}},"reason":"\u001b[2JBad","message":"one\ntwo\u001b[31m three"}
            """);
        var pod = WireRead.One<KubePod>("""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"},"spec":{"containers":[{"name":"a","args":["set -e\n\u001b[31mrun"],"env":[{"name":"A","value":"\u009b2Jx"}]}]}}""");
        var other = WireRead.One<KubeUntypedObject>("""{"kind":"Widget","apiVersion":"example.org/v1","metadata":{"name":"w"},"text":"a\nb\u001b[31mc"}""");

        Assert.Equal(("Bad", "one two three"), (item.Reason, item.Message));
        Assert.Equal(new KeyValuePair<string, string>("ab", "c"), Assert.Single(item.Labels));
        Assert.Equal("set -e\nrun", pod.Spec.Containers[0].Args[0]);
        Assert.Equal("x", pod.Spec.Containers[0].Env[0].Value);
        Assert.Equal("a\nbc", other.Properties["text"]);
    }

    [Fact]
    public void Equal_short_texts_are_one_text()
    {
        var read = WireRead.Of($$"""{"kind":"PodList","items":[{{Pod}},{{Pod}}]}""");

        Assert.Same(read.Objects[0].Namespace, read.Objects[1].Namespace);
    }
}
