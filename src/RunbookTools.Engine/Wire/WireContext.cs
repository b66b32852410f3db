namespace RunbookTools.Engine.Wire;

/// <summary>What is known about a document before it is read, and where what it holds is put.</summary>
public sealed class WireContext
{
    /// <summary>The cluster name every object gets.</summary>
    public required string Cluster { get; init; }

    /// <summary>What was read and what was not.</summary>
    public required CoverageRecord Coverage { get; init; }

    /// <summary>Where objects are put.</summary>
    public required ICollection<KubeObject> Objects { get; init; }

    /// <summary>The path of the document in its source, for the coverage.</summary>
    public string? Path { get; init; }

    /// <summary>The kind of the items when neither they nor their list say (lists carry no kind on their items); null when not known.</summary>
    public string? KindHint { get; init; }

    /// <summary>The namespace the document was read for; an empty list then means that this namespace has none. Null for all.</summary>
    public string? NamespaceHint { get; init; }

    /// <summary>Sees each object as it was written; null when nobody wants to.</summary>
    public WireItemTap? Tap { get; init; }

    /// <summary>What its objects have in common. Given when a list comes in several documents, so that what they share is kept once.</summary>
    internal SharedParts Shared { get => field ??= new(); init; }
}
