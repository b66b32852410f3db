using System.Buffers;
using System.Globalization;
using System.Text;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Faults;

/// <summary>A cluster whose server's clock is off: what the server tells of the time, and when it says it made objects.</summary>
internal sealed class ClockStore(IClusterStore inner, TimeSpan offset) : IClusterStore
{
    /// <inheritdoc/>
    public string Description => inner.Description;

    /// <inheritdoc/>
    public string ServerVersion => inner.ServerVersion;

    /// <inheritdoc/>
    public DateTimeOffset Now => inner.Now + offset;

    /// <inheritdoc/>
    public TimeSpan Shift => inner.Shift;

    /// <inheritdoc/>
    public IReadOnlyList<ResourceKind> Kinds => inner.Kinds;

    /// <inheritdoc/>
    public long ResourceVersion => inner.ResourceVersion;

    /// <inheritdoc/>
    public long OldestResourceVersion => inner.OldestResourceVersion;

    /// <inheritdoc/>
    public IReadOnlyList<IStoredObject> List(ResourceKind kind, string? ns) => [.. inner.List(kind, ns).Select(item => new OffObject(item, offset))];

    /// <inheritdoc/>
    public IStoredObject? Find(ResourceKind kind, string? ns, string name) => inner.Find(kind, ns, name) is { } item ? new OffObject(item, offset) : null;

    /// <inheritdoc/>
    public string? WhyUnknown(ResourceKind kind, string? ns) => inner.WhyUnknown(kind, ns);

    /// <inheritdoc/>
    public string? WhyPartial(ResourceKind kind) => inner.WhyPartial(kind);

    /// <inheritdoc/>
    public Stream? OpenLog(string ns, string pod, string container, bool previous) => inner.OpenLog(ns, pod, container, previous);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreChange> WatchAsync(
        ResourceKind kind, string? ns, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var change in inner.WatchAsync(kind, ns, after, cancellation).ConfigureAwait(false))
        {
            yield return change with { Object = new OffObject(change.Object, offset) };
        }
    }

    private sealed class OffObject(IStoredObject inner, TimeSpan offset) : IStoredObject
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";
        private const int Length = 20;

        public string? Namespace => inner.Namespace;

        public string Name => inner.Name;

        public long ResourceVersion => inner.ResourceVersion;

        public void WriteTo(IBufferWriter<byte> output)
        {
            var buffer = new ArrayBufferWriter<byte>();
            inner.WriteTo(buffer);
            var json = buffer.WrittenSpan.ToArray();
            var field = "\"creationTimestamp\":\""u8;
            var start = json.AsSpan().IndexOf(field);
            if (start >= 0 && start + field.Length + Length < json.Length)
            {
                var text = json.AsSpan(start + field.Length, Length);
                if (DateTime.TryParseExact(Encoding.ASCII.GetString(text), Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                {
                    Encoding.ASCII.GetBytes((time + offset).ToString(Format, CultureInfo.InvariantCulture)).CopyTo(text);
                }
            }

            output.Write(json);
        }
    }
}
