using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RunbookTools.Sandbox.Api;

/// <summary>What a list or a watch asks for in its query (k8s.io/apimachinery/pkg/apis/meta/v1, ListOptions).</summary>
internal sealed record ListOptions
{
    /// <summary>The label selector; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>The field selector; empty for all.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>How many objects at most; 0 for all.</summary>
    public long Limit { get; init; }

    /// <summary>The token to go on with; empty for a new list.</summary>
    public string Continue { get; init; } = "";

    /// <summary>The resource version; null when not given.</summary>
    public long? ResourceVersion { get; init; }

    /// <summary><c>Exact</c>, <c>NotOlderThan</c> or empty.</summary>
    public string ResourceVersionMatch { get; init; } = "";

    /// <summary>True when a watch is to send bookmarks.</summary>
    public bool AllowWatchBookmarks { get; init; }

    /// <summary>True when a watch is to begin with what there is.</summary>
    public bool SendInitialEvents { get; init; }

    /// <summary>When a watch is to end; null when the server may choose.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="ApiRefusalException">It makes no sense.</exception>
    public static ListOptions Of(IQueryCollection query, bool isWatch)
    {
        ArgumentNullException.ThrowIfNull(query);
        var options = new ListOptions
        {
            LabelSelector = query["labelSelector"].ToString(),
            FieldSelector = query["fieldSelector"].ToString(),
            Limit = Number(query["limit"]),
            Continue = query["continue"].ToString(),
            ResourceVersion = Version(query["resourceVersion"].ToString()),
            ResourceVersionMatch = query["resourceVersionMatch"].ToString(),
            AllowWatchBookmarks = IsTrue(query["allowWatchBookmarks"]),
            SendInitialEvents = IsTrue(query["sendInitialEvents"]),
            Timeout = Number(query["timeoutSeconds"]) is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, 86_400)) : null,
        };
        options.Validate(isWatch);
        return options;
    }

    /// <summary>True for what the server takes for true: anything but nothing, <c>0</c> and <c>false</c>.</summary>
    public static bool IsTrue(StringValues value) => value.ToString() is not ("" or "0" or "false" or "False" or "FALSE");

    // The rules and words of k8s.io/apimachinery/pkg/apis/meta/internalversion/validation.
    private void Validate(bool isWatch)
    {
        if (ResourceVersionMatch.Length == 0)
        {
            return;
        }

        if (isWatch && !SendInitialEvents)
        {
            throw Invalid("Forbidden", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
        }

        if (!isWatch && ResourceVersion is null)
        {
            throw Invalid("Forbidden", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }

        if (!isWatch && Continue.Length > 0)
        {
            throw Invalid("Forbidden", "resourceVersionMatch is forbidden when continue is provided");
        }

        if (ResourceVersionMatch is not ("Exact" or "NotOlderThan"))
        {
            throw new ApiRefusalException(ApiStatus.InvalidListOptions(
                "resourceVersionMatch", "FieldValueNotSupported", $"Unsupported value: \"{ResourceVersionMatch}\": supported values: \"Exact\", \"NotOlderThan\""));
        }

        if (ResourceVersionMatch == "Exact" && ResourceVersion == 0)
        {
            throw Invalid("Forbidden", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static ApiRefusalException Invalid(string reason, string message) =>
        new(ApiStatus.InvalidListOptions("resourceVersionMatch", "FieldValue" + reason, $"{reason}: {message}"));

    private static long Number(StringValues value)
    {
        var text = value.ToString();
        return text.Length == 0 ? 0
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ApiRefusalException(ApiStatus.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax"));
    }

    private static long? Version(string text) => text.Length == 0 ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new ApiRefusalException(ApiStatus.BadRequest($"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"));
}
