using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Api;

namespace RunbookTools.Sandbox.Faults;

/// <summary>Lets answers go wrong where a rule says so.</summary>
internal sealed class FaultLayer
{
    private readonly IReadOnlyList<FaultRule> _rules;
    private readonly ApiCatalog _catalog;
    private readonly RequestDelegate _next;
    private readonly long _started = Environment.TickCount64;

    /// <summary>Makes a layer.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="catalog">The kinds, to tell what a request is about.</param>
    /// <param name="next">What answers.</param>
    public FaultLayer(IReadOnlyList<FaultRule> rules, ApiCatalog catalog, RequestDelegate next)
    {
        _rules = rules;
        _catalog = catalog;
        _next = next;
    }

    /// <summary>Answers a request, or not.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var request = ApiRequest.Of(http.Request);
        var faults = _rules.Where(rule => IsAbout(rule, request, http.Request)).Where(rule => rule.Happens()).ToList();
        foreach (var fault in faults)
        {
            switch (fault.Type)
            {
                case FaultType.Latency:
                    await Task.Delay(fault.Time(TimeSpan.FromSeconds(1)), http.RequestAborted).ConfigureAwait(false);
                    break;
                case FaultType.Reset:
                    http.Abort();
                    return;
                case FaultType.Status:
                    await RefuseAsync(http, request, fault).ConfigureAwait(false);
                    return;
            }
        }

        await AnswerWithBodyAsync(http, request, [.. faults.Where(fault => fault.Type is not FaultType.Latency)]).ConfigureAwait(false);
    }

    private bool IsAbout(FaultRule rule, ApiRequest request, HttpRequest http)
    {
        if (rule.Type == FaultType.Clock || Environment.TickCount64 - _started < rule.After.TotalMilliseconds || (rule.OnContinue && !http.Query.ContainsKey("continue")))
        {
            return false;
        }

        return rule.Pattern.MatchesPath(request.Verb, request.Path)
            || (request.Resource is not null && _catalog.Find(request.Group!, request.Version, request.Resource) is { } kind
                && rule.Pattern.Matches(request.Verb, kind, request.SubResource, request.Namespace));
    }

    private static Task RefuseAsync(HttpContext http, ApiRequest request, FaultRule fault)
    {
        if (fault.Code is 429 or 503 && (fault.Value.Length > 0 || fault.Code == 429))
        {
            http.Response.Headers[HeaderNames.RetryAfter] =
                ((long)Math.Ceiling(fault.Time(TimeSpan.FromSeconds(1)).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        switch (fault.Code)
        {
            case 429:
                // Priority and fairness, and aggregation, answer in plain text.
                http.Response.Headers["X-Kubernetes-Pf-Flowschema-Uid"] = "3f1a52a3-0f4f-4d1c-9a64-0b6d8b1f5d11";
                http.Response.Headers["X-Kubernetes-Pf-Prioritylevel-Uid"] = "8d0c7b0e-5b57-4c11-8a53-6c3a4d7c2f42";
                return Answers.TextAsync(http, 429, "Too many requests, please try again later.\n");
            case 503:
                return Answers.TextAsync(http, 503, "service unavailable\n");
            case 401:
                return Answers.StatusAsync(http, ApiStatus.Unauthorized);
            case 403:
                return Answers.StatusAsync(http, AccessPolicy.Forbidden(AccessPolicy.User, request, ""));
            case 410:
                return Answers.StatusAsync(http, ContinueToken.TooOld(http.Request.Query["continue"].ToString()));
            default:
                return Answers.StatusAsync(http, ApiStatus.InternalError("etcdserver: request timed out"));
        }
    }

    private async Task AnswerWithBodyAsync(HttpContext http, ApiRequest request, IReadOnlyList<FaultRule> faults)
    {
        var original = http.Features.Get<IHttpResponseBodyFeature>()!;
        var rate = faults.FirstOrDefault(fault => fault.Type == FaultType.Drip)?.Number(100);
        var isCut = faults.Any(fault => fault.Type is FaultType.Cut or FaultType.Truncate);
        var changes = faults.Where(fault => fault.Type is not FaultType.Drip).ToList();
        if (changes.Count > 0 && !IsOpenEnded(http.Request, request))
        {
            await ChangeAsync(http, request, original, changes, rate).ConfigureAwait(false);
        }
        else if (rate is not null || isCut)
        {
            Stream stream = rate is { } drops ? new DripStream(original.Stream, drops) : original.Stream;
            stream = isCut ? new CutStream(stream, http) : stream;
            var feature = new StreamResponseBodyFeature(stream, original);
            http.Features.Set<IHttpResponseBodyFeature>(feature);
            await _next(http).ConfigureAwait(false);
            await feature.Writer.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            await _next(http).ConfigureAwait(false);
        }
    }

    // A watch and a log that is followed are sent as they come.
    private static bool IsOpenEnded(HttpRequest http, ApiRequest request) => request.Verb == "watch" || ListOptions.IsTrue(http.Query["follow"]);

    private async Task ChangeAsync(HttpContext http, ApiRequest request, IHttpResponseBodyFeature original, List<FaultRule> changes, int? rate)
    {
        using var kept = new MemoryStream();
        var feature = new StreamResponseBodyFeature(kept);
        http.Features.Set<IHttpResponseBodyFeature>(feature);
        await _next(http).ConfigureAwait(false);
        await feature.Writer.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        http.Features.Set(original);
        http.Response.ContentLength = null;

        var isJson = http.Response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        var body = kept.ToArray();
        foreach (var fault in changes)
        {
            body = BodyFaults.Apply(fault, body, isJson);
        }

        Stream stream = rate is { } drops ? new DripStream(original.Stream, drops) : original.Stream;
        if (changes.Exists(fault => fault.Type == FaultType.Endless))
        {
            await BodyFaults.WriteEndlessAsync(stream, body, request.SubResource == "log", http.RequestAborted).ConfigureAwait(false);
        }

        await stream.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
        await stream.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        if (changes.Exists(fault => fault.Type == FaultType.Cut))
        {
            await CutStream.LoseAsync(http).ConfigureAwait(false);
        }
    }
}
