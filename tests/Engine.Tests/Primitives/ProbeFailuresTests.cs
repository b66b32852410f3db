using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class ProbeFailuresTests
{
    [Theory]
    [InlineData("Liveness probe failed: HTTP probe failed with statuscode: 500", ProbeOutcome.SaysNo, 500)]
    [InlineData("Liveness probe failed: HTTP probe failed with statuscode: 404", ProbeOutcome.NotFound, 404)]
    [InlineData("Liveness probe failed: HTTP probe failed with statuscode: 401", ProbeOutcome.Unauthorized, 401)]
    [InlineData("Liveness probe failed: Get \"http://10.0.0.1:8080/\": dial tcp 10.0.0.1:8080: connect: connection refused", ProbeOutcome.Refused, null)]
    [InlineData("Liveness probe failed: dial tcp 10.0.0.1:8080: i/o timeout", ProbeOutcome.TimedOut, null)]
    [InlineData("Liveness probe failed: Get \"http://10.0.0.1:8080/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)", ProbeOutcome.TimedOut, null)]
    [InlineData("Liveness probe failed: Get \"https://10.0.0.1:8080/\": http: server gave HTTP response to HTTPS client", ProbeOutcome.ExpectsPlain, null)]
    [InlineData("Liveness probe failed: Get \"http://10.0.0.1:8080/\": net/http: HTTP/1.x transport connection broken: malformed HTTP response \"\\x15\\x03\\x01\\x00\\x02\\x02P\"", ProbeOutcome.ExpectsTls, null)]
    [InlineData("Liveness probe failed: service unhealthy (responded with \"NOT_SERVING\")", ProbeOutcome.SaysNo, null)]
    [InlineData("Liveness probe failed: timeout: failed to connect service \"10.0.0.1:9090\" within 1s: context deadline exceeded", ProbeOutcome.TimedOut, null)]
    [InlineData("Liveness probe failed: error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service", ProbeOutcome.NotFound, null)]
    [InlineData("Liveness probe failed: something unheard of", ProbeOutcome.Other, null)]
    public void Tells_what_an_http_probe_got(string message, ProbeOutcome outcome, int? status)
    {
        var failure = Assert.Single(Of(message, new KubeProbe { Type = "Http", Port = "http", Path = "/" }));

        Assert.Equal(("Liveness", outcome, status), (failure.Probe, failure.Outcome, failure.Status));
        Assert.Equal((8080, true), (failure.Port, failure.IsPortDeclared));
    }

    [Fact]
    public void A_command_that_fails_is_told_from_one_that_is_not_there()
    {
        var probe = new KubeProbe { Type = "Exec", Command = ["check"] };

        Assert.Equal(ProbeOutcome.CommandFailed, Assert.Single(Of("Liveness probe failed: no metrics to serve\n", probe)).Outcome);
        Assert.Equal(ProbeOutcome.CommandMissing, Assert.Single(Of(
            "Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: OCI runtime exec failed: exec failed: unable to start container process: exec: \"check\": executable file not found in $PATH: unknown",
            probe)).Outcome);
    }

    [Fact]
    public void A_port_that_is_not_declared_is_told()
    {
        var failure = Assert.Single(Of("Liveness probe failed: dial tcp 10.0.0.1:9: connect: connection refused", new KubeProbe { Type = "Tcp", Port = "9" }));

        Assert.Equal((9, false), (failure.Port, failure.IsPortDeclared));
    }

    [Fact]
    public void Other_events_are_no_probe_failures() => Assert.Empty(Of("Container app failed liveness probe, will be restarted", new KubeProbe { Type = "Tcp", Port = "9" }, "Killing"));

    private static IEnumerable<KubeProbeFailure> Of(string message, KubeProbe probe, string reason = "Unhealthy")
    {
        var pod = TestCluster.Pod("web", "n", TestCluster.Container() with { LivenessProbe = probe, Ports = [new KubeContainerPort("http", 8080, "TCP", null)] });
        return ProbeFailures.Of(new TestCluster().Add(pod, new KubeEvent
        {
            Kind = "Event",
            Namespace = pod.Namespace,
            Name = "e",
            Reason = reason,
            Message = message,
            Object = pod.Target,
            Container = "app",
            LastSeen = TestCluster.MinutesAgo(1),
        }).Build(), pod);
    }
}
