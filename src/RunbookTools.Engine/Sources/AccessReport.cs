using RunbookTools.Engine.Sources.Live;

namespace RunbookTools.Engine.Sources;

/// <summary>What one may read of a cluster, and what would have to be granted.</summary>
public static class AccessReport
{
    /// <summary>Tells it from what was read: no request is sent.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="namespaces">The namespaces in question; empty for those that were read where not all could be, else for all.</param>
    /// <param name="includeSecrets">True to grant listing secrets too, which lets their values be read.</param>
    public static KubeAccess Of(ClusterInventory inventory, IReadOnlyList<string> namespaces, bool includeSecrets)
    {
        var read = inventory.Coverage.Read.ToDictionary(entry => entry.Kind, StringComparer.Ordinal);
        var refused = inventory.Coverage.Gaps.Where(gap => gap.Kind == GapKind.Forbidden).Select(gap => gap.Resource).ToHashSet(StringComparer.Ordinal);
        return Make(inventory.Name, inventory.User, Asked().Select(kind => read.GetValueOrDefault(kind.Kind) switch
        {
            { Namespaces: null } => Right(kind, AccessScope.Everywhere, []),
            { Namespaces: { } some } => Right(kind, AccessScope.Namespaces, some),
            _ => Right(kind, refused.Contains(kind.Kind) ? AccessScope.Nowhere : AccessScope.Unknown, []),
        }), namespaces, includeSecrets);
    }

    /// <summary>Asks a live cluster. Nothing is listed.</summary>
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
        IReadOnlyList<string> asked = options.Namespaces.Count > 0 ? options.Namespaces : [connection.Namespace ?? "default"];
        var kinds = Asked().Where(kind => kind.Kind == KindTable.PodLog || discovery.VersionOf(kind) is not null).ToList();
        var found = new KubeRight[kinds.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, kinds.Count),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = 8 },
            async (index, token) => found[index] = await AskAsync(rights, kinds[index], asked, token).ConfigureAwait(false)).ConfigureAwait(false);

        // Who may read something everywhere is asked about everything; who may not, about the namespaces at hand.
        var isBound = options.Namespaces.Count > 0 || found.All(right => right.Scope != AccessScope.Everywhere);
        return Make(connection.Name, rights.User, found, isBound ? asked : [], includeSecrets);
    }

    private static async Task<KubeRight> AskAsync(LiveRights rights, KubeKind kind, IReadOnlyList<string> namespaces, CancellationToken cancellation)
    {
        var everywhere = await rights.MayAsync(VerbOf(kind), kind.Group, kind.Plural, null, cancellation).ConfigureAwait(false);
        if (everywhere == true || !kind.IsNamespaced)
        {
            return Right(kind, everywhere switch { true => AccessScope.Everywhere, false => AccessScope.Nowhere, null => AccessScope.Unknown }, []);
        }

        var some = new List<string>();
        var isKnown = everywhere is not null;
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

    private static KubeAccess Make(string cluster, string? user, IEnumerable<KubeRight> rights, IReadOnlyList<string> namespaces, bool includeSecrets)
    {
        var all = rights.Select(right => right with { Cluster = cluster }).ToList();
        IReadOnlyList<string> scope = namespaces.Count > 0 ? namespaces : [.. all.SelectMany(right => right.Namespaces).Distinct().Order(StringComparer.Ordinal)];
        return new KubeAccess { Cluster = cluster, User = user, Namespaces = scope, Rights = all, Manifest = AccessManifest.Write(user, all, scope, includeSecrets) };
    }

    private static IEnumerable<KubeKind> Asked() => KindTable.All.Append(new KubeKind(KindTable.PodLog, "", "v1", "pods/log", true));

    private static string VerbOf(KubeKind kind) => kind.Kind == KindTable.PodLog ? "get" : "list";

    private static KubeRight Right(KubeKind kind, AccessScope scope, IReadOnlyList<string> namespaces) => new(kind.Kind, VerbOf(kind), kind.Resource, scope, namespaces);
}
