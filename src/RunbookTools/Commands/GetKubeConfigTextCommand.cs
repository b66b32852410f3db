using System.Management.Automation;
using RunbookTools.Completion;
using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the texts in config maps, key by key, with credentials masked: of a map, or of those an object uses.</para>
/// <para type="description">Texts of config maps are not read with the rest. Each is asked for when this command wants it, once, 64 Ki characters of a key at most.</para>
/// </summary>
/// <example>
/// <code>Get-KubeConfigText coredns -Namespace kube-system</code>
/// <para>What a config map says.</para>
/// </example>
/// <example>
/// <code>Get-KubePod checkout-* | Get-KubeConfigText -Key '*.conf'</code>
/// <para>The files these pods are configured with.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeConfigText")]
[OutputType(typeof(KubeConfigText))]
public sealed class GetKubeConfigTextCommand : KubeQueryCommand
{
    private NameFilter _keys = NameFilter.All;

    /// <summary>Keys, with wildcards. All when not given.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConfigKeyCompleter))]
    public string[]? Key { get; set; }

    /// <inheritdoc/>
    internal override string Noun => "ConfigMap";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _keys = NameFilter.Of(Key);

        // Of all config maps at once nobody reads the text, and each is a request.
        if (!HasInput && Name is null && !Gives(nameof(Target)))
        {
            Fail("NameRequired", ErrorCategory.InvalidArgument, null, "Name config maps with -Name, or pipe in what uses them.");
        }
    }

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        RequireKinds(start, "ConfigMap");
        foreach (var map in Maps(start).Where(map => IsWanted(start, map) && IsFirst(map)))
        {
            if (Stopping)
            {
                return;
            }

            var text = Await($"Reading config map {map}", cancellation => start.Inventory.ConfigText(map, cancellation), start.Cluster.Log);
            if (text.Gap is { } gap)
            {
                ReportGap(gap);
            }

            WriteObject(text.Entries.Where(entry => _keys.Matches(entry.Key)), enumerateCollection: true);
        }
    }

    private IEnumerable<KubeConfigMap> Maps(QueryStart start) => start.Object switch
    {
        null => AllWanted<KubeConfigMap>(start),
        KubeConfigMap map => [map],
        KubeNamespace ns => start.Inventory.AllIn<KubeConfigMap>(ns.Name),
        KubePod or KubeWorkload => UsedBy(start.Inventory, start.Object),
        var item => Related.Pods(start.Inventory, item).SelectMany(pod => UsedBy(start.Inventory, pod)),
    };

    private static IEnumerable<KubeConfigMap> UsedBy(ClusterInventory inventory, KubeObject item) => References.Of(inventory, item)
        .Where(reference => reference.Object.Kind == "ConfigMap").Select(reference => inventory.Find(reference.Object)).OfType<KubeConfigMap>();
}
