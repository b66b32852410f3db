using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets objects of any kind, custom ones too.</para>
/// </summary>
/// <example>
/// <code>Get-KubeResource ingress -Namespace shop</code>
/// <para>Objects of a kind, by kind, plural or short name.</para>
/// </example>
/// <example>
/// <code>(Get-KubeResource certificates.cert-manager.io).spec.dnsNames</code>
/// <para>Fields of custom resources are read by name.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeResource")]
[OutputType(typeof(KubeObject))]
public sealed class GetKubeResourceCommand : KubeQueryCommand
{
    private readonly HashSet<string> _unknown = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Kinds: by kind, plural, <c>plural.group</c> or short name, with wildcards. Without it a target from the pipeline is written itself.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string[]? Kind { get; set; }

    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NameCompleter))]
    public override string[]? Name { get; set; }

    /// <inheritdoc/>
    internal override string Noun => Kind is [var kind] ? KindTable.Find(kind)?.Kind ?? kind : "Resource";

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (Kind is null)
        {
            if (start.Object is null)
            {
                Fail("KindRequired", ErrorCategory.InvalidArgument, null, "Say which kind with -Kind, or pipe objects in.");
            }

            WriteWanted(start, [start.Object!], Shape);
            return;
        }

        var others = Kind.ToLookup(name => OtherKind(start.Inventory, name));
        foreach (var other in others.Select(group => group.Key).OfType<KubeKind>())
        {
            WriteOther(start, other);
        }

        foreach (var kind in others[null].SelectMany(name => Kinds(start.Inventory, name)).Distinct())
        {
            RequireKinds(start, kind);
            WriteWanted(start, start.Object is null ? AllWanted(start, kind) : OfTarget(start, kind), Shape);
        }
    }

    private static IEnumerable<KubeObject> OfTarget(QueryStart start, string kind)
    {
        var (inventory, item) = (start.Inventory, start.Object!);
        if (item is KubeWorkload or KubePod && kind is "PodDisruptionBudget" or "HorizontalPodAutoscaler")
        {
            return kind == "PodDisruptionBudget" ? Related.Budgets(inventory, item) : Related.Autoscalers(inventory, item);
        }

        IEnumerable<KubeObject> related = kind switch
        {
            "Pod" => Related.Pods(inventory, item),
            "Node" => Related.Nodes(inventory, item),
            "Service" => Related.Services(inventory, item),
            "PersistentVolumeClaim" => Related.Claims(inventory, item),
            "Namespace" => inventory.Find(kind, null, item.Namespace ?? "") is { } ns ? [ns] : [],
            _ => [],
        };
        return Owners.Chain(inventory, item).Concat(related).Concat(Related.Under(inventory, item))
            .Concat(References.Of(inventory, item).Select(reference => inventory.Find(reference.Object)).OfType<KubeObject>())
            .Where(other => other.Kind == kind);
    }

    /// <summary>A kind the source has and did not read with the rest; null when it is none of these.</summary>
    private static KubeKind? OtherKind(ClusterInventory inventory, string name) => KindTable.Find(name) is not null ? null
        : inventory.OtherKinds.FirstOrDefault(kind => new[] { kind.Kind, kind.Plural, kind.Resource }.Concat(kind.ShortNames).Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads objects of such a kind, the first time from the server, and writes those asked for: of a target, what it owns.</summary>
    private void WriteOther(QueryStart start, KubeKind kind)
    {
        var (objects, gap) = Await($"Reading {kind.Resource}", cancellation => start.Inventory.Others(kind, cancellation), start.Cluster.Log);
        if (gap is not null)
        {
            ReportGap(gap);
        }

        WriteWanted(start, start.Object switch
        {
            null => objects,
            KubeNamespace ns => objects.Where(item => item.Namespace == ns.Name),
            var owner => objects.Where(item => item.Owners.Any(other => other.Uid is not null && other.Uid == owner.Uid)),
        }, Shape);
    }

    /// <summary>Lets the fields of an object without a record be read by name: <c>$object.spec.replicas</c>.</summary>
    private static object Shape(KubeObject item)
    {
        if (item is not KubeUntypedObject untyped)
        {
            return item;
        }

        var shaped = PSObject.AsPSObject(untyped);
        foreach (var (name, value) in untyped.Properties)
        {
            if (shaped.Properties[name] is null)
            {
                shaped.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        return shaped;
    }

    private IEnumerable<string> Kinds(ClusterInventory inventory, string name)
    {
        if (WildcardPattern.ContainsWildcardCharacters(name))
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            return inventory.Objects.Select(item => item.Kind).Distinct().Where(pattern.IsMatch).Order(StringComparer.Ordinal);
        }

        if (KindTable.Find(name) is { } known)
        {
            return [known.Kind];
        }

        var defined = inventory.All<KubeCustomResourceDefinition>().FirstOrDefault(item =>
            Is(item.DefinedKind) || Is(item.Plural) || Is($"{item.Plural}.{item.Group}") || Is(item.Name));
        if (defined is not null)
        {
            return [defined.DefinedKind];
        }

        // Without the definition the plural can only be guessed, as English forms it.
        var seen = inventory.Objects.OfType<KubeUntypedObject>().Select(item => item.Kind).Distinct()
            .Where(kind => Is(kind) || Is(kind + "s") || Is(kind + "es") || (kind.EndsWith('y') && Is(kind[..^1] + "ies"))).ToList();
        if (seen.Count == 0 && _unknown.Add(name) && IsAbsenceAnError)
        {
            var near = Names.NearMiss(name, KindTable.All.SelectMany(kind => new[] { kind.Kind, kind.Plural }));
            WriteFailure("KindNotFound", ErrorCategory.ObjectNotFound, name, $"There is no kind '{name}' in this cluster.{(near is null ? "" : $" Is {near} meant?")}");
        }

        return seen;

        bool Is(string other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
    }
}
