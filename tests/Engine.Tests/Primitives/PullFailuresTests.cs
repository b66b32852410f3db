using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class PullFailuresTests
{
    [Theory]
    [InlineData("failed to pull and unpack image \"r.example/a:9\": failed to resolve reference \"r.example/a:9\": r.example/a:9: not found", PullFailureReason.NotFound)]
    [InlineData("reading manifest 9 in r.example/a: manifest unknown", PullFailureReason.NotFound)]
    [InlineData("failed to resolve reference \"r.example/a:9\": unexpected status from HEAD request: 404 Not Found: name unknown: repository name not known to registry", PullFailureReason.RepositoryUnknown)]
    [InlineData("pull access denied for a, repository does not exist or may require 'docker login': denied: requested access to the resource is denied", PullFailureReason.DeniedOrMissing)]
    [InlineData("failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://r.example/token: 401 Unauthorized", PullFailureReason.Denied)]
    [InlineData("toomanyrequests: You have reached your unauthenticated pull rate limit.", PullFailureReason.RateLimited)]
    [InlineData("failed to do request: Head \"https://r.exmple/v2/a/manifests/9\": dial tcp: lookup r.exmple on 10.0.0.2:53: no such host", PullFailureReason.NameNotResolving)]
    [InlineData("failed to do request: Head \"https://r.example/v2/a/manifests/9\": dial tcp 10.9.8.7:443: i/o timeout", PullFailureReason.Unreachable)]
    [InlineData("unexpected status from HEAD request to https://r.example/v2/a/manifests/9: 503 Service Unavailable", PullFailureReason.RegistryError)]
    [InlineData("tls: failed to verify certificate: x509: certificate signed by unknown authority", PullFailureReason.CertificateUntrusted)]
    [InlineData("http: server gave HTTP response to HTTPS client", PullFailureReason.PlainHttp)]
    [InlineData("no match for platform in manifest: not found", PullFailureReason.NoPlatform)]
    [InlineData("failed to extract layer: write /var/lib/containerd/x: no space left on device", PullFailureReason.DiskFull)]
    [InlineData("something nobody has seen before", PullFailureReason.Other)]
    public void What_the_registry_said_is_sorted(string message, PullFailureReason reason)
    {
        var pod = Waiting("ErrImagePull", message);

        var failure = Assert.Single(PullFailures.Of(new TestCluster().Build(), pod));

        Assert.Equal((reason, message), (failure.Reason, failure.Message));
    }

    [Theory]
    [InlineData("failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized", true)]
    [InlineData("Head \"https://1.dkr.example/v2/a/manifests/9\": no basic auth credentials", true)]
    [InlineData("failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized", false)]
    public void A_pull_without_credentials_is_told_from_one_with_the_wrong_ones(string message, bool anonymous) =>
        Assert.Equal(anonymous, Assert.Single(PullFailures.Of(new TestCluster().Build(), Waiting("ErrImagePull", message))).IsAnonymous);

    [Theory]
    [InlineData("InvalidImageName", PullFailureReason.InvalidName)]
    [InlineData("ErrImageNeverPull", PullFailureReason.NeverPull)]
    [InlineData("SignatureValidationFailed", PullFailureReason.SignatureRejected)]
    public void Some_reasons_say_it_all(string waiting, PullFailureReason reason) =>
        Assert.Equal(reason, Assert.Single(PullFailures.Of(new TestCluster().Build(), Waiting(waiting, null))).Reason);

    [Fact]
    public void Older_kubelets_tell_it_only_in_an_event()
    {
        var pod = Waiting("ImagePullBackOff", "Back-off pulling image \"r.example/a:9\"");
        var seen = new KubeEvent
        {
            Kind = "Event",
            Namespace = pod.Namespace,
            Name = "p.1",
            Object = pod.Target,
            Container = "app",
            Reason = "Failed",
            Message = "Failed to pull image \"r.example/a:9\": rpc error: code = NotFound desc = r.example/a:9: not found",
            Count = 4,
        };

        Assert.Empty(PullFailures.Of(new TestCluster().Build(), pod));
        var failure = Assert.Single(PullFailures.Of(new TestCluster().Add(pod, seen).Build(), pod));
        Assert.Equal((PullFailureReason.NotFound, 4), (failure.Reason, failure.Count));
    }

    private static KubePod Waiting(string reason, string? message)
    {
        var pod = TestCluster.Pod("p", "a") with { Phase = "Pending" };
        return pod with { Containers = [pod.Containers[0] with { State = ContainerState.Waiting, Reason = reason, Message = message, Ready = false }] };
    }
}
