using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>What one may read of a cluster, as the server tells; each question is asked once.</summary>
internal sealed class LiveRights(LiveClient client, string? user)
{
    // No namespace can be called so, and nothing can be granted in it: what holds there holds everywhere.
    private const string Everywhere = "-";

    private const int MaxRefusals = 8;

    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<AccessRules>>> _rules = new(StringComparer.Ordinal);
    private volatile string? _user = user;
    private volatile bool _isSilent;

    /// <summary>Who asks, as the server names them; null when not known.</summary>
    public string? User => _user;

    /// <summary>Takes down whom a refusal names, and where it was.</summary>
    public void Note(ApiAnswer refusal, string? ns)
    {
        _user = ApiStatus.UserOf(refusal.Status.Message) ?? _user;
        _refusals.AddOrUpdate(ns ?? Everywhere, 1, (_, count) => count + 1);
    }

    /// <summary>What stands in the way of one object or log, by the answer to the question for it.</summary>
    /// <param name="answer">The answer; no success.</param>
    /// <param name="kind">The kind as the coverage names it.</param>
    /// <param name="access">The right it takes.</param>
    public CoverageGap GapOf(ApiAnswer answer, string kind, AccessRequest access)
    {
        switch (answer.Code)
        {
            case HttpStatusCode.Forbidden:
                Note(answer, access.Namespace);
                return Gap(GapKind.Forbidden, kind, access, answer.Describe(), AccessRemedy.Grant(access.Resource, access.Namespace, User, access.Verb));
            case HttpStatusCode.NotFound:
            case HttpStatusCode.BadRequest when kind == KindTable.PodLog:
                // A container that has not started, or has not run before, is no mistake of who asks for its log.
                return Gap(GapKind.Absent, kind, access, answer.Describe());
            default:
                return Gap(GapKind.Failed, kind, access, answer.Describe());
        }
    }

    /// <summary>A right one is known not to have, without having tried.</summary>
    public CoverageGap Refusal(string kind, AccessRequest access) =>
        Gap(GapKind.Forbidden, kind, access, $"may not {access}", AccessRemedy.Grant(access.Resource, access.Namespace, User, access.Verb));

    /// <summary>A gap with the right it is about.</summary>
    public static CoverageGap Gap(GapKind gap, string kind, AccessRequest access, string reason, string? remedy = null) =>
        new(gap, kind, access.Namespace, reason) { Access = access, Remedy = remedy };

    /// <summary>
    /// True when so much was refused in one of several namespaces that it is not asked further. Where the server does not tell the rules, kinds times
    /// namespaces would be refused one by one.
    /// </summary>
    public bool IsClosed(string ns) => _refusals.Count > 2 && _refusals.GetValueOrDefault(ns) >= MaxRefusals;

    /// <summary>The rules that hold in a namespace.</summary>
    /// <param name="ns">The namespace; null for those that hold in all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<AccessRules> RulesAsync(string? ns, CancellationToken cancellation) =>
        _rules.GetOrAdd(ns ?? Everywhere, name => new Lazy<Task<AccessRules>>(() => ReviewRulesAsync(name, cancellation))).Value;

    /// <summary>True when one may, false when one may not, null when the server does not tell. Asks for this right alone when the rules leave it open.</summary>
    public async Task<bool?> MayAsync(string verb, string group, string resource, string? ns, CancellationToken cancellation)
    {
        var rules = await RulesAsync(ns, cancellation).ConfigureAwait(false);
        return rules.Allows(verb, group, resource) ?? await ReviewAsync(verb, group, resource, ns, cancellation).ConfigureAwait(false);
    }

    private async Task<AccessRules> ReviewRulesAsync(string ns, CancellationToken cancellation)
    {
        try
        {
            var body = "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectRulesReview\",\"spec\":{\"namespace\":" + Text(ns) + "}}";
            var answer = _isSilent ? null : await client.ReviewAsync("selfsubjectrulesreviews", body, cancellation).ConfigureAwait(false);
            if (answer is { IsSuccess: true })
            {
                return AccessRules.Parse(answer.Body);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or InvalidDataException or SourceException)
        {
            // Not knowing beforehand is no harm: what is refused says so.
        }

        // A server that does not answer this is not asked it for every namespace.
        _isSilent = true;
        return AccessRules.Unknown;
    }

    private async Task<bool?> ReviewAsync(string verb, string group, string resource, string? ns, CancellationToken cancellation)
    {
        try
        {
            var (name, part) = resource.Split('/') is [var first, var second] ? (first, second) : (resource, null);
            var body = "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{\"resourceAttributes\":{"
                + (ns is null ? "" : $"\"namespace\":{Text(ns)},") + (group.Length == 0 ? "" : $"\"group\":{Text(group)},")
                + (part is null ? "" : $"\"subresource\":{Text(part)},") + $"\"resource\":{Text(name)},\"verb\":{Text(verb)}}}}}}}";
            var answer = await client.ReviewAsync("selfsubjectaccessreviews", body, cancellation).ConfigureAwait(false);
            using var document = answer.IsSuccess ? JsonDocument.Parse(answer.Body) : null;
            return document is not null && document.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("allowed", out var allowed)
                && allowed.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? allowed.GetBoolean()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or TimeoutException or IOException or InvalidDataException or SourceException)
        {
            return null;
        }
    }

    private static string Text(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";
}
