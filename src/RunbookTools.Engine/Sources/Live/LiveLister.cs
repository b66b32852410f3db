using System.Net;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Lists kinds from a live cluster, page by page, each object read as it comes.</summary>
internal sealed class LiveLister(LiveClient client, ApiDiscovery discovery, LiveRights rights, string cluster, LiveOptions options, CoverageRecord coverage, WireItemTap? tap = null)
{
    // Pages, and not one answer from the watch cache (resourceVersion=0):
    // - All pages are of one consistent version. An answer from the cache is of any age, an hour on a server that lags, and a healthy cluster must not be accused
    //   of what was mended meanwhile. Without a version the first page is as cheap where the server confirms its cache before it answers (since 1.31), and so are
    //   the others where it keeps the cache of that moment (since 1.34); else they come from etcd, 500 objects at a time (k8s.io/apiserver/pkg/storage/cacher,
    //   ShouldDelegateList).
    // - With resourceVersion=0 the limit is not heeded: the cache gives all at once, which a server before 1.33 builds whole in its memory, on a machine that is
    //   perhaps in trouble already. Its fairness lets a page wait for a place as it lets the whole, but a page gives the place back sooner (list_work_estimator.go).
    // - A page that broke off is asked for again alone.
    // What it costs was measured (tests/Benchmarks/README.md, pages): no processor time, and the way to the server and back once for each 500 objects.
    // Pages of 5,000 save most of that, and hold up a server ten times as long each; 500 is what kubectl asks for. A stream of initial events
    // (sendInitialEvents) would be consistent and cheap, but takes the right to watch, breaks off for good, and some servers refuse it (1.33 by default).
    private const int PageSize = 500;

    // Only names and labels of secrets are asked for, so that values are not even sent. No other form is acceptable: a server that does not know this one
    // must not send them instead.
    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    private const string Json = "application/json";
    private const int MaxExpired = 4;

    private readonly Lock _lock = new();

    /// <summary>The newest moment by the server's clock; null before the first answer.</summary>
    public DateTimeOffset? ServerTime { get; private set; }

    /// <summary>The moment the heartbeats of nodes were read, by the server's clock; null when they were not.</summary>
    public DateTimeOffset? HeartbeatsReadAt { get; private set; }

    /// <summary>Lists the objects of a kind in one namespace, or everywhere. What stands in the way goes to the coverage.</summary>
    /// <returns>The gap when one may not: then nothing was read, and the coverage is the caller's; null otherwise.</returns>
    public async Task<CoverageGap?> ListAsync(KubeKind kind, string? ns, List<KubeObject> objects, CancellationToken cancellation)
    {
        if (discovery.VersionOf(kind) is not { } version)
        {
            AddNotServed(kind);
            return null;
        }

        var rules = await rights.RulesAsync(ns, cancellation).ConfigureAwait(false);
        if (rules.Allows("list", kind.Group, kind.Plural) == false)
        {
            return Refused(kind, ns, $"may not {Access(kind, ns)}");
        }

        if (ns is not null && rules.Allows("list", kind.Group, kind.Plural) is null && rights.IsClosed(ns))
        {
            return Refused(kind, ns, $"{Access(kind, ns)}: not asked for, because the kinds before it were refused");
        }

        var before = objects.Count;
        try
        {
            var refusal = await ReadPagesAsync(kind, version, ns, objects, cancellation).ConfigureAwait(false);
            switch (refusal?.Code)
            {
                case null:
                    coverage.AddRead(kind.Kind, ns);
                    break;
                case HttpStatusCode.Forbidden:
                    rights.Note(refusal, ns);
                    return Refused(kind, ns, refusal.Describe());
                case HttpStatusCode.NotFound:
                    AddNotServed(kind);
                    break;
                default:
                    AddFailure(kind, ns, objects.Count - before, $"{refusal.Describe().TrimEnd('.')} ({(int)refusal.Code})");
                    break;
            }
        }
        catch (Exception exception) when (exception is SourceException or TimeoutException or InvalidDataException or IOException)
        {
            AddFailure(kind, ns, objects.Count - before, exception.Message);
        }

        return null;
    }

    /// <summary>Says that a kind could not be read.</summary>
    public void AddFailure(KubeKind kind, string? ns, int count, string why) => coverage.AddGap(new CoverageGap(
        GapKind.Failed,
        kind.Kind,
        ns,
        $"{Access(kind, ns)}: {TerminalText.Clean(why.TrimEnd('.'))}{(count == 0 ? "" : $"; only the first {count} were read")}")
    {
        Access = Access(kind, ns),
    });

    private static AccessRequest Access(KubeKind kind, string? ns) => new("list", kind.Resource, ns);

    private static CoverageGap Refused(KubeKind kind, string? ns, string why) => new(GapKind.Forbidden, kind.Kind, ns, why) { Access = Access(kind, ns) };

    /// <summary>Reads page after page.</summary>
    /// <returns>Null when all were read, else the answer that was none.</returns>
    private async Task<ApiAnswer?> ReadPagesAsync(KubeKind kind, string version, string? ns, List<KubeObject> objects, CancellationToken cancellation)
    {
        var first = objects.Count;
        var root = kind.Group.Length == 0 ? $"api/{version}" : $"apis/{kind.Group}/{version}";
        var path = ns is null ? $"{root}/{kind.Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{kind.Plural}";
        var accept = kind.Kind == "Secret" && !options.IncludeSecretKeys ? MetadataOnly : Json;
        var shared = new SharedParts();
        string? next = null;
        var expired = 0;
        do
        {
            var start = objects.Count;
            WireList? list = null;
            var query = $"?limit={PageSize}" + (next is null ? "" : "&continue=" + Uri.EscapeDataString(next));
            var answer = await client.ReadAsync(path + query, accept, ReadPageAsync, cancellation).ConfigureAwait(false);
            Note(kind, answer);
            if (answer.Code == HttpStatusCode.Gone && next is not null && expired < MaxExpired)
            {
                // The list is too old to go on with, and is begun anew once. Should it be longer than the server keeps a version, the token that comes with
                // the refusal goes on with a newer one: not all is of one moment then.
                if (expired++ == 0)
                {
                    next = null;
                    objects.RemoveRange(first, objects.Count - first);
                    continue;
                }

                next = answer.Status.Continue;
                if (next is not null)
                {
                    continue;
                }
            }

            if (answer.Code != HttpStatusCode.OK)
            {
                return answer;
            }

            next = list?.Continue;
            if (next is null)
            {
                return null;
            }

            async Task ReadPageAsync(Stream body, CancellationToken token)
            {
                // Also after a body that broke off: the page is read again whole.
                objects.RemoveRange(start, objects.Count - start);
                list = await WireReader.ReadAsync(
                    body,
                    new WireContext { Cluster = cluster, Coverage = coverage, Objects = objects, Path = path, KindHint = kind.Kind, NamespaceHint = ns, Tap = tap, Shared = shared },
                    token).ConfigureAwait(false);
            }
        }
        while (true);
    }

    private void Note(KubeKind kind, ApiAnswer answer)
    {
        lock (_lock)
        {
            HeartbeatsReadAt = kind.Kind == "Lease" ? answer.Date : HeartbeatsReadAt;
            ServerTime = answer.Date > (ServerTime ?? DateTimeOffset.MinValue) ? answer.Date : ServerTime;
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
}
