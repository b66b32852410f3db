namespace RunbookTools.Model;

/// <summary>An entry of <c>metadata.ownerReferences</c>.</summary>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Name">The owner's name, in the same namespace or cluster-scoped.</param>
/// <param name="Uid">The owner's unique id; null when the source did not carry it.</param>
/// <param name="Controller">True for the one owner that controls the object.</param>
public sealed record KubeOwner(string Kind, string Name, string? Uid, bool Controller)
{
    /// <summary><c>ReplicaSet web-7f9</c>.</summary>
    public override string ToString() => $"{Kind} {Name}";
}
