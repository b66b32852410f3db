using System.Text.Json;
using System.Text.Json.Nodes;
using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Replay;
using RunbookTools.Sandbox.Store;

namespace Sandbox.Tests;

/// <summary>What a cluster was at moments before it was captured.</summary>
public class ReplayTests
{
    private const string Waits = """
        {"metadata":{"name":"web-1","namespace":"shop","creationTimestamp":"2026-11-20T10:00:00Z"},"spec":{"nodeName":"n1"},"status":{"phase":"Running","startTime":"2026-11-20T10:00:10Z","podIP":"10.0.0.1",
         "conditions":[{"type":"PodScheduled","status":"True","lastTransitionTime":"2026-11-20T10:00:05Z"},{"type":"PodReadyToStartContainers","status":"True","lastTransitionTime":"2026-11-20T10:00:12Z"},{"type":"Ready","status":"False","lastTransitionTime":"2026-11-20T10:30:00Z","reason":"ContainersNotReady"}],
         "containerStatuses":[{"name":"app","ready":false,"restartCount":4,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
           "lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled","startedAt":"2026-11-20T10:20:00Z","finishedAt":"2026-11-20T10:30:00Z"}}}]}}
        """;

    private const string Runs = """
        {"metadata":{"name":"web-2","namespace":"shop","creationTimestamp":"2026-11-20T10:00:00Z"},"spec":{"nodeName":"n1","initContainers":[{}]},"status":{"phase":"Running","startTime":"2026-11-20T10:00:00Z",
         "conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-11-20T10:12:00Z"},{"type":"ContainersReady","status":"True","lastTransitionTime":"2026-11-20T10:12:00Z"}],
         "initContainerStatuses":[{"name":"init","ready":true,"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-20T10:01:00Z","finishedAt":"2026-11-20T10:02:00Z"}},"lastState":{}}],
         "containerStatuses":[{"name":"app","ready":true,"started":true,"restartCount":1,"state":{"running":{"startedAt":"2026-11-20T10:11:00Z"}},
           "lastState":{"terminated":{"exitCode":1,"reason":"Error","startedAt":"2026-11-20T10:03:00Z","finishedAt":"2026-11-20T10:10:00Z"}}}]}}
        """;

    private const string Done = """
        {"metadata":{"name":"job-1","namespace":"shop","creationTimestamp":"2026-11-20T10:00:00Z"},"spec":{"nodeName":"n1"},"status":{"phase":"Failed","reason":"Evicted","message":"full","startTime":"2026-11-20T10:00:00Z",
         "conditions":[{"type":"DisruptionTarget","status":"True","lastTransitionTime":"2026-11-20T10:08:00Z"}],
         "containerStatuses":[{"name":"app","ready":false,"restartCount":0,"state":{"terminated":{"exitCode":137,"reason":"Error","startedAt":"2026-11-20T10:01:00Z","finishedAt":"2026-11-20T10:08:00Z"}},"lastState":{}}]}}
        """;

    [Theory]
    [InlineData(Waits, "10:00:00", "Pending", null, 0, false)]
    [InlineData(Waits, "10:00:10", "Pending", "waiting ContainerCreating", 0, false)]
    [InlineData(Waits, "10:00:12", "Running", "waiting", 0, false)]
    [InlineData(Waits, "10:10:06", "Running", "waiting", 2, false)]
    [InlineData(Waits, "10:20:00", "Running", "running", 4, true)]
    [InlineData(Waits, "10:30:00", "Running", "waiting CrashLoopBackOff", 4, false)]
    [InlineData(Runs, "10:00:30", "Pending", "waiting PodInitializing", 0, false)]
    [InlineData(Runs, "10:03:00", "Running", "running", 0, false)]
    [InlineData(Runs, "10:10:00", "Running", "terminated Error", 0, false)]
    [InlineData(Runs, "10:11:00", "Running", "running", 1, false)]
    [InlineData(Runs, "10:12:00", "Running", "running", 1, true)]
    [InlineData(Done, "10:00:30", "Pending", "waiting ContainerCreating", 0, false)]
    [InlineData(Done, "10:01:00", "Running", "running", 0, false)]
    [InlineData(Done, "10:08:00", "Failed", "terminated Error", 0, false)]
    public void A_pod_is_in_the_run_it_was_in(string pod, string at, string phase, string? state, int restarts, bool isReady)
    {
        var past = At("Pod", pod, at);

        Assert.Equal(phase, past.Text("status", "phase"));
        var container = past.Items("status", "containerStatuses").FirstOrDefault();
        var now = container.Pairs("state").FirstOrDefault();
        Assert.Equal(state, container.ValueKind == JsonValueKind.Undefined ? null : $"{now.Name} {now.Value.Text("reason")}".Trim());
        Assert.Equal(restarts, container.Number("restartCount"));
        Assert.Equal(isReady, container.IsTrue("ready"));
        Assert.Equal(phase == "Failed", past.Has("status", "reason"));
    }

    [Fact]
    public void A_pod_has_a_node_from_when_it_was_scheduled()
    {
        Assert.False(At("Pod", Waits, "10:00:00").Has("spec", "nodeName"));
        Assert.False(At("Pod", Waits, "10:00:00").Has("status", "podIP"));
        Assert.Equal("n1", At("Pod", Waits, "10:00:05").Text("spec", "nodeName"));
    }

    [Theory]
    [InlineData("Deployment", "Available", "False", "True")]
    [InlineData("Deployment", "Available", "True", "False")]
    [InlineData("Deployment", "Progressing", "False", "True")]
    [InlineData("Deployment", "Progressing", "True", null)]
    [InlineData("Deployment", "ReplicaFailure", "True", null)]
    [InlineData("Job", "Failed", "True", null)]
    [InlineData("Node", "MemoryPressure", "True", "False")]
    [InlineData("Node", "Ready", "Unknown", "True")]
    [InlineData("Node", "DiskPressure", "Unknown", "False")]
    public void A_condition_had_the_opposite_status_or_was_not_there(string kind, string type, string status, string? before)
    {
        var item = $$"""
            {"metadata":{"name":"x","creationTimestamp":"2026-11-20T09:00:00Z"},"status":{"conditions":[
              {"type":"{{type}}","status":"{{status}}","reason":"Why","lastTransitionTime":"2026-11-20T10:00:00Z"},
              {"type":"Old","status":"True","reason":"Kept","lastTransitionTime":"2026-11-20T09:00:00Z"}]
            } }
            """;

        var past = At(kind, item, "09:59:59");

        Assert.Equal(before, Condition(past, type).Text("status"));
        Assert.Null(Condition(past, type).Text("reason"));
        Assert.Equal("Kept", Condition(past, "Old").Text("reason"));
        Assert.Equal("Why", Condition(At(kind, item, "10:00:00"), type).Text("reason"));
    }

    [Fact]
    public void A_taint_and_a_deletion_come_when_they_came()
    {
        const string Node = """{"metadata":{"name":"n1","creationTimestamp":"2026-11-20T09:00:00Z"},"spec":{"taints":[{"key":"a","effect":"NoSchedule"},{"key":"b","effect":"NoExecute","timeAdded":"2026-11-20T10:00:00Z"}]}}""";
        const string Pod = """{"metadata":{"name":"p","creationTimestamp":"2026-11-20T09:00:00Z","deletionTimestamp":"2026-11-20T10:00:30Z","deletionGracePeriodSeconds":30}}""";

        Assert.Single(At("Node", Node, "09:59:59").Items("spec", "taints"));
        Assert.Equal(2, At("Node", Node, "10:00:00").Items("spec", "taints").Length);
        Assert.False(At("Pod", Pod, "09:59:59").Has("metadata", "deletionTimestamp"));
        Assert.True(At("Pod", Pod, "10:00:00").Has("metadata", "deletionTimestamp"));
    }

    [Fact]
    public void Who_lived_at_the_capture_lived_before_and_who_did_not_did_not()
    {
        const string Lease = """{"metadata":{"name":"n1","creationTimestamp":"2026-11-20T09:00:00Z"},"spec":{"renewTime":"2026-11-20T10:00:00.000000Z"}}""";

        Assert.Equal("2026-11-20T09:30:00.000000Z", Json(PastObject.Beating(BuiltInKinds.Find("coordination.k8s.io", "Lease")!, Json(Lease), Time("09:30:00"))!.ToJsonString()).Text("spec", "renewTime"));
        Assert.Null(PastObject.Beating(BuiltInKinds.Find("coordination.k8s.io", "Lease")!, Json(Lease), Time("10:30:00")));
    }

    // The sample: a rollout at 13:38, and pods that are ready until they are killed just before 14:00. It was captured at 14:02:16.
    [Theory]
    [InlineData("28m", 2, 3, 0)]
    [InlineData("22m", 0, 3, 0)]
    [InlineData("3m", 2, 3, 2)]
    [InlineData("1m", 0, 0, 0)]
    public async Task Counts_and_endpoints_follow_from_the_pods(string from, int payments, int checkout, int endpoints)
    {
        var captured = ClusterStores.OpenSnapshot(Repository.Sample);
        await using var server = await TestServer.StartAsync(new ReplayStore(captured, ReplayStart.Of(from, captured), 0.001));

        Assert.Equal(payments, (await server.GetAsync("/apis/apps/v1/namespaces/shop/deployments/payments")).At("status").Number("availableReplicas"));
        Assert.Equal(checkout, (await server.GetAsync("/apis/apps/v1/namespaces/shop/deployments/checkout")).At("status").Number("readyReplicas"));
        var slice = (await server.GetAsync("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/payments-2gf5j")).At("endpoints");
        Assert.Equal(endpoints, slice.EnumerateArray().Count(endpoint => endpoint.IsTrue("conditions", "ready")));
    }

    [SharedBundleFact]
    public void Every_real_bundle_ends_as_it_was_captured()
    {
        foreach (var folder in Directory.GetDirectories(Repository.SharedBundles, "support-bundle-*").Concat(Directory.GetDirectories(Path.Combine(Repository.SharedBundles, "control-plane")).Where(folder => Directory.Exists(Path.Combine(folder, "cluster-resources")))))
        {
            var captured = ClusterStores.OpenSnapshot(folder);
            var replay = new ReplayStore(captured, ReplayStart.Of("2h", captured), 1e9);
            Thread.Sleep(20);
            Assert.Equal(captured.Now, replay.Now);
            foreach (var kind in captured.Kinds)
            {
                Assert.All(captured.List(kind, null).Zip(replay.List(kind, null)), pair => Assert.True(JsonNode.DeepEquals(Content(pair.First), Content(pair.Second)), $"{folder} {kind.Kind} {pair.First.Name}"));
                Assert.Equal(captured.List(kind, null).Count, replay.List(kind, null).Count);
            }
        }

        static JsonNode Content(IStoredObject item)
        {
            using var document = ObjectJson.Parse(item);
            var node = document.RootElement.ToNode();
            node["metadata"]!.AsObject().Remove("resourceVersion");
            return node;
        }
    }

    private static JsonElement At(string kind, string item, string time) => Json(PastObject.At(BuiltInKinds.All.First(known => known.Kind == kind), Json(item), Time(time)).ToJsonString());

    private static JsonElement Condition(JsonElement item, string type) => item.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static DateTimeOffset Time(string time) => DateTimeOffset.Parse($"2026-11-20T{time}Z", System.Globalization.CultureInfo.InvariantCulture);
}
