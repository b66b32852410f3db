namespace RunbookTools.Model;

/// <summary>One node selector term: all of its requirements must hold. A term without requirements matches no node.</summary>
/// <param name="Expressions">Requirements on labels.</param>
/// <param name="Fields">Requirements on fields, of which <c>metadata.name</c> is the only one there is.</param>
public sealed record KubeNodeTerm(IReadOnlyList<KubeRequirement> Expressions, IReadOnlyList<KubeRequirement> Fields)
{
    /// <summary>The requirements in words.</summary>
    public override string ToString() => string.Join(" and ", Expressions.Concat(Fields));
}
