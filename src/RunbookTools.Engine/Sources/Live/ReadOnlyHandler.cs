namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// Lets only requests through that cannot change a cluster and only read what is needed: a GET of discovery, of a list, of one object or of a pod's log,
/// and the two POSTs that ask what one may do. A GET that opens a session in a container or goes on to another server (exec, attach, portforward, proxy)
/// is none of these.
/// </summary>
/// <param name="root">The path of the server's address: most often a slash.</param>
internal sealed class ReadOnlyHandler(string root = "/") : DelegatingHandler
{
    private static readonly string[] s_reviews =
    [
        "apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        "apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
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

    private void Check(HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        var asked = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : null;

        // A server takes an escaped slash for one, and would read another path than the one checked here.
        var isAllowed = asked is not null && !asked.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            && ((request.Method == HttpMethod.Get && IsRead(asked.Split('/'))) || (request.Method == HttpMethod.Post && s_reviews.Contains(asked, StringComparer.Ordinal)));
        if (!isAllowed)
        {
            throw new SourceException("ReadOnly", path, $"{request.Method} {path} was not sent: the cluster is only read.");
        }
    }

    // By place, because a namespace or a pod may be called "exec" or "proxy". What stands after a name is a part of the object; only logs are read.
    private static bool IsRead(string[] path) => path switch
    {
        ["version"] or ["apis"] => true,
        ["api", _, .. var rest] => IsResource(rest),
        ["apis", _, _] => true,
        ["apis", _, _, .. var rest] => IsResource(rest),
        _ => false,
    };

    private static bool IsResource(string[] path) => path switch
    {
        ["namespaces", _, "pods", _, "log"] => true,
        ["watch" or "proxy", ..] => false,
        ["namespaces", _, _] or ["namespaces", _, _, _] => true,
        [_] or [_, _] => true,
        _ => false,
    };
}
