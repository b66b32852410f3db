using System.Text.Json;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>
/// What a server says one may do in a namespace (SelfSubjectRulesReview). With authorizers besides RBAC it cannot list everything and says so
/// (<c>incomplete</c>): then only what is in the list is certain.
/// </summary>
internal sealed class AccessRules
{
    /// <summary>Nothing is known.</summary>
    public static readonly AccessRules Unknown = new([], isComplete: false);

    private readonly List<Rule> _rules;
    private readonly bool _isComplete;

    private AccessRules(List<Rule> rules, bool isComplete)
    {
        _rules = rules;
        _isComplete = isComplete;
    }

    /// <summary>Reads the server's answer; what is no such answer tells nothing.</summary>
    public static AccessRules Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var status = document.RootElement.GetProperty("status");
            var isComplete = !(status.TryGetProperty("incomplete", out var incomplete) && incomplete.ValueKind == JsonValueKind.True);
            var rules = status.GetProperty("resourceRules");
            return new AccessRules(rules.ValueKind == JsonValueKind.Null ? [] : [.. rules.EnumerateArray().Where(IsOfAllNames).Select(ToRule)], isComplete);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return Unknown;
        }
    }

    /// <summary>True when one may, false when one may not, null when that is not known.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="group">The API group; empty for the core one.</param>
    /// <param name="resource">The resource: <c>pods</c>, <c>pods/log</c>.</param>
    public bool? Allows(string verb, string group, string resource) => _rules.Exists(rule => rule.Allows(verb, group, resource)) ? true : _isComplete ? false : null;

    // A rule for some names lets nobody list.
    private static bool IsOfAllNames(JsonElement rule) => !rule.TryGetProperty("resourceNames", out var names) || names.ValueKind != JsonValueKind.Array || names.GetArrayLength() == 0;

    private static Rule ToRule(JsonElement rule) => new(Texts(rule, "verbs"), Texts(rule, "apiGroups"), Texts(rule, "resources"));

    private static HashSet<string> Texts(JsonElement rule, string name) =>
        rule.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array ? [.. texts.EnumerateArray().Select(text => text.GetString() ?? "")] : [];

    private sealed record Rule(HashSet<string> Verbs, HashSet<string> Groups, HashSet<string> Resources)
    {
        // k8s.io/kubernetes/pkg/apis/rbac/v1/evaluation_helpers.go: ResourceMatches.
        public bool Allows(string verb, string group, string resource) =>
            (Verbs.Contains("*") || Verbs.Contains(verb))
            && (Groups.Contains("*") || Groups.Contains(group))
            && (Resources.Contains("*") || Resources.Contains(resource) || (resource.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && Resources.Contains("*" + resource[slash..])));
    }
}
