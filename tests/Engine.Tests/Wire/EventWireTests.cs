namespace Engine.Tests.Wire;

public class EventWireTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_core_event_of_the_kubelet()
    {
        var item = WireRead.One<KubeEvent>("""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"web-1.1","namespace":"shop","creationTimestamp":"2026-11-20T14:00:00Z"},
             "involvedObject":{"kind":"Pod","namespace":"shop","name":"web-1","uid":"u","apiVersion":"v1","fieldPath":"spec.containers{app}"},
             "reason":"BackOff","message":"Back-off restarting failed container app in pod web-1_shop(u)","source":{"component":"kubelet","host":"worker-1"},
             "firstTimestamp":"2026-11-20T14:00:00Z","lastTimestamp":"2026-11-20T14:05:00Z","count":7,"type":"Warning","eventTime":null,"reportingComponent":"kubelet","reportingInstance":"worker-1"}
            """);

        Assert.Equal(new KubeTarget("Pod", "shop", "web-1") { Cluster = "test" }, item.Object);
        Assert.Equal(("u", "app", "BackOff", "Warning", 7, "kubelet", "worker-1"), (item.ObjectUid, item.Container, item.Reason, item.Type, item.Count, item.Source, item.Node));
        Assert.Equal((s_at, s_at.AddMinutes(5)), (item.FirstSeen, item.LastSeen));
    }

    [Fact]
    public void A_core_event_of_the_scheduler_has_only_an_event_time()
    {
        var item = WireRead.One<KubeEvent>("""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"web-1"},
             "reason":"FailedScheduling","message":"0/3 nodes are available","source":{},"firstTimestamp":null,"lastTimestamp":null,"type":"Warning",
             "eventTime":"2026-11-20T14:00:00.123456Z","reportingComponent":"default-scheduler","reportingInstance":"default-scheduler-cp-1"}
            """);

        Assert.Equal(("default-scheduler", 1, null, null), (item.Source, item.Count, item.Node, item.Container));
        Assert.Equal(s_at.AddMicroseconds(123456), item.FirstSeen);
        Assert.Equal(item.FirstSeen, item.LastSeen);
    }

    [Fact]
    public void An_event_of_the_newer_api_with_a_series()
    {
        var item = WireRead.One<KubeEvent>("""
            {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e","namespace":"default"},"regarding":{"kind":"Node","name":"worker-1","uid":"worker-1"},
             "reason":"NodeNotReady","note":"Node worker-1 status is now: NodeNotReady","type":"Normal","eventTime":"2026-11-20T14:00:00.000000Z",
             "series":{"count":3,"lastObservedTime":"2026-11-20T14:09:00.000000Z"},"reportingController":"node-controller","reportingInstance":"x",
             "deprecatedSource":{},"deprecatedFirstTimestamp":null,"deprecatedCount":1}
            """);

        Assert.Equal(new KubeTarget("Node", null, "worker-1") { Cluster = "test" }, item.Object);
        Assert.Equal(("node-controller", 3, "Node worker-1 status is now: NodeNotReady"), (item.Source, item.Count, item.Message));
        Assert.Equal(s_at.AddMinutes(9), item.LastSeen);
    }

    [Fact]
    public void Deprecated_fields_of_the_newer_api_are_read()
    {
        var item = WireRead.One<KubeEvent>("""
            {"apiVersion":"events.k8s.io/v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"regarding":{"kind":"Pod","namespace":"shop","name":"p","fieldPath":"spec.initContainers{setup}"},
             "eventTime":null,"deprecatedSource":{"component":"kubelet","host":"worker-2"},"deprecatedFirstTimestamp":"2026-11-20T14:00:00Z","deprecatedLastTimestamp":"2026-11-20T14:01:00Z","deprecatedCount":4}
            """);

        Assert.Equal(("kubelet", "worker-2", 4, "setup", "Normal", ""), (item.Source, item.Node, item.Count, item.Container, item.Type, item.Message));
        Assert.Equal((s_at, s_at.AddMinutes(1)), (item.FirstSeen, item.LastSeen));
    }

    [Theory]
    [InlineData("spec.containers[2]")]
    [InlineData("spec.volumes{data}")]
    [InlineData("")]
    public void Other_field_paths_name_no_container(string path) => Assert.Null(WireRead.One<KubeEvent>(
        $$$"""{"apiVersion":"v1","kind":"Event","metadata":{"name":"e"},"involvedObject":{"kind":"Pod","name":"p","fieldPath":"{{{path}}}"}}""").Container);

    [Fact]
    public void An_event_about_nothing_is_kept() => Assert.Equal("", WireRead.One<KubeEvent>("""{"apiVersion":"v1","kind":"Event","metadata":{"name":"e"}}""").Object.Name);
}
