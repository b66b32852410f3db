using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Tells what happens to objects: one event a line, for as long as the client listens.</summary>
internal sealed class WatchHandler(IClusterStore store)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_bookmarkEvery = TimeSpan.FromMinutes(1);

    // A watch cache sends the last bookmark this long before the watch ends (k8s.io/apiserver/pkg/storage/cacher).
    private static readonly TimeSpan s_bookmarkBeforeEnd = TimeSpan.FromSeconds(2);

    /// <summary>Answers a watch.</summary>
    public async Task WatchAsync(HttpContext http, ApiRequest request, ResourceKind kind)
    {
        var options = ListOptions.Of(http.Request.Query, isWatch: true);
        var media = MediaType.Of(http.Request.Headers.Accept);
        var filter = new ObjectFilter(kind, options, request.Name);
        var writer = new ObjectWriter(kind, media, http.Request.Query["includeObject"].ToString(), () => store.Now);
        var current = store.ResourceVersion;
        http.Response.ContentType = "application/json";
        await http.Response.StartAsync(http.RequestAborted).ConfigureAwait(false);

        var watch = new WatchStream(http.Response.BodyWriter, kind, media, writer);
        if (options.ResourceVersion is > 0 and var asked && asked < store.OldestResourceVersion)
        {
            await watch.ErrorAsync(ApiStatus.Expired("The resourceVersion for the provided watch is too old."), http.RequestAborted).ConfigureAwait(false);
            return;
        }

        var isFromStart = options.ResourceVersion is null or 0 || options.SendInitialEvents;
        if (isFromStart)
        {
            foreach (var item in store.List(kind, request.Namespace).Where(item => filter.Passes(item, writer)))
            {
                await watch.EventAsync("ADDED", item, http.RequestAborted).ConfigureAwait(false);
            }

            if (options is { SendInitialEvents: true, AllowWatchBookmarks: true })
            {
                await watch.BookmarkAsync(current, isEndOfInitial: true, http.RequestAborted).ConfigureAwait(false);
            }
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        await FollowAsync(watch, request, kind, options, filter, writer, isFromStart ? current : options.ResourceVersion!.Value, http.RequestAborted)
            .ConfigureAwait(false);
    }

    private async Task FollowAsync(
        WatchStream watch, ApiRequest request, ResourceKind kind, ListOptions options, ObjectFilter filter, ObjectWriter writer, long after, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var length = options.Timeout ?? s_longest;
        end.CancelAfter(length);
        var signals = Channel.CreateUnbounded<StoreChange?>(new UnboundedChannelOptions { SingleReader = true });
        var changes = PumpAsync(signals.Writer, kind, request.Namespace, after, end.Token);
        var isBookmarked = !options.AllowWatchBookmarks;
        var bookmarks = options.AllowWatchBookmarks ? BookmarkAsync(signals.Writer, length, end.Token) : Task.CompletedTask;
        try
        {
            await foreach (var change in signals.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                if (change is null)
                {
                    isBookmarked = true;
                    await watch.BookmarkAsync(store.ResourceVersion, isEndOfInitial: false, end.Token).ConfigureAwait(false);
                }
                else if (filter.Passes(change.Object, writer))
                {
                    await watch.EventAsync(change.Type, change.Object, end.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            // The time the client gave is over: the watch ends as any answer does, and not without a bookmark to go on from.
            if (!isBookmarked)
            {
                await watch.BookmarkAsync(store.ResourceVersion, isEndOfInitial: false, aborted).ConfigureAwait(false);
            }
        }

        await Task.WhenAll(changes, bookmarks).ConfigureAwait(false);
    }

    private async Task PumpAsync(ChannelWriter<StoreChange?> signals, ResourceKind kind, string? ns, long after, CancellationToken cancellation)
    {
        try
        {
            await foreach (var change in store.WatchAsync(kind, ns, after, cancellation).ConfigureAwait(false))
            {
                signals.TryWrite(change);
            }
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
    }

    private static async Task BookmarkAsync(ChannelWriter<StoreChange?> signals, TimeSpan length, CancellationToken cancellation)
    {
        var last = length - s_bookmarkBeforeEnd;
        last = last > TimeSpan.Zero ? last : length / 2;
        try
        {
            for (var passed = TimeSpan.Zero; passed < last;)
            {
                var next = last - passed < s_bookmarkEvery ? last - passed : s_bookmarkEvery;
                await Task.Delay(next, cancellation).ConfigureAwait(false);
                passed += next;
                signals.TryWrite(null);
            }
        }
        catch (OperationCanceledException)
        {
            // The watch is over.
        }
    }

    private sealed class WatchStream(PipeWriter output, ResourceKind kind, MediaType media, ObjectWriter writer)
    {
        private bool _hasColumns;

        public async Task EventAsync(string type, IStoredObject item, CancellationToken cancellation)
        {
            output.Write("{\"type\":\""u8);
            output.Write(System.Text.Encoding.ASCII.GetBytes(type));
            output.Write("\",\"object\":"u8);
            writer.WriteOne(output, item, withColumns: !_hasColumns);
            _hasColumns = true;
            output.Write("}\n"u8);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
        }

        public Task BookmarkAsync(long version, bool isEndOfInitial, CancellationToken cancellation) => WriteAsync("BOOKMARK", json =>
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, media.KindOf(kind));
            json.WriteString("apiVersion"u8, media.ApiVersionOf(kind));
            json.WriteStartObject("metadata"u8);
            json.WriteString("resourceVersion"u8, $"{version}");
            if (isEndOfInitial)
            {
                json.WriteStartObject("annotations"u8);
                json.WriteString("k8s.io/initial-events-end"u8, "true"u8);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            if (writer.IsTable)
            {
                json.WriteNull("columnDefinitions"u8);
                json.WriteStartArray("rows"u8);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }, cancellation);

        public Task ErrorAsync(ApiStatus status, CancellationToken cancellation) => WriteAsync("ERROR", status.WriteTo, cancellation);

        private async Task WriteAsync(string type, Action<Utf8JsonWriter> write, CancellationToken cancellation)
        {
            using (var json = new Utf8JsonWriter(output, Answers.Compact))
            {
                json.WriteStartObject();
                json.WriteString("type"u8, type);
                json.WritePropertyName("object"u8);
                write(json);
                json.WriteEndObject();
            }

            output.Write("\n"u8);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }
}
