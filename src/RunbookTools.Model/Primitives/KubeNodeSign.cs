namespace RunbookTools.Model;

/// <summary>Something odd about a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Sign">What.</param>
/// <param name="Message">What, in words, with the numbers in question.</param>
public sealed record KubeNodeSign(KubeTarget Node, NodeSign Sign, string Message)
{
    /// <summary>Since when (UTC); null when not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The pods that show it; never null.</summary>
    public IReadOnlyList<KubeTarget> Pods { get; init; } = [];
}
