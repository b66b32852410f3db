using System.Buffers;
using System.Collections;
using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>What refers to a config map, secret, claim or service account: references the other way round.</summary>
public static class Referrers
{
    /// <summary>The field of a reference that only says that an account may read the object, not that it does.</summary>
    public const string MayRead = "rules";

    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] s_makers = ["Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob"];

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly ConditionalWeakTable<ClusterInventory, Index> s_indexes = [];

    /// <summary>Kinds whose referrers are known.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["ConfigMap", "Secret", "PersistentVolumeClaim", "ServiceAccount"];

    /// <summary>
    /// Everything that refers to an object: the fields that name it, roles that name it, and annotations, variables, arguments and custom resources in which its name
    /// stands as a word. Of the pods of one owner the first is told. Last come the accounts that may read it without naming it (<see cref="MayRead"/>).
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The object.</param>
    /// <returns>The references; empty for other kinds than <see cref="Kinds"/>.</returns>
    public static IReadOnlyList<KubeReference> Of(ClusterInventory inventory, KubeObject item) => !Kinds.Contains(item.Kind)
        ? []
        : [.. IndexOf(inventory).References[(item.Kind, item.Namespace, item.Name)], .. IndexOf(inventory).Readers(item)];

    /// <summary>What could not be read of all that may refer to an object. Where it is not empty, nobody can say that nothing does.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The object.</param>
    public static IReadOnlyList<CoverageGap> GapsOf(ClusterInventory inventory, KubeObject item)
    {
        IEnumerable<string> kinds = item.Kind switch
        {
            "ConfigMap" => [.. s_makers, "Role", "RoleBinding"],
            "Secret" => [.. s_makers, "ServiceAccount", "Ingress", "Role", "RoleBinding"],
            "ServiceAccount" => [.. s_makers, "RoleBinding"],
            _ => s_makers,
        };
        IEnumerable<string> wide = item.Kind switch
        {
            "ConfigMap" or "ServiceAccount" => ["ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition"],
            "Secret" => ["ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "PersistentVolume", "StorageClass"],
            _ => ["CustomResourceDefinition"],
        };
        var gaps = kinds.Select(kind => inventory.GapFor(kind, item.Namespace)).Concat(wide.Select(kind => inventory.GapFor(kind)));
        return [.. gaps.OfType<CoverageGap>().Concat(IndexOf(inventory).CustomGaps).Distinct()];
    }

    /// <summary>
    /// Reads what is needed to answer, custom resources of a live cluster among it, so that what asks afterwards, within a time limit perhaps, need not wait.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static void Prepare(ClusterInventory inventory, CancellationToken cancellation) => s_indexes.GetValue(inventory, key => new Index(key, cancellation));

    private static Index IndexOf(ClusterInventory inventory) => s_indexes.GetValue(inventory, key => new Index(key, CancellationToken.None));

    /// <summary>All references of one inventory by what they lead to. Made once, when first asked for.</summary>
    private sealed class Index
    {
        private readonly ClusterInventory _inventory;
        private readonly ILookup<string, KubeObject> _byName;
        private readonly HashSet<(string? Namespace, string Account)> _accounts;
        private readonly List<(KubeRoleBinding Binding, KubeRole Role)> _readers;

        public Index(ClusterInventory inventory, CancellationToken cancellation)
        {
            _inventory = inventory;
            _byName = Kinds.SelectMany(inventory.OfKind).ToLookup(item => item.Name, StringComparer.Ordinal);
            var others = Others(cancellation);
            References = inventory.Objects.Concat(others).SelectMany(Found)
                .DistinctBy(reference => (reference.Object.Kind, reference.Object.Namespace, reference.Object.Name, reference.Field, Twin(reference)))
                .OrderBy(reference => reference.From.ToString(), StringComparer.Ordinal)
                .ToLookup(reference => (reference.Object.Kind, reference.Object.Namespace, reference.Object.Name));
            _accounts = [.. inventory.All<KubePod>().Where(pod => !pod.IsFinished).Select(pod => (pod.Namespace, pod.Spec.ServiceAccount ?? "default"))];
            _readers = [.. inventory.All<KubeRoleBinding>().Where(binding => !IsOfCluster(binding))
                .Select(binding => (binding, Role: inventory.Find<KubeRole>(binding.Role.Kind, binding.Role.Kind == "Role" ? binding.Namespace : null, binding.Role.Name)))
                .Where(pair => pair.Role is not null).Select(pair => (pair.binding, pair.Role!))];
        }

        public ILookup<(string Kind, string? Namespace, string Name), KubeReference> References { get; }

        public List<CoverageGap> CustomGaps { get; } = [];

        /// <summary>
        /// Accounts of running pods that may read the object without naming it: those of its own namespace, and any where it carries a label of its own, by which
        /// programs find what is meant for them.
        /// </summary>
        public IEnumerable<KubeReference> Readers(KubeObject item)
        {
            var resource = item.Kind switch { "ConfigMap" => "configmaps", "Secret" => "secrets", _ => null };
            if (resource is null)
            {
                return [];
            }

            var isLabelled = item.Labels.Keys.Any(key => !key.StartsWith("app.kubernetes.io/", StringComparison.Ordinal) && !key.StartsWith("helm.sh/", StringComparison.Ordinal)
                && key is not ("app" or "chart" or "heritage" or "release" or "tier" or "component"));
            return _readers.Where(pair => pair.Binding.Namespace is null || pair.Binding.Namespace == item.Namespace)
                .Where(pair => pair.Role.Rules.Any(rule => rule.ResourceNames.Count == 0
                    && (rule.Resources.Contains(resource) || rule.Resources.Contains("*")) && (rule.ApiGroups.Contains("") || rule.ApiGroups.Contains("*"))
                    && rule.Verbs.Any(verb => verb is "get" or "list" or "watch" or "*")))
                .Where(pair => pair.Binding.Subjects.Any(subject => subject.Kind == "ServiceAccount"
                    && (isLabelled || (subject.Namespace ?? pair.Binding.Namespace) == item.Namespace)
                    && _accounts.Contains((subject.Namespace ?? pair.Binding.Namespace, subject.Name))))
                .Select(pair => new KubeReference(pair.Binding.Target, MayRead, item.Target, null, true, Optional: true));
        }

        // Bound by the API server at its start; who holds these is a part of the cluster.
        private static bool IsOfCluster(KubeObject item) => item.Labels.ContainsKey("kubernetes.io/bootstrapping");

        /// <summary>Custom resources, read now where the source can; what stands in the way is kept.</summary>
        private List<KubeObject> Others(CancellationToken cancellation)
        {
            var found = new List<KubeObject>();
            var known = _inventory.OtherKinds.Select(kind => kind.Kind).ToHashSet(StringComparer.Ordinal);
            foreach (var kind in _inventory.OtherKinds)
            {
                var (objects, gap) = _inventory.Others(kind, cancellation);
                found.AddRange(objects);
                CustomGaps.AddRange(gap is null ? [] : [gap]);
            }

            // Kinds that are defined and neither read before nor offered now. Those of the kind table tell their gaps themselves.
            CustomGaps.AddRange(_inventory.All<KubeCustomResourceDefinition>().Select(definition => definition.DefinedKind)
                .Where(kind => !known.Contains(kind) && KindTable.Find(kind) is null).Distinct()
                .Select(kind => _inventory.GapFor(kind)).OfType<CoverageGap>());
            CustomGaps.AddRange(_inventory.All<KubeCustomResourceDefinition>().Any(definition => definition.DefinedKind == "Gateway") && _inventory.GapFor("Gateway") is { } gateways ? [gateways] : []);
            return found;
        }

        private string Twin(KubeReference reference) => _inventory.Find(reference.From) is { Controller.Uid: { } owner } ? owner : reference.From.ToString();

        private IEnumerable<KubeReference> Found(KubeObject item) => item switch
        {
            KubeEvent or KubeEndpointSlice or KubeLease => [],
            KubeVolume volume => volume.Secrets.Select(secret => Named(item, "csi", secret)),
            KubeStorageClass storage => storage.Secrets.Select(secret => Named(item, "parameters", secret)),
            KubeRole role => ByRules(role),
            KubePod { Controller: not null } => OfFields(item),
            _ => OfFields(item).Concat(Mentions(item)),
        };

        private IEnumerable<KubeReference> OfFields(KubeObject item) => Primitives.References.Named(_inventory, item).Where(reference => Kinds.Contains(reference.Object.Kind));

        private static KubeReference Named(KubeObject from, string field, KubeTarget target) => new(from.Target, field, target, null, true, Optional: false);

        private IEnumerable<KubeReference> ByRules(KubeRole role) =>
            from rule in role.Rules
            from name in rule.ResourceNames
            from target in _byName[name]
            where (role.Namespace is null || role.Namespace == target.Namespace) && rule.Resources.Contains(KindTable.Find(target.Kind)!.Plural)
            select Named(role, "resourceNames", target.Target);

        /// <summary>Objects whose names stand as words in texts: those of its namespace, and others that are named with theirs.</summary>
        private IEnumerable<KubeReference> Mentions(KubeObject item) =>
            from text in Texts(item)
            from word in Words(text.Text)
            from target in _byName[word]
            where !ReferenceEquals(target, item)
                && (item.Namespace is null || target.Namespace == item.Namespace || text.Text.Contains($"{target.Namespace}/{target.Name}", StringComparison.Ordinal))
            select Named(item, text.Field, target.Target);

        private static IEnumerable<(string Field, string Text)> Texts(KubeObject item)
        {
            var spec = item switch { KubeWorkload workload => workload.Template.Spec, KubePod pod => pod.Spec, _ => null };
            var annotations = item is KubeWorkload { Template: { } template } ? item.Annotations.Concat(template.Annotations) : item.Annotations;
            return annotations.Where(pair => pair.Key != LastApplied).Select(pair => ($"annotations[{pair.Key}]", pair.Value))
                .Concat((spec?.Containers ?? []).SelectMany(container => container.Command.Concat(container.Args).Select(word => ($"containers[{container.Name}].args", word))
                    .Concat(container.Env.Where(variable => variable.Value is not null).Select(variable => ($"containers[{container.Name}].env[{variable.Name}]", variable.Value!)))))
                .Concat(item is KubeUntypedObject untyped ? untyped.Properties.SelectMany(pair => Strings(pair.Value).Select(text => (pair.Key, text))) : []);
        }

        private static IEnumerable<string> Strings(object? value) => value switch
        {
            string text => [text],
            IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(Strings),
            IEnumerable list => list.Cast<object?>().SelectMany(Strings),
            _ => [],
        };

        private static IEnumerable<string> Words(string text)
        {
            for (var start = 0; start < text.Length;)
            {
                var length = text.AsSpan(start).IndexOfAnyExcept(s_nameCharacters);
                length = length < 0 ? text.Length - start : length;
                if (length > 0)
                {
                    yield return text.Substring(start, length).TrimEnd('.');
                }

                start += length + 1;
            }
        }
    }
}
