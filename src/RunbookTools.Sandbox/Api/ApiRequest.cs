using Microsoft.AspNetCore.Http;

namespace RunbookTools.Sandbox.Api;

/// <summary>
/// What a request is about, read from its method and path as the real server reads it (k8s.io/apiserver/pkg/endpoints/request, RequestInfoFactory).
/// </summary>
/// <param name="Verb">The verb as authorization names it: <c>get</c>, <c>list</c>, <c>watch</c>, <c>create</c>, <c>deletecollection</c>.</param>
/// <param name="Path">The path, unescaped.</param>
internal sealed record ApiRequest(string Verb, string Path)
{
    /// <summary>The group in the path; null when the path names none.</summary>
    public string? Group { get; init; }

    /// <summary>The version in the path.</summary>
    public string Version { get; init; } = "";

    /// <summary>The resource in the path: <c>pods</c>; null for discovery and everything else.</summary>
    public string? Resource { get; init; }

    /// <summary>The namespace; null when the path names none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The object's name; null for lists.</summary>
    public string? Name { get; init; }

    /// <summary>The part of the object: <c>log</c>; null for the object itself.</summary>
    public string? SubResource { get; init; }

    /// <summary>The resource as rules and messages name it: <c>pods/log</c>.</summary>
    public string ResourcePath => SubResource is null ? Resource ?? "" : $"{Resource}/{SubResource}";

    /// <summary>Reads a request.</summary>
    public static ApiRequest Of(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        var verb = VerbOf(request.Method);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var start = segments switch
        {
            ["api", _, _, ..] => 2,
            ["apis", _, _, _, ..] => 3,
            _ => 0,
        };
        if (start == 0)
        {
            return new ApiRequest(verb, path)
            {
                Group = segments switch { ["apis", var group, ..] => group, ["api", ..] => "", _ => null },
                Version = segments switch { ["apis", _, var version] => version, ["api", var version] => version, _ => "" },
            };
        }

        var rest = segments[start..];
        var isOldWatch = rest is ["watch", _, ..];
        if (isOldWatch)
        {
            rest = rest[1..];
        }

        string? ns = null;
        if (rest is ["namespaces", var found, ..])
        {
            ns = found;

            // What follows a namespace's name is its own part, or else a resource in it.
            if (rest.Length > 2 && rest[2] is not ("status" or "finalize"))
            {
                rest = rest[2..];
            }
        }

        var name = rest.Length > 1 ? rest[1] : null;
        var isWatch = isOldWatch || (verb == "get" && ListOptions.IsTrue(request.Query["watch"]));
        return new ApiRequest(verb, path)
        {
            Group = start == 2 ? "" : segments[1],
            Version = segments[start - 1],
            Resource = rest[0],
            Namespace = rest[0] == "namespaces" ? null : ns,
            Name = name,
            SubResource = rest.Length > 2 ? string.Join('/', rest[2..]) : null,
            Verb = verb switch
            {
                "get" when isWatch && rest.Length <= 2 => "watch",
                "get" when name is null => "list",
                "delete" when name is null => "deletecollection",
                _ => verb,
            },
        };
    }

    private static string VerbOf(string method) => method switch
    {
        "GET" or "HEAD" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => method.ToLowerInvariant(),
    };
}
