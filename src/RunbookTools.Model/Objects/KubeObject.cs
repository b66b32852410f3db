namespace RunbookTools.Model;

/// <summary>One object of a cluster, as it was at the moment of capture. Holds what a test can need and no more.</summary>
public abstract record KubeObject
{
    private protected static readonly IReadOnlyDictionary<string, string> NoEntries = new Dictionary<string, string>();

    private readonly Moment _created;
    private readonly Moment _deleted;

    /// <summary>The cluster the object was read from: a context name for a live one, the name of the bundle otherwise.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The kind, as Kubernetes writes it: <c>Pod</c>, <c>StatefulSet</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Group and version, as Kubernetes writes it: <c>v1</c>, <c>apps/v1</c>. Empty when the source did not say.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>The namespace; null for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id given by the API server; null when the source did not carry it.</summary>
    public string? Uid { get; init; }

    /// <summary>Labels; never null.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoEntries;

    /// <summary>Annotations, without <c>kubectl.kubernetes.io/last-applied-configuration</c>, which repeats the object; never null.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = NoEntries;

    /// <summary>When the object was created (UTC); null when the source did not say.</summary>
    public DateTimeOffset? Created
    {
        get => _created;
        init => _created = value;
    }

    /// <summary>When deletion was asked for, plus the grace period (UTC); null when nobody asked.</summary>
    public DateTimeOffset? Deleted
    {
        get => _deleted;
        init => _deleted = value;
    }

    /// <summary>Finalizers that hold the object; never null.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = [];

    /// <summary>Owners, the controlling one among them; never null.</summary>
    public IReadOnlyList<KubeOwner> Owners { get; init; } = [];

    /// <summary>
    /// Who wrote it, by <c>metadata.managedFields</c>; never null. Read of kinds that are scaled or whose API has had other versions; empty when the
    /// source leaves it out, as <c>kubectl get -o yaml</c> does.
    /// </summary>
    public IReadOnlyList<KubeFieldManager> Managers { get; init; } = [];

    /// <summary>The generation of the spec; 0 when the kind has none.</summary>
    public long Generation { get; init; }

    /// <summary>What names this object: cluster, kind, namespace, name.</summary>
    public KubeTarget Target => new(Kind, Namespace, Name) { Cluster = Cluster };

    /// <summary>The owner that controls this object; null when none does.</summary>
    public KubeOwner? Controller
    {
        get
        {
            // Asked of every object, several times: nothing is made for it.
            for (var index = 0; index < Owners.Count; index++)
            {
                if (Owners[index].Controller)
                {
                    return Owners[index];
                }
            }

            return null;
        }
    }

    /// <summary>Kind, namespace and name: <c>Pod shop/payments-1</c>.</summary>
    public sealed override string ToString() => Target.ToString();
}
