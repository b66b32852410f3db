using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>A running cluster, read through its API server.</summary>
internal sealed class LiveSource : IClusterSource
{
    // A few at a time: enough to hide latency, not enough to be a burden on a server that is in trouble.
    private const int Parallelism = 8;

    // Above what a node's heartbeat may be old, below what a test takes for silence.
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(75);

    private readonly LiveOptions _options;
    private readonly LiveConnection _connection;

    /// <summary>Makes a source. Nothing is sent, and no plugin is run, before it is read.</summary>
    /// <exception cref="SourceException">There is no kubeconfig, it has no such context, or the context cannot be used.</exception>
    public LiveSource(LiveOptions options)
    {
        // No single read may take longer than all of them, and a question aside only a part of that.
        _options = options with
        {
            ReadTimeout = Shorter(options.ReadTimeout, options.Deadline),
            AsideTimeout = Shorter(options.AsideTimeout, options.Deadline / 4),
        };
        _connection = LiveConnection.Find(options);
    }

    /// <inheritdoc/>
    public string Description => "live cluster";

    /// <inheritdoc/>
    public bool IsLive => true;

    /// <inheritdoc/>
    public async Task<ClusterInventory> ReadAsync(WireItemTap? tap, CancellationToken cancellation)
    {
        var client = new LiveClient(_connection, _options.ReadTimeout, _options.Log, _options.AsideTimeout);
        try
        {
            return await new Reading(this, client, tap, cancellation).ReadAsync().ConfigureAwait(false);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The server's version; null when it does not tell. It is the first that is asked, so it tells whether there is a server.</summary>
    /// <exception cref="SourceException">The server cannot be reached, or does not know who asks.</exception>
    internal static async Task<string?> ReadVersionAsync(LiveClient client, string context, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetAsync("version", cancellation).ConfigureAwait(false);
            using var document = answer.IsSuccess ? JsonDocument.Parse(answer.Body) : null;
            return document is not null && document.RootElement.TryGetProperty("gitVersion", out var version) && version.GetString() is { } text ? TerminalText.Clean(text) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or InvalidDataException)
        {
            return null;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            throw new SourceException(
                "Unreachable", context, $"The server {client.Server} of context '{context}' gives no answer: {TerminalText.Clean(exception.Message.TrimEnd('.'))}.", exception);
        }
    }

    /// <summary>The namespaces to look into where not all can be listed at once: those named, else those there are, else that of the context.</summary>
    /// <param name="options">Those named.</param>
    /// <param name="connection">The context.</param>
    /// <param name="objects">What was read: the namespaces there are, when they could be listed.</param>
    internal static IReadOnlyList<string> NamespacesToTry(LiveOptions options, LiveConnection connection, IEnumerable<KubeObject> objects) =>
        options.Namespaces.Count > 0 ? options.Namespaces
        : objects.OfType<KubeNamespace>().Select(ns => ns.Name).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } all ? all
        : [connection.Namespace ?? "default"];

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>One reading of the cluster.</summary>
    private sealed class Reading(LiveSource source, LiveClient client, WireItemTap? tap, CancellationToken cancellation)
    {
        private readonly LiveOptions _options = source._options;
        private readonly string _name = source._connection.Name;
        private readonly CoverageRecord _coverage = new() { AskedFor = source._options.Namespaces };
        private readonly LiveRights _rights = new(client, source._connection.User);
        private readonly List<KubeObject> _objects = [];

        public async Task<ClusterInventory> ReadAsync()
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(_options.Deadline);
            var (version, silence) = await VersionAsync().ConfigureAwait(false);
            var discovery = await DiscoverAsync(deadline.Token).ConfigureAwait(false);
            if (silence is not null && !discovery.IsKnown)
            {
                throw silence;
            }

            if (version is null)
            {
                // A server that answers the next question is there, and can be read without this one.
                _coverage.AddGap(new CoverageGap(GapKind.Failed, "Version", null, "the server does not tell its version"));
            }

            var lister = new LiveLister(client, discovery, _rights, _name, _options, _coverage, tap);

            var refused = await ReadEverywhereAsync(lister, deadline.Token).ConfigureAwait(false);
            var within = NamespacesToTry(_options, source._connection, _objects);
            IReadOnlyList<string?> namespaces = refused.Count == 0 ? [] : within;
            await ReadByNamespaceAsync(lister, refused, within, deadline.Token).ConfigureAwait(false);
            if (_objects.Count == 0)
            {
                throw NoObjects();
            }

            var closed = await CoverLogsAsync(refused.ContainsKey("Pod"), within, deadline.Token).ConfigureAwait(false);
            return new ClusterInventory(new InventoryData
            {
                Name = _name,
                Source = source.Description,
                Location = client.Server,
                CapturedAt = Now(lister),
                ServerVersion = version,
                DefaultNamespace = _options.Namespaces is [var only] ? only : source._connection.Namespace ?? (namespaces is [{ } read] ? read : null),
                User = _rights.User,
                Objects = _objects,
                Coverage = _coverage,
                Origin = source,
                Logs = new LiveLogStore(client, _name, _rights, NodeOf, closed),
                ConfigTexts = new LiveConfigTextStore(client, _rights),
                OtherKinds = new LiveKindStore(client, discovery, _rights, _name, _options, namespaces, tap),
            });
        }

        private async Task<(string? Version, SourceException? Silence)> VersionAsync()
        {
            try
            {
                return (await ReadVersionAsync(client, _name, cancellation).ConfigureAwait(false), null);
            }
            catch (SourceException exception) when (exception.ErrorId == "Unreachable")
            {
                return (null, exception);
            }
        }

        private async Task<ApiDiscovery> DiscoverAsync(CancellationToken token)
        {
            try
            {
                return await ApiDiscovery.ReadAsync(client, token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return ApiDiscovery.Unknown;
            }
        }

        /// <summary>Lists each kind in all namespaces at once.</summary>
        /// <returns>The kinds one may not list so, with the gap.</returns>
        private async Task<Dictionary<string, CoverageGap>> ReadEverywhereAsync(LiveLister lister, CancellationToken token)
        {
            var kinds = KindTable.All;
            var refusals = new CoverageGap?[kinds.Count];
            await ForEachAsync(kinds.Count, async index => refusals[index] = await ListAsync(lister, kinds[index], null, token).ConfigureAwait(false)).ConfigureAwait(false);
            return kinds.Zip(refusals).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Kind, pair => pair.Second!);
        }

        /// <summary>Lists what one may not list everywhere where one may.</summary>
        private async Task ReadByNamespaceAsync(
            LiveLister lister, Dictionary<string, CoverageGap> refused, IReadOnlyList<string> namespaces, CancellationToken token)
        {
            var kinds = KindTable.All.Where(kind => kind.IsNamespaced && refused.ContainsKey(kind.Kind)).ToList();

            // Kind by kind, so that the rights in several namespaces are asked for at once.
            var pairs = kinds.SelectMany(kind => namespaces.Select(ns => (Namespace: ns, Kind: kind))).ToList();
            var refusals = new CoverageGap?[pairs.Count];
            await ForEachAsync(pairs.Count, async index =>
                refusals[index] = await ListAsync(lister, pairs[index].Kind, pairs[index].Namespace, token).ConfigureAwait(false)).ConfigureAwait(false);

            foreach (var kind in KindTable.All.Where(kind => refused.ContainsKey(kind.Kind)))
            {
                // What was said in each namespace; nothing of a kind that is in none.
                CoverageGap?[] said = kinds.IndexOf(kind) is >= 0 and var index ? refusals[(index * namespaces.Count)..][..namespaces.Count] : [];
                if (_options.Namespaces.Count > 0 && said.Length > 0 && Array.TrueForAll(said, refusal => refusal is null))
                {
                    // Read wherever somebody asked for it: that it may not be read elsewhere is no gap.
                    continue;
                }

                // Refused everywhere and in the one namespace there is to ask: one gap, closed by the smaller grant.
                var here = said is [var only] ? only : null;
                _coverage.AddGap((here ?? refused[kind.Kind]) with
                {
                    Namespace = null,
                    Remedy = AccessRemedy.Grant(kind.Resource, here?.Namespace, _rights.User, "list"),
                });
            }
        }

        private async Task<CoverageGap?> ListAsync(LiveLister lister, KubeKind kind, string? ns, CancellationToken token)
        {
            var objects = new List<KubeObject>();
            try
            {
                return await lister.ListAsync(kind, ns, objects, token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                lister.AddFailure(kind, ns, objects.Count, $"the cluster was not read within {_options.Deadline.TotalSeconds:0.#} s");
                return null;
            }
            finally
            {
                lock (_objects)
                {
                    _objects.AddRange(objects);
                }
            }
        }

        private Task ForEachAsync(int count, Func<int, Task> work) => Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Parallelism },
            async (index, _) => await work(index).ConfigureAwait(false));

        /// <summary>
        /// The moment told: by the server's clock, moved to that of the nodes where the two differ. The objects carry the times of the nodes, and by a clock
        /// that is minutes ahead every one of them would seem silent.
        /// </summary>
        private DateTimeOffset Now(LiveLister lister)
        {
            var server = lister.ServerTime ?? DateTimeOffset.UtcNow;
            var ready = _objects.OfType<KubeNode>().Where(node => node.Conditions.Any(condition => condition is { Type: "Ready", IsTrue: true })).Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
            var newest = _objects.OfType<KubeLease>().Where(lease => lease.Namespace == "kube-node-lease" && ready.Contains(lease.Name)).Max(lease => lease.Renewed);
            if (lister.HeartbeatsReadAt - newest is not { } behind || (behind < s_skew && behind > -s_skew))
            {
                return server;
            }

            // A kubelet renews every 10 s, and a node is not ready for longer than 40 s without (node-monitor-grace-period): it is not the nodes that are late.
            _options.Log?.Warn(
                $"The clock of the server of {_name} is {Math.Abs(behind.TotalSeconds):0} s {(behind > TimeSpan.Zero ? "ahead of" : "behind")} that of the nodes. Ages are told by the nodes' clock.");
            return server - behind;
        }

        // Asks rather than tries, because no log has been asked for yet when the coverage is told. Not knowing beforehand is no harm: each log that is refused says so.
        // Gives the namespaces whose logs are refused.
        private async Task<IReadOnlyCollection<string>> CoverLogsAsync(bool isByNamespace, IReadOnlyList<string> namespaces, CancellationToken token)
        {
            if (await MayReadLogsAsync(null, token).ConfigureAwait(false) is var may && (may ?? !isByNamespace))
            {
                _coverage.AddRead(KindTable.PodLog);
                return [];
            }

            var refused = new List<string>();
            foreach (var ns in namespaces)
            {
                if (await MayReadLogsAsync(ns, token).ConfigureAwait(false) == false)
                {
                    refused.Add(ns);
                }
                else
                {
                    _coverage.AddRead(KindTable.PodLog, ns);
                }
            }

            if (refused.Count > 0 || !isByNamespace)
            {
                var only = isByNamespace && namespaces is [var one] ? one : null;
                _coverage.AddGap(_rights.Refusal(KindTable.PodLog, LiveLogStore.Access(only)));
            }

            return refused;
        }

        private async Task<bool?> MayReadLogsAsync(string? ns, CancellationToken token)
        {
            try
            {
                return await _rights.MayAsync("get", "", "pods/log", ns, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SourceException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return null;
            }
        }

        private string? NodeOf(LogRequest log) =>
            _objects.OfType<KubePod>().FirstOrDefault(pod => pod.Name == log.Pod && pod.Namespace == log.Namespace)?.Node;

        private SourceException NoObjects()
        {
            if (client.Unauthorized is { } unauthorized)
            {
                return unauthorized;
            }

            var gaps = GapOrder.Sort(_coverage.ToCoverage([]).Gaps);
            var why = gaps.Count == 0 ? "" : $" {gaps[0]}.{(gaps.Count > 1 ? $" And {gaps.Count - 1} more like it." : "")}{(gaps[0].Remedy is { } remedy && !remedy.StartsWith("Get-KubeAccess", StringComparison.Ordinal) ? $" To allow it: {remedy}." : "")}";
            return new SourceException(
                "NoObjects",
                _name,
                $"Nothing could be read from {client.Server} (context '{_name}'): {KindTable.All.Count} kinds were asked for.{why} Get-KubeAccess -Context '{_name}' tells what one may read, and what to grant. Who may read some namespaces only names one with -Namespace.");
        }
    }
}
