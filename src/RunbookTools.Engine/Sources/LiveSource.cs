using System.Text.Json;
using k8s;

namespace RunbookTools.Engine.Sources;

/// <summary>A running cluster, read through its API server.</summary>
internal sealed class LiveSource : IClusterSource
{
    // Few at a time: enough to hide latency, not enough to be a burden on a server that is in trouble.
    private const int Parallelism = 4;

    private readonly LiveOptions _options;
    private readonly KubeConfigFiles? _files;

    /// <summary>Makes a source.</summary>
    /// <exception cref="SourceException">There is no kubeconfig, or it has no such context.</exception>
    public LiveSource(LiveOptions options)
    {
        _options = options;
        _files = KubeConfigFiles.Load(options);
    }

    /// <inheritdoc/>
    public string Description => "live cluster";

    /// <inheritdoc/>
    public async Task<ClusterInventory> ReadAsync(CancellationToken cancellation)
    {
        var name = _files?.Context ?? "in-cluster";
        var configuration = await Task.Run(Configure, cancellation).ConfigureAwait(false);
        var client = new LiveClient(configuration, name);
        try
        {
            return await ReadAsync(client, name, _options.Namespace ?? Trimmed(configuration.Namespace), cancellation).ConfigureAwait(false);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private KubernetesClientConfiguration Configure()
    {
        if (_files is not null)
        {
            return _files.ToClientConfiguration();
        }

        try
        {
            return KubernetesClientConfiguration.InClusterConfig();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new SourceException("NotInCluster", "in-cluster", $"The service account of a pod cannot be used: {TerminalText.Clean(exception.Message)}", exception);
        }
    }

    private async Task<ClusterInventory> ReadAsync(LiveClient client, string name, string? ns, CancellationToken cancellation)
    {
        var version = await ReadVersionAsync(client, cancellation).ConfigureAwait(false);
        var groups = await ApiGroups.ReadAsync(client, cancellation).ConfigureAwait(false);
        var coverage = new CoverageRecord();
        var lister = new LiveLister(client, groups, name, ns ?? "default", coverage);
        var kinds = KindTable.All;
        var lists = new List<KubeObject>[kinds.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Parallelism };
        await Parallel.ForEachAsync(Enumerable.Range(0, kinds.Count), options, async (index, token) =>
            lists[index] = await lister.ListAsync(kinds[index], token).ConfigureAwait(false)).ConfigureAwait(false);

        var objects = lists.SelectMany(list => list).ToList();
        if (objects.Count == 0)
        {
            throw NoObjects(client, name, coverage);
        }

        var scope = lister.FellBack ? ns ?? "default" : null;
        await ReviewLogsAsync(client, coverage, scope, lister.User, cancellation).ConfigureAwait(false);
        return new ClusterInventory(new InventoryData
        {
            Name = name,
            Source = Description,
            Location = client.Server,
            CapturedAt = lister.ServerTime ?? DateTimeOffset.UtcNow,
            ServerVersion = version,
            DefaultNamespace = _options.Namespace ?? scope,
            Objects = objects,
            Coverage = coverage,
            Logs = new LiveLogStore(client, name, lister.User),
        });
    }

    private static async Task<string?> ReadVersionAsync(LiveClient client, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.GetAsync("version", cancellation).ConfigureAwait(false);
            using var document = answer.IsSuccess ? JsonDocument.Parse(answer.Body) : null;
            return document is not null && document.RootElement.TryGetProperty("gitVersion", out var version) ? version.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
        catch (TimeoutException exception)
        {
            throw new SourceException("Unreachable", client.Server, $"The server {client.Server} cannot be reached: {exception.Message}.", exception);
        }
    }

    // Asks rather than tries, because no log has been asked for yet when the coverage is told.
    private static async Task ReviewLogsAsync(LiveClient client, CoverageRecord coverage, string? ns, string? user, CancellationToken cancellation)
    {
        var scope = ns is null ? "" : $"\"namespace\":{JsonSerializer.Serialize(ns)},";
        var body = "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\",\"spec\":{\"resourceAttributes\":{"
            + scope + "\"verb\":\"get\",\"resource\":\"pods\",\"subresource\":\"log\"}}}";
        try
        {
            var answer = await client.ReviewAsync("apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body, cancellation).ConfigureAwait(false);
            using var document = answer.IsSuccess ? JsonDocument.Parse(answer.Body) : null;
            if (document is not null && document.RootElement.TryGetProperty("status", out var status)
                && status.TryGetProperty("allowed", out var allowed) && allowed.ValueKind == JsonValueKind.False)
            {
                coverage.AddGap(new CoverageGap(GapKind.Forbidden, KindTable.PodLog, ns, "forbidden") { Remedy = AccessRemedy.Grant("pods/log", ns, user, "get") });
                return;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or TimeoutException)
        {
            // Not knowing beforehand is no harm: each log that is refused says so.
        }

        coverage.AddRead(KindTable.PodLog, ns);
    }

    private static SourceException NoObjects(LiveClient client, string name, CoverageRecord coverage)
    {
        var gaps = coverage.ToCoverage([]).Gaps;
        var why = gaps.Count == 0 ? "" : $" {gaps[0]}.{(gaps.Count > 1 ? $" And {gaps.Count - 1} more like it." : "")}{(gaps[0].Remedy is { } remedy ? $" To allow it: {remedy}" : "")}";
        return new SourceException("NoObjects", name, $"Nothing could be read from {client.Server} (context '{name}'): {KindTable.All.Count} kinds were asked for.{why}");
    }
}
