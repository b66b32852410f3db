using System.Net;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>Lists one kind after another from a live cluster, page by page.</summary>
internal sealed class LiveLister(LiveClient client, ApiGroups groups, string cluster, string? fallbackNamespace, CoverageRecord coverage)
{
    private const int PageSize = 500;

    // Only names and labels of secrets are asked for, so that values are not even sent.
    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private readonly Lock _lock = new();

    /// <summary>The newest moment by the server's clock; null before the first answer.</summary>
    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>Who asks, as the server names them in a refusal; null when nothing was refused.</summary>
    public string? User { get; private set; }

    /// <summary>True when reading all namespaces was refused for some kind and one was read instead.</summary>
    public bool FellBack { get; private set; }

    /// <summary>Lists the objects of a kind. What stands in the way goes to the coverage.</summary>
    public async Task<List<KubeObject>> ListAsync(KubeKind kind, CancellationToken cancellation)
    {
        var objects = new List<KubeObject>();
        try
        {
            if (groups.VersionOf(kind) is not { } version)
            {
                AddNotServed(kind);
                return objects;
            }

            var refusal = await ListAsync(kind, version, null, objects, cancellation).ConfigureAwait(false);
            if (refusal is null)
            {
                return objects;
            }

            Note(refusal);
            if (refusal.Code != HttpStatusCode.Forbidden)
            {
                AddFailure(kind, refusal);
                return objects;
            }

            if (!kind.IsNamespaced || fallbackNamespace is not { } ns)
            {
                AddForbidden(kind, null, refusal);
            }
            else if (await ListAsync(kind, version, ns, objects, cancellation).ConfigureAwait(false) is not { } second)
            {
                FellBack = true;
                AddForbidden(kind, null, refusal);
            }
            else if (second.Code == HttpStatusCode.Forbidden)
            {
                // Refused here and everywhere: one gap, closed by the smaller grant.
                AddForbidden(kind, ns, second);
            }
            else
            {
                AddFailure(kind, second);
            }
        }
        catch (Exception exception) when (exception is TimeoutException or InvalidDataException or IOException)
        {
            coverage.AddGap(new CoverageGap(GapKind.Failed, kind.Kind, null, exception.Message));
        }

        return objects;
    }

    // Null when all pages were read.
    private async Task<ApiAnswer?> ListAsync(KubeKind kind, string version, string? ns, List<KubeObject> objects, CancellationToken cancellation)
    {
        var root = kind.Group.Length == 0 ? $"api/{version}" : $"apis/{kind.Group}/{version}";
        var path = ns is null ? $"{root}/{kind.Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{kind.Plural}";
        var accept = kind.Kind == "Secret" ? MetadataOnly : "application/json";
        var context = new WireContext { Cluster = cluster, Coverage = coverage, Objects = objects, Path = path, KindHint = kind.Kind, NamespaceHint = ns };
        string? next = null;
        do
        {
            var query = $"?limit={PageSize}" + (next is null ? "" : "&continue=" + Uri.EscapeDataString(next));
            var answer = await client.GetAsync(path + query, cancellation, accept).ConfigureAwait(false);
            Note(answer);
            if (answer.IsSuccess)
            {
                WireReader.Read(answer.Body, context);
            }
            else if (answer.Code != HttpStatusCode.Gone || next is null)
            {
                return answer;
            }

            // 410 says that the list is too old to go on with, and carries a token to go on with the newer one.
            var token = ContinueOf(answer.Body);
            if (token is null && !answer.IsSuccess)
            {
                return answer;
            }

            next = token;
        }
        while (next is not null);

        coverage.AddRead(kind.Kind, ns);
        return null;
    }

    private void Note(ApiAnswer answer)
    {
        lock (_lock)
        {
            ServerTime = answer.Date > (ServerTime ?? DateTimeOffset.MinValue) ? answer.Date : ServerTime;
            if (answer.Code == HttpStatusCode.Forbidden)
            {
                User ??= ApiStatus.UserOf(answer.Status.Message);
            }
        }
    }

    private void AddForbidden(KubeKind kind, string? grantIn, ApiAnswer answer) => coverage.AddGap(new CoverageGap(GapKind.Forbidden, kind.Kind, null, answer.Describe())
    {
        Remedy = AccessRemedy.Grant(kind.Resource, grantIn, ApiStatus.UserOf(answer.Status.Message)),
    });

    private void AddFailure(KubeKind kind, ApiAnswer answer)
    {
        if (answer.Code == HttpStatusCode.NotFound)
        {
            AddNotServed(kind);
        }
        else
        {
            coverage.AddGap(new CoverageGap(GapKind.Failed, kind.Kind, null, $"{answer.Describe()} ({(int)answer.Code})"));
        }
    }

    // Where a definition is not installed there can be no objects of its kind.
    private void AddNotServed(KubeKind kind)
    {
        if (SupportBundleReader.IsOptional(kind))
        {
            coverage.AddRead(kind.Kind);
        }
        else
        {
            coverage.AddGap(new CoverageGap(GapKind.Absent, kind.Kind, null, "not served by this cluster"));
        }
    }

    /// <summary>The token to go on with, from <c>metadata.continue</c>; null at the end of the list.</summary>
    internal static string? ContinueOf(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
            {
                var isMetadata = reader.ValueTextEquals("metadata"u8);
                reader.Read();
                if (!isMetadata || reader.TokenType != JsonTokenType.StartObject)
                {
                    reader.Skip();
                    continue;
                }

                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var isContinue = reader.ValueTextEquals("continue"u8);
                    reader.Read();
                    if (isContinue && reader.TokenType == JsonTokenType.String)
                    {
                        return reader.GetString() is { Length: > 0 } token ? token : null;
                    }

                    reader.Skip();
                }

                return null;
            }
        }
        catch (JsonException)
        {
            // The reader of the objects says what is wrong.
        }

        return null;
    }
}
