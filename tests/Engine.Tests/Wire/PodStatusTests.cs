namespace Engine.Tests.Wire;

/// <summary>The STATUS and READY columns, case by case as printPod decides (pkg/printers/internalversion/printers.go).</summary>
public class PodStatusTests
{
    [Theory]
    [InlineData("""{"phase":"Pending"}""", "Pending", "0/2")]
    [InlineData("""{"phase":"Failed","reason":"Evicted"}""", "Evicted", "0/2")]
    [InlineData("""{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]}""", "SchedulingGated", "0/2")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"name":"a","ready":true,"state":"Running"},{"name":"b","ready":false,"state":"Running"}]}""", "Running", "1/2")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}},{"name":"b","ready":true,"state":"Running"}]}""", "CrashLoopBackOff", "1/2")]
    [InlineData("""{"phase":"Running","containerStatuses":[{"name":"a","state":"Failed"},{"name":"b","state":{"waiting":{"reason":"ImagePullBackOff"}}}]}""", "Error", "0/2")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"signal":9}}}]}""", "Signal:9", "0/2")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":2}}}]}""", "ExitCode:2", "0/2")]
    [InlineData("""{"phase":"Succeeded","containerStatuses":[{"name":"a","state":"Completed"},{"name":"b","state":"Completed"}]}""", "Completed", "0/2")]
    [InlineData("""{"phase":"Failed","containerStatuses":[{"name":"a","state":"Completed"},{"name":"b","state":"Failed"}]}""", "Error", "0/2")]
    [InlineData("""{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"a","state":"Completed"},{"name":"b","ready":true,"state":"Running"}]}""", "Running", "1/2")]
    [InlineData("""{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],"containerStatuses":[{"name":"a","state":"Completed"},{"name":"b","ready":true,"state":"Running"}]}""", "NotReady", "1/2")]
    public void Of_containers(string status, string word, string ready) => Check(Pod("[]", status), word, ready);

    [Theory]
    [InlineData("""{"phase":"Pending"}""", "Pending")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":"Initializing"},{"name":"j","state":"Initializing"}]}""", "Init:0/2")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":"Completed"},{"name":"j","state":"Running"}],"containerStatuses":[{"name":"a","state":"Initializing"}]}""", "Init:1/2")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"waiting":{"reason":"ErrImagePull"}}},{"name":"j","state":{"waiting":{"reason":"PodInitializing"}}}]}""", "Init:ErrImagePull")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":"Failed"}]}""", "Init:Error")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":3}}}]}""", "Init:ExitCode:3")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"i","state":{"terminated":{"exitCode":139,"signal":11}}}]}""", "Init:Signal:11")]
    [InlineData("""{"phase":"Running","initContainerStatuses":[{"name":"i","state":"Completed"},{"name":"j","state":"Completed"}],"containerStatuses":[{"name":"a","ready":true,"state":"Running"},{"name":"b","ready":true,"state":"Running"}]}""", "Running")]
    [InlineData("""{"phase":"Pending","conditions":[{"type":"Initialized","status":"True"}],"initContainerStatuses":[{"name":"i","state":"Failed"}],"containerStatuses":[{"name":"a","state":"Running"}]}""", "Init:Error")]
    [InlineData("""{"phase":"Running","conditions":[{"type":"Initialized","status":"True"}],"initContainerStatuses":[{"name":"i","state":"Failed"}],"containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}""", "CrashLoopBackOff")]
    public void Of_init_containers(string status, string word) => Check(Pod("""[{"name":"i"},{"name":"j"}]""", status), word);

    [Theory]
    [InlineData("""{"phase":"Running","initContainerStatuses":[{"name":"s","ready":true,"started":true,"state":"Running"}],"containerStatuses":[{"name":"a","ready":true,"state":"Running"},{"name":"b","ready":true,"state":"Running"}]}""", "Running", "3/3")]
    [InlineData("""{"phase":"Pending","initContainerStatuses":[{"name":"s","started":false,"state":"Running"}],"containerStatuses":[{"name":"a","state":"Initializing"}]}""", "Init:0/1", "0/3")]
    public void Of_sidecars(string status, string word, string ready) => Check(Pod("""[{"name":"s","restartPolicy":"Always"}]""", status), word, ready);

    [Theory]
    [InlineData("""{"phase":"Running","reason":""}""", "Terminating")]
    [InlineData("""{"phase":"Running","reason":"NodeLost"}""", "Unknown")]
    [InlineData("""{"phase":"Succeeded","containerStatuses":[{"name":"a","state":"Completed"}]}""", "Completed")]
    public void Of_a_pod_that_is_being_deleted(string status, string word) => Check(Pod("[]", status, "\"2026-11-20T14:00:00Z\""), word);

    private static void Check(KubePod pod, string word, string? ready = null)
    {
        Assert.Equal(word, pod.Status);
        Assert.Equal(ready ?? pod.Ready, pod.Ready);
    }

    private static KubePod Pod(string initContainers, string status, string deleted = "null")
    {
        var states = status
            .Replace("\"Running\"}", """{"running":{"startedAt":"2026-11-20T14:00:00Z"}}}""", StringComparison.Ordinal)
            .Replace("\"Completed\"}", """{"terminated":{"exitCode":0,"reason":"Completed"}}}""", StringComparison.Ordinal)
            .Replace("\"Failed\"}", """{"terminated":{"exitCode":1,"reason":"Error"}}}""", StringComparison.Ordinal)
            .Replace("\"Initializing\"}", """{"waiting":{"reason":"PodInitializing"}}}""", StringComparison.Ordinal);

        // The phase stands first, never before a brace, so that only states are written out.
        return WireRead.One<KubePod>($$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","deletionTimestamp":{{{deleted}}} },
             "spec":{"initContainers":{{{initContainers}}},"containers":[{"name":"a"},{"name":"b"}]},"status":{{{states}}} }
            """);
    }
}
