using System.Text.Json;
using RunbookTools.Sandbox.Tables;

namespace Sandbox.Tests;

/// <summary>What tables say of objects, in the words of the real server.</summary>
public class TableTests
{
    [Theory]
    [InlineData("""{"phase":"Running","containerStatuses":[{"ready":true,"restartCount":0,"state":{"running":{}}}]}""", "1/1", "Running", 0)]
    [InlineData("""{"phase":"Running","containerStatuses":[{"restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}""", "0/1", "CrashLoopBackOff", 7)]
    [InlineData("""{"phase":"Failed","reason":"Evicted"}""", "0/1", "Evicted", 0)]
    [InlineData("""{"phase":"Succeeded","containerStatuses":[{"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}""", "0/1", "Completed", 0)]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"restartCount":0,"state":{"terminated":{"exitCode":3}}}]}""", "0/1", "ExitCode:3", 0)]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"restartCount":0,"state":{"terminated":{"exitCode":137,"signal":9}}}]}""", "0/1", "Signal:9", 0)]
    [InlineData("""{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]}""", "0/1", "SchedulingGated", 0)]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":2,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}""", "0/1", "Init:CrashLoopBackOff", 2)]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":0,"state":{"running":{}}}]}""", "0/1", "Init:0/1", 0)]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","restartCount":1,"state":{"terminated":{"exitCode":1,"reason":"Error"}}}]}""", "0/1", "Init:Error", 1)]
    public void A_pod_is_in_the_state_the_real_server_tells(string status, string ready, string reason, long restarts)
    {
        var pod = Parse($$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}],"initContainers":[{"name":"i"}]},"status":{{status}}}""");

        var state = new PodState(pod);

        Assert.Equal((ready, reason, restarts), ($"{state.Ready}/{state.Total}", state.Reason, state.Restarts));
    }

    [Fact]
    public void A_pod_on_its_way_out_is_terminating_and_on_a_lost_node_unknown()
    {
        var leaving = Parse("""{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"},"status":{"phase":"Running"}}""");
        var lost = Parse("""{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"},"status":{"phase":"Running","reason":"NodeLost"}}""");

        Assert.Equal(("Terminating", "Unknown"), (new PodState(leaving).Reason, new PodState(lost).Reason));
    }

    [Fact]
    public void A_sidecar_counts_as_a_container()
    {
        var pod = Parse("""
            {"spec":{"containers":[{"name":"c"}],"initContainers":[{"name":"s","restartPolicy":"Always"}]},
             "status":{"phase":"Running","initContainerStatuses":[{"name":"s","ready":true,"started":true,"restartCount":1,"state":{"running":{}}}],
             "containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]}}
            """);

        var state = new PodState(pod);

        Assert.Equal((2, 2, "Running", 1L), (state.Ready, state.Total, state.Reason, state.Restarts));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-1, "0s")]
    [InlineData(-2, "<invalid>")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(605, "10m")]
    [InlineData(125, "2m5s")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((3 * 3600) + 120, "3h2m")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(49 * 3600, "2d1h")]
    [InlineData(10 * 86400, "10d")]
    [InlineData(800L * 86400, "2y70d")]
    [InlineData(3000L * 86400, "8y")]
    public void Spans_are_told_as_kubectl_tells_them(long seconds, string text) => Assert.Equal(text, HumanDuration.Of(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Service", """{"spec":{"type":"LoadBalancer","clusterIPs":["10.0.0.1"],"ports":[{"port":80,"nodePort":30080,"protocol":"TCP"}]}}""", "LoadBalancer|10.0.0.1|<pending>|80:30080/TCP")]
    [InlineData("Service", """{"spec":{"type":"ExternalName","externalName":"db.example.com"}}""", "ExternalName|<none>|db.example.com|<none>")]
    [InlineData("PersistentVolumeClaim", """{"spec":{"storageClassName":"fast"},"status":{"phase":"Pending"}}""", "Pending||||fast|<unset>|<unknown>|<unset>")]
    [InlineData("Node", """{"metadata":{"labels":{"node-role.kubernetes.io/control-plane":""}},"spec":{"unschedulable":true},"status":{"conditions":[{"type":"Ready","status":"Unknown"}]}}""", "NotReady,SchedulingDisabled|control-plane|<unknown>|")]
    [InlineData("Job", """{"spec":{"completions":3},"status":{"succeeded":1,"conditions":[{"type":"Failed","status":"True"}]}}""", "Failed|1/3||<unknown>")]
    [InlineData("CronJob", """{"spec":{"schedule":"0 * * * *","suspend":true}}""", "0 * * * *|<none>|True|0|<none>|<unknown>")]
    [InlineData("HorizontalPodAutoscaler", """{"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web"},"minReplicas":1,"maxReplicas":5,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}}]},"status":{"currentMetrics":[{"type":""}]}}""", "Deployment/web|cpu: <unknown>/80%|1|5|0|<unknown>")]
    [InlineData("EndpointSlice", """{"addressType":"IPv4","ports":null,"endpoints":[{"addresses":["10.0.0.1"]},{"addresses":["10.0.0.2"]},{"addresses":["10.0.0.3"]},{"addresses":["10.0.0.4"]}]}""", "IPv4|<unset>|10.0.0.1,10.0.0.2,10.0.0.3 + 1 more...|<unknown>")]
    [InlineData("Ingress", """{"spec":{"ingressClassName":"edge","rules":[{"host":"a"},{"host":"b"},{"host":"c"},{"host":"d"}],"tls":[{}]}}""", "edge|a,b,c + 1 more...||80, 443|<unknown>")]
    [InlineData("PodDisruptionBudget", """{"spec":{"minAvailable":"50%"},"status":{"disruptionsAllowed":0}}""", "50%|N/A|0|<unknown>")]
    [InlineData("APIService", """{"spec":{"service":{"namespace":"kube-system","name":"metrics"}},"status":{"conditions":[{"type":"Available","status":"False","reason":"MissingEndpoints"}]}}""", "kube-system/metrics|False (MissingEndpoints)|<unknown>")]
    [InlineData("StorageClass", """{"metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}""", "p|Delete|Immediate|False|<unknown>")]
    [InlineData("Role", """{"metadata":{"creationTimestamp":"2026-01-01T00:00:00Z"}}""", "2026-01-01T00:00:00Z")]
    public void A_row_says_what_the_real_server_says(string kind, string item, string cells)
    {
        var found = RunbookTools.Sandbox.Store.BuiltInKinds.All.First(candidate => candidate.Kind == kind);

        var row = TablePrinters.Of(found).Cells(Parse(item), DateTimeOffset.UnixEpoch);

        Assert.Equal(cells, string.Join('|', row.Skip(1).Take(cells.Count(character => character == '|') + 1)));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
