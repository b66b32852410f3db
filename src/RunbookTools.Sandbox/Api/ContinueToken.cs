using System.Buffers.Text;
using System.Text.Json;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Where a list is to go on (k8s.io/apiserver/pkg/storage/continue.go).</summary>
/// <param name="ResourceVersion">The version the list began at; -1 to go on with the newest.</param>
/// <param name="Namespace">The namespace of the last object given; null when the list is of one namespace, or of objects without.</param>
/// <param name="Name">The last object given.</param>
internal sealed record ContinueToken(long ResourceVersion, string? Namespace, string Name)
{
    // What comes right after a key in the order of keys.
    private const char After = '\0';

    /// <summary>Makes a token after an object.</summary>
    /// <param name="version">The version of the list.</param>
    /// <param name="last">The last object given.</param>
    /// <param name="listNamespace">The namespace the list is of; null for all.</param>
    public static ContinueToken AfterObject(long version, IStoredObject last, string? listNamespace) =>
        new(version, listNamespace is null ? last.Namespace : null, last.Name);

    /// <summary>Reads a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="isAcrossNamespaces">True when the list is of namespaced objects of all namespaces.</param>
    /// <exception cref="ApiRefusalException">It is not one of ours.</exception>
    public static ContinueToken Parse(string text, bool isAcrossNamespaces)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var root = document.RootElement;
            var start = root.Text("start")?.TrimEnd(After).TrimStart('/');
            if (root.Text("v") == "meta.k8s.io/v1" && start is { Length: > 0 } && root.NumberOrNull("rv") is { } version)
            {
                var slash = start.IndexOf('/', StringComparison.Ordinal);
                return isAcrossNamespaces && slash > 0
                    ? new ContinueToken(version, start[..slash], start[(slash + 1)..])
                    : new ContinueToken(version, null, start);
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Refused below, as any token that is not ours.
        }

        throw new ApiRefusalException(ApiStatus.BadRequest("continue key is not valid: illegal base64 data or not a continue token of this server"));
    }

    /// <summary>What the server says of a token that is too old: with it comes one that goes on with the newest version.</summary>
    public static ApiStatus TooOld(string text)
    {
        var token = Parse(text, isAcrossNamespaces: false);
        return ApiStatus.Expired(
            "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use "
            + "the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent "
            + "list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.") with
        {
            Continue = (token with { ResourceVersion = -1, IsOfNoNamespace = true }).ToString(),
        };
    }

    /// <summary>The index of the first object after the one named, in a list ordered by namespace and name.</summary>
    public int IndexIn(IReadOnlyList<IStoredObject> items)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Compare(items[middle]) > 0)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("v"u8, "meta.k8s.io/v1"u8);
            writer.WriteNumber("rv"u8, ResourceVersion);
            writer.WriteString("start"u8, (Namespace ?? "") + (IsOfNoNamespace ? "" : "/") + Name + After);
            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(stream.ToArray());
    }

    /// <summary>True for a list of objects that have no namespace: their keys begin with the name.</summary>
    public bool IsOfNoNamespace { get; init; }

    private int Compare(IStoredObject item)
    {
        var order = Namespace is null ? 0 : string.CompareOrdinal(item.Namespace ?? "", Namespace);
        return order != 0 ? order : string.CompareOrdinal(item.Name, Name);
    }
}
