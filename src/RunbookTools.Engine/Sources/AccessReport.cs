using RunbookTools.Engine.Sources.Live;

namespace RunbookTools.Engine.Sources;

/// <summary>What one may read of a cluster, and what would have to be granted.</summary>
public static class AccessReport
{
    /// <summary>Tells it from what was read: no request is sent.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">The namespaces in question; empty for all where something may be read in all, else for those where something may.</param>
    /// <param name="includeSecrets">True to grant listing secrets too, which lets their values be read.</param>
    public static KubeAccess Of(ClusterInventory inventory, IReadOnlyList<string> namespaces, bool includeSecrets)
    {
        var read = inventory.Coverage.Read.ToDictionary(entry => entry.Kind, StringComparer.Ordinal);
        var refused = inventory.Coverage.Gaps.Where(gap => gap.Kind == GapKind.Forbidden).Select(gap => gap.Resource).ToHashSet(StringComparer.Ordinal);
        var rights = Asked().Where(kind => inventory.GapFor(kind.Kind) is not { Kind: GapKind.Absent }).Select(kind => read.GetValueOrDefault(kind.Kind) switch
        {
            { Namespaces: null } => Right(kind, AccessScope.Everywhere, []),
            { Namespaces: { } some } => Right(kind, AccessScope.Namespaces, some),
            _ => Right(kind, refused.Contains(kind.Kind) ? AccessScope.Nowhere : AccessScope.Unknown, []),
        });
        return Make(inventory.Name, inventory.User, rights, namespaces, inventory.DefaultNamespace, includeSecrets);
    }

    /// <summary>Asks a live cluster. Nothing is listed but the namespaces, when one is to look into each.</summary>
    /// <param name="options">Which cluster.</param>
    /// <param name="includeSecrets">True to grant listing secrets too, which lets their values be read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="SourceException">There is no such cluster, or it cannot be reached.</exception>
    public static async Task<KubeAccess> AskAsync(LiveOptions options, bool includeSecrets, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = LiveConnection.Find(options);
        using var client = new LiveClient(connection, options.ReadTimeout, options.Log, options.AsideTimeout);
        await LiveSource.ReadVersionAsync(client, connection.Name, cancellation).ConfigureAwait(false);
        var discovery = await ApiDiscovery.ReadAsync(client, cancellation).ConfigureAwait(false);
        var rights = new LiveRights(client, connection.User);
        var kinds = Asked().Where(kind => kind.Kind == KindTable.PodLog || discovery.VersionOf(kind) is not null).ToList();
        var found = new KubeRight[kinds.Count];
        await ForAllAsync(async (index, token) => found[index] = await AskAsync(rights, kinds[index], token).ConfigureAwait(false)).ConfigureAwait(false);
        if (kinds.Zip(found).Any(pair => pair.First.IsNamespaced && pair.Second.Scope != AccessScope.Everywhere))
        {
            var there = new List<KubeObject>();
            if (options.Namespaces.Count == 0)
            {
                await new LiveLister(client, discovery, rights, connection.Name, options, new CoverageRecord()).ListAsync(KindTable.Find("Namespace")!, null, there, cancellation).ConfigureAwait(false);
            }

            var namespaces = LiveSource.NamespacesToTry(options, connection, there);
            await ForAllAsync(async (index, token) => found[index] = await AskAsync(rights, kinds[index], found[index], namespaces, token).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return Make(connection.Name, rights.User, found, options.Namespaces, connection.Namespace, includeSecrets);

        Task ForAllAsync(Func<int, CancellationToken, Task> ask) => Parallel.ForEachAsync(
            Enumerable.Range(0, kinds.Count),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = 8 },
            async (index, token) => await ask(index, token).ConfigureAwait(false));
    }

    private static async Task<KubeRight> AskAsync(LiveRights rights, KubeKind kind, CancellationToken cancellation)
    {
        var everywhere = await rights.MayAsync(VerbOf(kind), kind.Group, kind.Plural, null, cancellation).ConfigureAwait(false);
        return Right(kind, everywhere switch { true => AccessScope.Everywhere, false => AccessScope.Nowhere, null => AccessScope.Unknown }, []);
    }

    /// <summary>What one may in some namespaces, when one may not everywhere.</summary>
    private static async Task<KubeRight> AskAsync(
        LiveRights rights, KubeKind kind, KubeRight everywhere, IReadOnlyList<string> namespaces, CancellationToken cancellation)
    {
        if (everywhere.Scope == AccessScope.Everywhere || !kind.IsNamespaced)
        {
            return everywhere;
        }

        var some = new List<string>();
        var isKnown = everywhere.Scope == AccessScope.Nowhere;
        foreach (var ns in namespaces)
        {
            var may = await rights.MayAsync(VerbOf(kind), kind.Group, kind.Plural, ns, cancellation).ConfigureAwait(false);
            isKnown &= may is not null;
            if (may == true)
            {
                some.Add(ns);
            }
        }

        return Right(kind, some.Count > 0 ? AccessScope.Namespaces : isKnown ? AccessScope.Nowhere : AccessScope.Unknown, some);
    }

    private static KubeAccess Make(string cluster, string? user, IEnumerable<KubeRight> rights, IReadOnlyList<string> namespaces, string? home, bool includeSecrets)
    {
        var all = rights.Select(right => right with { Cluster = cluster }).ToList();
        var scope = namespaces.Count > 0 ? namespaces : ScopeOf(all, home);
        return new KubeAccess { Cluster = cluster, User = user, Namespaces = scope, Rights = all, Manifest = AccessManifest.Write(user, all, scope, includeSecrets) };
    }

    // Who may read something everywhere is asked about everything; who may not, about the namespaces where they may, else about the one at hand.
    private static List<string> ScopeOf(IReadOnlyList<KubeRight> rights, string? home) =>
        rights.Any(right => right.Scope == AccessScope.Everywhere && KindTable.Find(right.Kind) is null or { IsNamespaced: true } && !IsOptional(right)) ? []
        : rights.SelectMany(right => right.Namespaces).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? some
        : [home ?? "default"];

    // Of what is not installed there is nothing, and that is known everywhere, whatever one may.
    private static bool IsOptional(KubeRight right) => KindTable.Find(right.Kind) is { } kind && SupportBundleReader.IsOptional(kind);

    private static IEnumerable<KubeKind> Asked() => KindTable.All.Append(new KubeKind(KindTable.PodLog, "", "v1", "pods/log", true));

    private static string VerbOf(KubeKind kind) => kind.Kind == KindTable.PodLog ? "get" : "list";

    private static KubeRight Right(KubeKind kind, AccessScope scope, IReadOnlyList<string> namespaces) => new(kind.Kind, VerbOf(kind), kind.Resource, scope, namespaces);
}
