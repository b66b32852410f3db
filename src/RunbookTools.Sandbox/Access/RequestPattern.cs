using System.IO.Enumeration;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Access;

/// <summary>
/// Which requests a rule is about: <c>[verbs] resource[.group][/part][@scope]</c>, or a path. <c>secrets</c>, <c>list,watch pods</c>,
/// <c>deployments.apps@shop</c>, <c>*/log</c>, <c>pods@-A</c> (all namespaces at once), <c>*@!shop</c> (everything but in shop), <c>/metrics*</c>.
/// </summary>
internal sealed class RequestPattern
{
    private const string AllNamespaces = "-A";

    private static readonly string[] s_verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    private string[]? _verbs;
    private string? _path;
    private string _resource = "*";
    private string? _group;
    private string? _part;
    private string? _scope;
    private bool _isOutside;

    /// <summary>Every request.</summary>
    public static RequestPattern Everything { get; } = new() { _part = "*", _path = "*" };

    /// <summary>True when nothing but verbs narrows it down.</summary>
    public bool IsEverything => ReferenceEquals(this, Everything);

    /// <summary>Reads a pattern.</summary>
    /// <param name="rule">The whole rule, for messages.</param>
    /// <param name="words">The words of the pattern.</param>
    /// <param name="kinds">The kinds served, to find names by.</param>
    /// <exception cref="RuleSyntaxException">It is not one.</exception>
    public static RequestPattern Parse(string rule, IReadOnlyList<string> words, IReadOnlyList<ResourceKind> kinds)
    {
        var pattern = new RequestPattern();
        var target = words[^1];
        if (words.Count > 2)
        {
            throw new RuleSyntaxException(rule, "expected [verbs] resource[.group][/part][@scope], or a path that begins with '/'.");
        }

        if (words.Count == 2)
        {
            pattern._verbs = words[0] == "*" ? null : words[0].Split(',', StringSplitOptions.RemoveEmptyEntries);
            if (Array.Find(pattern._verbs ?? [], verb => !s_verbs.Contains(verb)) is { } unknown)
            {
                throw new RuleSyntaxException(rule, $"'{unknown}' is no verb; there are {string.Join(", ", s_verbs)} and *.");
            }
        }

        if (target.StartsWith('/'))
        {
            pattern._path = target;
            return pattern;
        }

        var at = target.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            var scope = target[(at + 1)..];
            pattern._isOutside = scope.StartsWith('!');
            pattern._scope = scope.TrimStart('!');
            if (pattern._scope.Length == 0)
            {
                throw new RuleSyntaxException(rule, "after '@' a namespace is expected, '!' and a namespace, or -A.");
            }

            target = target[..at];
        }

        var slash = target.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            pattern._part = target[(slash + 1)..];
            target = target[..slash];
        }

        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            pattern._group = target[(dot + 1)..];
            target = target[..dot];
        }

        if (target.Length == 0)
        {
            throw new RuleSyntaxException(rule, "a resource is expected before '/', '.' and '@'; '*' means all.");
        }

        // All resources are meant with their parts, as in RBAC.
        pattern._part ??= target == "*" ? "*" : null;
        pattern._resource = target.Contains('*', StringComparison.Ordinal) ? target : Resolve(rule, target, kinds);
        return pattern;
    }

    /// <summary>True for a request by path.</summary>
    public bool MatchesPath(string verb, string path) =>
        _path is not null && MatchesVerb(verb) && FileSystemName.MatchesSimpleExpression(_path, path, ignoreCase: false);

    /// <summary>True for a request for exactly that.</summary>
    public bool Matches(string verb, ResourceKind kind, string? part, string? ns) =>
        MatchesResource(verb, kind, part) && (_scope is null || MatchesScope(ns));

    /// <summary>True when who may not do this may not do what is asked for: who is refused in one namespace cannot ask for all at once.</summary>
    public bool Refuses(string verb, ResourceKind kind, string? part, string? ns) =>
        MatchesResource(verb, kind, part) && (_scope is null || MatchesScope(ns) || (ns is null && kind.IsNamespaced && _scope != AllNamespaces));

    private bool MatchesVerb(string verb) => _verbs is null || _verbs.Contains(verb);

    private bool MatchesResource(string verb, ResourceKind kind, string? part) =>
        (_path is null || IsEverything) && MatchesVerb(verb)
        && FileSystemName.MatchesSimpleExpression(_resource, kind.Plural, ignoreCase: false)
        && (_group is null || FileSystemName.MatchesSimpleExpression(_group, kind.Group, ignoreCase: false))
        && (_part is null ? part is null : part is null ? _part == "*" : FileSystemName.MatchesSimpleExpression(_part, part, ignoreCase: false));

    private bool MatchesScope(string? ns) => _scope == AllNamespaces
        ? ns is null != _isOutside
        : (ns is not null && FileSystemName.MatchesSimpleExpression(_scope!, ns, ignoreCase: false)) != _isOutside;

    private static string Resolve(string rule, string name, IReadOnlyList<ResourceKind> kinds)
    {
        var kind = kinds.FirstOrDefault(kind => kind.Plural.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? kinds.FirstOrDefault(kind => kind.Singular.Equals(name, StringComparison.OrdinalIgnoreCase) || kind.ShortNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        return kind?.Plural
            ?? throw new RuleSyntaxException(rule, $"the cluster has no resource '{name}'; 'kubectl api-resources' lists what it has, '*' means all.");
    }
}
