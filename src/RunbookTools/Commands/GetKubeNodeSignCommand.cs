using System.Management.Automation;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets what is odd about nodes that call themselves ready: a wrong clock or version, a taint left behind, pods that fail only there.</para>
/// </summary>
/// <example>
/// <code>Get-KubeNodeSign -Sign ClockSkew, VersionSkew</code>
/// <para>Nodes whose clock or version does not go with that of the API server.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeNodeSign")]
[OutputType(typeof(KubeNodeSign))]
public sealed class GetKubeNodeSignCommand : KubeQueryCommand
{
    /// <summary>Signs; all when not given.</summary>
    [Parameter]
    [EnumTransformation<NodeSign>]
    public NodeSign[]? Sign { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "Node";

    /// <inheritdoc/>
    internal override bool WantsNode => true;

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKind(start.Inventory, "Node");
        NoteKinds(start with { Object = null }, (Sign ?? Enum.GetValues<NodeSign>()).SelectMany(KindsOf).Distinct());
        var wanted = (start.Object is null ? start.Inventory.All<KubeNode>() : Related.Nodes(start.Inventory, start.Object))
            .Where(node => IsWanted(start, node)).Select(node => node.Name).ToHashSet();
        foreach (var sign in NodeSigns.Of(start.Inventory).Where(sign => wanted.Contains(sign.Node.Name) && (Sign is null || Sign.Contains(sign.Sign))))
        {
            WriteObject(sign);
        }
    }

    /// <summary>What has to be read to see a sign, besides the node itself.</summary>
    private static IEnumerable<string> KindsOf(NodeSign sign) => sign switch
    {
        NodeSign.Flapping => ["Event"],
        NodeSign.ClockSkew => ["Pod", "Event"],
        NodeSign.StaleLease => ["Lease"],
        NodeSign.PodsFailHere => ["Pod"],
        _ => [],
    };
}
