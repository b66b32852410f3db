using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Gets and lists objects.</summary>
internal sealed class ObjectHandler(IClusterStore store)
{
    private const int FlushAfter = 64 * 1024;

    /// <summary>Answers a get.</summary>
    public async Task GetAsync(HttpContext http, ApiRequest request, ResourceKind kind)
    {
        var media = MediaType.Of(http.Request.Headers.Accept);
        var item = store.Find(kind, request.Namespace, request.Name!) ?? throw new ApiRefusalException(ApiStatus.NotFound(kind, request.Name!));
        var buffer = new ArrayBufferWriter<byte>();
        WriterFor(http, kind, media).WriteOne(buffer, item, withColumns: true);
        using var document = ObjectJson.Parse(buffer.WrittenMemory);
        await Answers.JsonAsync(http, 200, document.RootElement.WriteTo).ConfigureAwait(false);
    }

    /// <summary>Answers a list. Objects go out as they are written.</summary>
    public async Task ListAsync(HttpContext http, ApiRequest request, ResourceKind kind)
    {
        var options = ListOptions.Of(http.Request.Query, isWatch: false);
        var media = MediaType.Of(http.Request.Headers.Accept);
        var filter = new ObjectFilter(kind, options, null);
        var version = store.ResourceVersion;
        CheckVersion(options, version);
        var token = options.Continue.Length == 0 ? null : ContinueToken.Parse(options.Continue, kind.IsNamespaced && request.Namespace is null);
        var items = store.List(kind, request.Namespace);
        var writer = WriterFor(http, kind, media);
        var page = ListPage.Of(items, token?.IndexIn(items) ?? 0, LimitOf(options), filter, writer);

        if (request.Namespace is null && store.WhyPartial(kind) is { } partial)
        {
            // kubectl prints it. A header holds plain text only, and namespaces are what a bundle calls them.
            var text = string.Concat(partial.Select(character => character is >= ' ' and <= '~' and not '"' and not '\\' ? character : '?'));
            http.Response.Headers.Warning = $"299 - \"{text}\"";
        }

        // For who reads it as it comes nothing is kept of it.
        var whole = Answers.IsWrittenWhole(http.Request) ? new ArrayBufferWriter<byte>() : null;
        http.Response.ContentType = "application/json";
        var pipe = http.Response.BodyWriter;
        IBufferWriter<byte> output = whole is null ? pipe : whole;
        WriteHead(output, writer, kind, request, page, token is { ResourceVersion: > 0 } ? token.ResourceVersion : version, filter.IsEmpty);
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            writer.WriteItem(output, page[i]);
            if (whole is null && pipe.UnflushedBytes > FlushAfter)
            {
                await pipe.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            }
        }

        output.Write("]}\n"u8);
        if (whole is null)
        {
            await pipe.FlushAsync(http.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            using var document = ObjectJson.Parse(whole.WrittenMemory);
            await Answers.JsonAsync(http, 200, document.RootElement.WriteTo).ConfigureAwait(false);
        }
    }

    private ObjectWriter WriterFor(HttpContext http, ResourceKind kind, MediaType media) => new(kind, media, http.Request.Query["includeObject"].ToString(), () => store.Now);

    // What the watch cache serves, it serves whole (k8s.io/apiserver/pkg/storage/cacher, shouldDelegateList).
    private static long LimitOf(ListOptions options) => options is { ResourceVersion: 0, Continue.Length: 0 } ? 0 : options.Limit;

    private static void CheckVersion(ListOptions options, long current)
    {
        if (options.ResourceVersion is not { } asked || asked == 0)
        {
            return;
        }

        if (asked > current)
        {
            throw new ApiRefusalException(ApiStatus.TooLargeResourceVersion(asked, current));
        }

        if (options.ResourceVersionMatch == "Exact" && asked < current)
        {
            throw new ApiRefusalException(ApiStatus.Expired("The resourceVersion for the provided list is too old."));
        }
    }

    private static void WriteHead(
        IBufferWriter<byte> output, ObjectWriter writer, ResourceKind kind, ApiRequest request, ListPage page, long version, bool isWhole)
    {
        var (listKind, apiVersion) = writer.ListType;
        using (var head = new Utf8JsonWriter(output, Answers.Compact))
        {
            head.WriteStartObject();
            head.WriteString("kind"u8, listKind);
            head.WriteString("apiVersion"u8, apiVersion);
            head.WriteStartObject("metadata"u8);
            head.WriteString("resourceVersion"u8, $"{version}");
            if (page.Remaining > 0)
            {
                var next = ContinueToken.AfterObject(version, page[^1], request.Namespace) with { IsOfNoNamespace = !kind.IsNamespaced };
                head.WriteString("continue"u8, next.ToString());

                // With a selector the server does not know how many more it will select.
                if (isWhole)
                {
                    head.WriteNumber("remainingItemCount"u8, page.Remaining);
                }
            }

            head.WriteEndObject();
            if (writer.IsTable)
            {
                writer.WriteColumns(head);
            }

            // The rest is written past the writer, and an object that is left open is no error to it.
            head.Flush();
        }

        output.Write(Encoding.UTF8.GetBytes(writer.IsTable ? ",\"rows\":[" : ",\"items\":["));
    }
}
