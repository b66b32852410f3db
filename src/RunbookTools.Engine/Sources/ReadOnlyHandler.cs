namespace RunbookTools.Engine.Sources;

/// <summary>
/// Lets only requests through that cannot change a cluster: GET, and the POSTs that ask what one may do. A GET that opens a session in a container
/// or goes on to another server (exec, attach, portforward, proxy) is refused too.
/// </summary>
internal sealed class ReadOnlyHandler : DelegatingHandler
{
    private static readonly string[] s_reviews =
    [
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
        "/apis/authentication.k8s.io/v1/selfsubjectreviews",
    ];

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.Send(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.SendAsync(request, cancellationToken);
    }

    private static void Check(HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        var allowed = request.Method == HttpMethod.Get
            ? !path.Split('/').Any(segment => segment is "exec" or "attach" or "portforward" or "proxy")
            : request.Method == HttpMethod.Post && s_reviews.Any(review => path.EndsWith(review, StringComparison.Ordinal));
        if (!allowed)
        {
            throw new SourceException("ReadOnly", path, $"{request.Method} {path} was not sent: the cluster is only read.");
        }
    }
}
