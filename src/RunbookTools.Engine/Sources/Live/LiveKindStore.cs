using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources.Live;

/// <summary>Kinds of a live cluster that have no record of their own: custom resources for the most part. Listed when somebody asks.</summary>
/// <param name="client">What asks.</param>
/// <param name="discovery">The kinds there are.</param>
/// <param name="rights">What one may.</param>
/// <param name="cluster">The cluster's name.</param>
/// <param name="options">How it is read.</param>
/// <param name="namespaces">The namespaces to list in when listing in all is refused.</param>
/// <param name="tap">Sees each object as it was written; null when nobody wants to.</param>
internal sealed class LiveKindStore(
    LiveClient client, ApiDiscovery discovery, LiveRights rights, string cluster, LiveOptions options, IReadOnlyList<string?> namespaces,
    WireItemTap? tap) : IKindStore
{
    /// <inheritdoc/>
    public IReadOnlyList<KubeKind> Kinds { get; } = [.. discovery.Others()];

    /// <inheritdoc/>
    public (IReadOnlyList<KubeObject> Objects, CoverageGap? Gap) Read(KubeKind kind, CancellationToken cancellation) =>
        Task.Run(() => ReadAsync(kind, cancellation), cancellation).GetAwaiter().GetResult();

    private async Task<(IReadOnlyList<KubeObject> Objects, CoverageGap? Gap)> ReadAsync(KubeKind kind, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Deadline);
        var coverage = new CoverageRecord();
        var lister = new LiveLister(client, discovery, rights, cluster, options, coverage, tap);
        var objects = new List<KubeObject>();
        try
        {
            if (await lister.ListAsync(kind, null, objects, deadline.Token).ConfigureAwait(false) is { } refusal)
            {
                coverage.AddGap(refusal with { Remedy = AccessRemedy.Grant(kind.Resource, null, rights.User, "list") });
                foreach (var ns in kind.IsNamespaced ? namespaces : [])
                {
                    await lister.ListAsync(kind, ns, objects, deadline.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            lister.AddFailure(kind, null, objects.Count, $"it was not read within {options.Deadline.TotalSeconds:0.#} s");
        }

        return (objects, coverage.ToCoverage([]).Gaps.FirstOrDefault());
    }
}
