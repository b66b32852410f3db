using RunbookTools.Engine.Hypotheses;

namespace Engine.Tests.Hypotheses;

public class ExhibitsTests
{
    private static readonly KubeTarget s_pod = new("Pod", "shop", "web-1");

    [Fact]
    public void A_reference_shows_the_name_that_was_probably_meant()
    {
        var reference = new KubeReference(s_pod, "volumes[tls]", new KubeTarget("Secret", "shop", "web-tls"), null, false, false) { NearMiss = "webs-tls" };

        Assert.Equal("volumes[tls] -> Secret shop/web-tls; there is webs-tls", Exhibits.Of(reference, [])!.Detail);
    }

    [Fact]
    public void A_long_error_keeps_its_end_where_the_reason_stands()
    {
        var seen = new KubeEvent
        {
            Kind = "Event",
            Name = "web-1.1",
            Object = s_pod,
            Reason = "Failed",
            Message = "Failed to pull image: " + new string('x', 500) + ": 401 Unauthorized\n",
        };

        var detail = Exhibits.Of(seen, [])!.Detail;

        Assert.StartsWith("Failed: Failed to pull image", detail, StringComparison.Ordinal);
        Assert.EndsWith(": 401 Unauthorized", detail, StringComparison.Ordinal);
        Assert.InRange(detail.Length, 200, 310);
    }

    [Fact]
    public void A_container_shows_what_was_looked_at_in_its_status_and_its_spec()
    {
        var container = new KubeContainer
        {
            Namespace = "shop",
            Pod = "web-1",
            RestartCount = 3,
            Spec = new KubeContainerSpec { Name = "app", ReadinessProbe = new KubeProbe { Type = "Http", Scheme = "HTTP", Port = "9080", Path = "/ready" } },
        };

        Assert.Equal("container app: RestartCount=3, ReadinessProbe=http-get :9080/ready", Exhibits.Of(container, ["Name", "RestartCount", "ReadinessProbe"])!.Detail);
    }

    [Theory]
    [InlineData(14, 90, "container app: 14 restarts, last exit 137 (OOMKilled) after 1m30s")]
    [InlineData(1, 4, "container app: 1 restart, last exit 137 (OOMKilled) after 4s")]
    [InlineData(0, 7500, "container app: last exit 137 (OOMKilled) after 2h5m")]
    public void A_restart_reads_as_a_sentence(int count, int seconds, string detail)
    {
        var container = new KubeContainer { Namespace = "shop", Pod = "web-1", Spec = new KubeContainerSpec { Name = "app" } };
        var restart = new KubeRestart(container, count, "OOMKilled", 137, null, TimeSpan.FromSeconds(seconds), true);

        Assert.Equal(detail, Exhibits.Of(restart, [])!.Detail);
    }
}
