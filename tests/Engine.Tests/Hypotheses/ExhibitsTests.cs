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
}
