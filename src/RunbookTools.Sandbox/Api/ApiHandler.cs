using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Answers every request: who asks, whether they may, and then what they asked for.</summary>
internal sealed class ApiHandler
{
    private readonly ApiCatalog _catalog;
    private readonly AccessPolicy _policy;
    private readonly string? _token;
    private readonly DiscoveryHandler _discovery;
    private readonly ObjectHandler _objects;
    private readonly WatchHandler _watches;
    private readonly ReviewHandler _reviews;
    private readonly ServerHandler _server;
    private readonly LogHandler? _logs;

    /// <summary>Makes a handler.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="catalog">Its kinds.</param>
    /// <param name="policy">What may be done.</param>
    /// <param name="token">The token to show; null when none is needed.</param>
    public ApiHandler(IClusterStore store, ApiCatalog catalog, AccessPolicy policy, string? token)
    {
        _catalog = catalog;
        _policy = policy;
        _token = token;
        _discovery = new DiscoveryHandler(catalog);
        _objects = new ObjectHandler(store);
        _watches = new WatchHandler(store);
        _reviews = new ReviewHandler(policy, catalog);
        _server = new ServerHandler(store);
        _logs = catalog.Find("", "v1", "pods") is { } pods ? new LogHandler(store, pods) : null;
    }

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        try
        {
            var request = ApiRequest.Of(http.Request);
            var user = UserOf(http.Request);
            await (request.Resource is null ? AnswerPathAsync(http, request, user) : AnswerResourceAsync(http, request, user)).ConfigureAwait(false);
        }
        catch (ApiRefusalException refusal)
        {
            await Answers.StatusAsync(http, refusal.Status).ConfigureAwait(false);
        }
    }

    private string UserOf(HttpRequest request)
    {
        if (_token is null)
        {
            return AccessPolicy.User;
        }

        var header = request.Headers.Authorization.ToString();
        return header.Length == 0 ? AccessPolicy.Anonymous
            : header == "Bearer " + _token ? AccessPolicy.User
            : throw new ApiRefusalException(ApiStatus.Unauthorized);
    }

    private Task AnswerPathAsync(HttpContext http, ApiRequest request, string user)
    {
        if (request.Verb != "get" || !_policy.MayGet(user, request.Path))
        {
            throw new ApiRefusalException(AccessPolicy.Forbidden(user, request, ""));
        }

        return request.Path.StartsWith("/api", StringComparison.Ordinal) ? _discovery.AnswerAsync(http, request) : _server.AnswerAsync(http, request.Path);
    }

    private Task AnswerResourceAsync(HttpContext http, ApiRequest request, string user)
    {
        if (_catalog.Find(request.Group!, request.Version, request.Resource!) is not { } kind)
        {
            if (user != AccessPolicy.User)
            {
                throw new ApiRefusalException(AccessPolicy.Forbidden(user, request, ""));
            }

            return _catalog.Has(request.Group!, request.Version) ? throw new ApiRefusalException(ApiStatus.NoSuchResource) : Answers.NoSuchPathAsync(http);
        }

        if (!kind.IsNamespaced && request.Namespace is not null)
        {
            throw new ApiRefusalException(ApiStatus.NoSuchResource);
        }

        var part = request.SubResource is null ? null : kind.SubResources.FirstOrDefault(found => found.Name == request.SubResource);
        if (request.SubResource is not null && part is null)
        {
            throw new ApiRefusalException(ApiStatus.NoSuchResource);
        }

        if (!(part?.Verbs ?? kind.Verbs).Contains(request.Verb))
        {
            throw new ApiRefusalException(ApiStatus.MethodNotAllowed);
        }

        var decision = _policy.Decide(user, request.Verb, kind, request.SubResource, kind.IsNamespaced ? request.Namespace : null);
        if (!decision.IsAllowed)
        {
            throw new ApiRefusalException(AccessPolicy.Forbidden(user, request, decision.Reason));
        }

        return request switch
        {
            { Verb: "create" } => _reviews.AnswerAsync(http, kind),
            { SubResource: "log" } when _logs is not null => _logs.AnswerAsync(http, request),
            { Verb: "watch" } => _watches.WatchAsync(http, request, kind),
            { Name: null } => _objects.ListAsync(http, request, kind),
            _ => _objects.GetAsync(http, request, kind),
        };
    }
}
