using RunbookTools.Sandbox.Api;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Access;

/// <summary>What the one who asks may do: read everything the store knows, but for what was denied.</summary>
internal sealed class AccessPolicy
{
    private static readonly string[] s_readVerbs = ["get", "list", "watch"];

    private readonly IClusterStore _store;
    private readonly List<RequestPattern> _denied;

    /// <summary>Makes a policy.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="rules">What is denied, each as <see cref="RequestPattern"/> reads it.</param>
    /// <exception cref="RuleSyntaxException">A rule is not one.</exception>
    public AccessPolicy(IClusterStore store, IEnumerable<string> rules)
    {
        _store = store;
        _denied =
        [
            .. rules.Select(rule => rule.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words
                ? RequestPattern.Parse(rule, words, store.Kinds)
                : throw new RuleSyntaxException(rule, "the rule is empty.")),
        ];
    }

    /// <summary>The user, as a token names them.</summary>
    public static string User => "sandbox";

    /// <summary>The user of a request without credentials.</summary>
    public static string Anonymous => "system:anonymous";

    /// <summary>Decides about a resource.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="part">The part of the object; null for the object.</param>
    /// <param name="ns">The namespace; null for all, and for kinds without.</param>
    public AccessDecision Decide(string user, string verb, ResourceKind kind, string? part, string? ns)
    {
        if (BuiltInKinds.Reviews.Contains(kind))
        {
            return new AccessDecision(verb == "create" && user == User);
        }

        if (user != User || !s_readVerbs.Contains(verb) || part is not (null or "log" or "status")
            || _denied.Exists(pattern => pattern.Refuses(verb, kind, part, ns)))
        {
            return new AccessDecision(false);
        }

        var unknown = _store.WhyUnknown(kind, ns);
        return new AccessDecision(unknown is null, unknown ?? "");
    }

    /// <summary>Decides about a path that is no resource.</summary>
    public bool MayGet(string user, string path)
    {
        // What system:public-info-viewer and system:discovery give.
        var isPublic = path is "/healthz" or "/livez" or "/readyz" or "/version" or "/version/" || path.StartsWith("/livez/", StringComparison.Ordinal)
            || path.StartsWith("/readyz/", StringComparison.Ordinal);
        var isDiscovery = path is "/" or "/api" or "/apis" or "/openapi" || path.StartsWith("/api/", StringComparison.Ordinal)
            || path.StartsWith("/apis/", StringComparison.Ordinal) || path.StartsWith("/openapi/", StringComparison.Ordinal);
        return (isPublic || (isDiscovery && user == User)) && !_denied.Exists(pattern => pattern.MatchesPath("get", path));
    }

    /// <summary>The words of a refusal (k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go).</summary>
    public static ApiStatus Forbidden(string user, ApiRequest request, string reason)
    {
        if (request.Resource is null)
        {
            return new ApiStatus(403, "Forbidden", $"forbidden: User \"{user}\" cannot {request.Verb} path \"{request.Path}\"") { HasDetails = true };
        }

        var resource = string.IsNullOrEmpty(request.Group) ? request.Resource : $"{request.Resource}.{request.Group}";
        var name = request.Name is null ? "" : $" \"{request.Name}\"";
        var scope = request.Namespace is null ? "at the cluster scope" : $"in the namespace \"{request.Namespace}\"";
        return new ApiStatus(
            403,
            "Forbidden",
            $"{resource}{name} is forbidden: User \"{user}\" cannot {request.Verb} resource \"{request.ResourcePath}\" in API group \"{request.Group}\" {scope}"
            + (reason.Length > 0 ? ": " + reason : ""))
        {
            HasDetails = true,
            Name = request.Name,
            Group = request.Group ?? "",
            Kind = request.Resource,
        };
    }

    /// <summary>What may be done in a namespace, resource by resource: group, resource with its part, verbs.</summary>
    public IEnumerable<(string Group, string Resource, string[] Verbs)> RulesIn(string ns)
    {
        // Nothing can be granted in a namespace that cannot be: there holds only what holds everywhere.
        var canBe = ns.Length > 0 && char.IsAsciiLetterOrDigit(ns[0]);
        foreach (var kind in _store.Kinds)
        {
            foreach (var part in kind.SubResources.Select(part => part.Name).Where(part => part is "log" or "status").Prepend(null))
            {
                // What holds in all namespaces holds in each, also in one there is nothing of.
                string[] verbs =
                [
                    .. s_readVerbs.Where(verb => (part is null ? kind.Verbs.Contains(verb) : verb == "get")
                        && (Decide(User, verb, kind, part, null).IsAllowed || (canBe && kind.IsNamespaced && Decide(User, verb, kind, part, ns).IsAllowed))),
                ];
                if (verbs.Length > 0)
                {
                    yield return (kind.Group, part is null ? kind.Plural : $"{kind.Plural}/{part}", verbs);
                }
            }
        }
    }
}
