using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>What the Kubernetes API refused to service accounts, and what is missing for it.</summary>
public static partial class Denials
{
    private static readonly string[] s_kinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];

    /// <summary>The refusals that lines of logs quote, each once, with the reason by the roles and bindings there are.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="lines">Lines of logs.</param>
    public static IReadOnlyList<KubeDenial> Of(ClusterInventory inventory, IEnumerable<KubeLogLine> lines) =>
    [
        .. lines.SelectMany(line => Quoted().Matches(line.Text.Replace("\\\"", "\"", StringComparison.Ordinal)).Select(match => (line, match)))
            .DistinctBy(pair => pair.match.Value)
            .Select(pair => Explain(inventory, pair.line, pair.match)),
    ];

    private static KubeDenial Explain(ClusterInventory inventory, KubeLogLine line, Match match)
    {
        var (resource, group) = (match.Groups["resource"].Value, match.Groups["group"].Value);
        var account = new KubeTarget("ServiceAccount", match.Groups["ns"].Value, match.Groups["account"].Value) { Cluster = line.Cluster };
        var asked = new Question(account, match.Groups["verb"].Value, group, resource, match.Groups["scope"] is { Success: true } scope ? scope.Value : null);
        var isKnown = s_kinds.All(kind => inventory.GapFor(kind, kind.StartsWith("Cluster", StringComparison.Ordinal) ? null : asked.Scope) is null);
        var (reason, subject) = isKnown ? Why(inventory, asked) : (DenialReason.Unknown, null);
        return new KubeDenial(account, asked.Verb, FullName(group, resource), asked.Scope, reason, subject, line)
        {
            Role = isKnown && reason is not DenialReason.RuleMissing ? Fitting(inventory, asked)?.Target : null,
        };
    }

    /// <summary>As kubectl names it: the group stands before the subresource.</summary>
    private static string FullName(string group, string resource)
    {
        var parts = resource.Split('/', 2);
        return (group.Length == 0 ? parts[0] : $"{parts[0]}.{group}") + (parts.Length == 2 ? "/" + parts[1] : "");
    }

    private static (DenialReason Reason, KubeTarget? Subject) Why(ClusterInventory inventory, Question asked)
    {
        var bindings = inventory.All<KubeRoleBinding>().Select(binding => (Binding: binding, Role: RoleOf(inventory, binding))).ToList();
        var own = bindings.Where(pair => pair.Binding.Subjects.Any(subject => Names(subject, pair.Binding, asked.Account))).ToList();
        var here = own.Where(pair => IsInForce(pair.Binding, asked)).ToList();
        if (here.Exists(pair => Allows(pair.Role, asked)) || bindings.Exists(pair => IsInForce(pair.Binding, asked) && pair.Binding.Subjects.Any(subject => IsGroupOf(subject, asked.Account)) && Allows(pair.Role, asked)))
        {
            return (DenialReason.Granted, null);
        }

        if (here.FirstOrDefault(pair => pair.Role is null) is { Binding: { } hanging })
        {
            return (DenialReason.RoleMissing, hanging.Target);
        }

        if (own.FirstOrDefault(pair => !IsInForce(pair.Binding, asked) && Allows(pair.Role, asked)) is { Binding: { } elsewhere })
        {
            return (DenialReason.WrongNamespace, elsewhere.Target);
        }

        if (here.FirstOrDefault(pair => pair.Role is not null) is { Role: { } bound })
        {
            return (DenialReason.RuleMissing, bound.Target);
        }

        var others = bindings.Where(pair => IsInForce(pair.Binding, asked) && Allows(pair.Role, asked)).ToList();
        if (asked.Account.Name == "default" && others.Find(pair => pair.Binding.Subjects.Any(subject => subject.Kind == "ServiceAccount" && NamespaceOf(subject, pair.Binding) == asked.Account.Namespace)).Binding is { } meant)
        {
            return (DenialReason.DefaultAccount, meant.Target);
        }

        return others.Find(pair => pair.Binding.Subjects.Any(subject => IsNearly(inventory, subject, pair.Binding, asked.Account))).Binding is { } missed
            ? (DenialReason.WrongAccount, missed.Target)
            : (DenialReason.NoBinding, null);
    }

    private static KubeRole? Fitting(ClusterInventory inventory, Question asked) =>
        inventory.All<KubeRole>().Where(role => (role.Kind == "ClusterRole" || role.Namespace == asked.Scope) && Allows(role, asked))
            // A role that allows everything is no remedy.
            .FirstOrDefault(role => !role.Rules.Any(rule => rule.Verbs.Contains("*") && rule.Resources.Contains("*")));

    private static KubeRole? RoleOf(ClusterInventory inventory, KubeRoleBinding binding) =>
        inventory.Find<KubeRole>(binding.Role.Kind, binding.Role.Kind == "Role" ? binding.Namespace : null, binding.Role.Name);

    /// <summary>A role binding counts in its namespace, a cluster role binding everywhere.</summary>
    private static bool IsInForce(KubeRoleBinding binding, Question asked) => binding.Namespace is null || binding.Namespace == asked.Scope;

    // pkg/apis/rbac/v1/evaluation_helpers.go.
    private static bool Allows(KubeRole? role, Question asked) => role is not null && role.Rules.Any(rule =>
        (rule.Verbs.Contains("*") || rule.Verbs.Contains(asked.Verb))
        && (rule.ApiGroups.Contains("*") || rule.ApiGroups.Contains(asked.Group))
        && (rule.Resources.Contains("*") || rule.Resources.Contains(asked.Resource) || (asked.Resource.Split('/') is [_, var sub] && rule.Resources.Contains("*/" + sub)))
        && rule.ResourceNames.Count == 0);

    private static bool Names(KubeTarget subject, KubeRoleBinding binding, KubeTarget account) => subject.Kind switch
    {
        "ServiceAccount" => subject.Name == account.Name && NamespaceOf(subject, binding) == account.Namespace,
        "User" => subject.Name == $"system:serviceaccount:{account.Namespace}:{account.Name}",
        _ => false,
    };

    private static bool IsGroupOf(KubeTarget subject, KubeTarget account) =>
        subject.Kind == "Group" && (subject.Name is "system:authenticated" or "system:serviceaccounts" || subject.Name == "system:serviceaccounts:" + account.Namespace);

    /// <summary>The same name elsewhere, or a name here that nobody has.</summary>
    private static bool IsNearly(ClusterInventory inventory, KubeTarget subject, KubeRoleBinding binding, KubeTarget account) =>
        subject.Kind == "ServiceAccount"
        && (NamespaceOf(subject, binding) != account.Namespace
            ? subject.Name == account.Name
            : inventory.GapFor("ServiceAccount", account.Namespace) is null && inventory.Find("ServiceAccount", account.Namespace, subject.Name) is null);

    private static string? NamespaceOf(KubeTarget subject, KubeRoleBinding binding) => subject.Namespace ?? binding.Namespace;

    private sealed record Question(KubeTarget Account, string Verb, string Group, string Resource, string? Scope);

    // forbiddenMessage of staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
    [GeneratedRegex("User \"system:serviceaccount:(?<ns>[^:\"]+):(?<account>[^\"]+)\" cannot (?<verb>[a-z]+) resource \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\"( in the namespace \"(?<scope>[^\"]+)\"| at the cluster scope)")]
    private static partial Regex Quoted();
}
