using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>What a pod, or the template of one, refers to.</summary>
internal static partial class PodReferences
{
    // Mirror pods stand for static pods, which may not use accounts, secrets or claims.
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    public static void Add(ReferenceList found, KubePodSpec spec, bool isTemplate)
    {
        var ns = found.From.Namespace;
        if (!found.From.Annotations.ContainsKey(MirrorAnnotation))
        {
            AddAccount(found, spec, ns);
        }

        found.Add("priorityClassName", "PriorityClass", null, spec.PriorityClass);
        if (found.Inventory.GapFor("RuntimeClass") is null)
        {
            found.Add("runtimeClassName", "RuntimeClass", null, spec.RuntimeClass);
        }

        foreach (var volume in spec.Volumes)
        {
            AddVolume(found, volume, ns, isTemplate);
        }

        foreach (var container in spec.Containers)
        {
            AddContainer(found, container, ns);
        }
    }

    private static void AddAccount(ReferenceList found, KubePodSpec spec, string? ns)
    {
        var name = spec.ServiceAccount is { Length: > 0 } written ? written : "default";
        found.Add("serviceAccountName", "ServiceAccount", ns, name);

        // The kubelet goes on without a pull secret it can not find, so each may be missing; what an account names is copied to pods that name none.
        foreach (var secret in spec.ImagePullSecrets)
        {
            found.Add("imagePullSecrets", "Secret", ns, secret, optional: true);
        }

        if (spec.ImagePullSecrets.Count == 0 && found.Inventory.Find<KubeServiceAccount>("ServiceAccount", ns, name) is { } account)
        {
            foreach (var secret in account.ImagePullSecrets)
            {
                found.Add($"serviceAccount[{name}].imagePullSecrets", "Secret", ns, secret, optional: true);
            }
        }
    }

    private static void AddVolume(ReferenceList found, KubePodVolume volume, string? ns, bool isTemplate)
    {
        var field = $"volumes[{volume.Name}]";

        // The claim of an ephemeral volume is named after the pod, which a template does not know.
        if (volume.Claim is not null && !(isTemplate && volume.Type == "ephemeral"))
        {
            found.Add(field, "PersistentVolumeClaim", ns, volume.Claim);
        }

        foreach (var reference in volume.References)
        {
            found.AddKey(field, reference.Kind, ns, reference.Name, reference.Key, reference.Optional);
            AddConfigured(found, reference.Kind, ns, reference.Name, reference.Key, null);
        }
    }

    private static void AddContainer(ReferenceList found, KubeContainerSpec container, string? ns)
    {
        var at = container.Type is ContainerType.Init or ContainerType.Sidecar ? $"initContainers[{container.Name}]" : $"containers[{container.Name}]";
        foreach (var from in container.EnvFrom)
        {
            found.Add($"{at}.envFrom", from.Kind, ns, from.Name, from.Optional);
            AddConfigured(found, from.Kind, ns, from.Name, "", null);
        }

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var env in container.Env)
        {
            if (env.From is { Kind: "ConfigMap" or "Secret" } from)
            {
                found.AddKey($"{at}.env[{env.Name}]", from.Kind, ns, from.Name, from.Key, from.Optional);
                AddConfigured(found, from.Kind, ns, from.Name, from.Key, env.Name);
            }
            else if (!found.NamedOnly && env.Value is { } value)
            {
                known[env.Name] = Expand(value, known);
                AddAddresses(found, $"{at}.env[{env.Name}]", known[env.Name], env.Name);
            }
        }

        if (!found.NamedOnly)
        {
            AddLine(found, $"{at}.command", container.Command, known);
            AddLine(found, $"{at}.args", container.Args, known);
        }
    }

    /// <summary>Adds what stands in a config map that the pod uses: in one key, or in all when the key is empty.</summary>
    private static void AddConfigured(ReferenceList found, string kind, string? ns, string name, string key, string? variable)
    {
        if (!found.NamedOnly && kind == "ConfigMap" && found.Inventory.Find<KubeConfigMap>("ConfigMap", ns, name) is { } map)
        {
            foreach (var address in map.Addresses.Where(address => key.Length == 0 || address.Key == key))
            {
                found.AddAddress($"configmap[{name}][{address.Key}]", new Address(address.Host, address.Port, address.IsCertain), Addresses.IsAddressName(variable ?? address.Name));
            }
        }
    }

    private static void AddLine(ReferenceList found, string field, IReadOnlyList<string> words, Dictionary<string, string> known)
    {
        var flag = "";
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var isFlag = word.StartsWith('-');
            AddAddresses(found, field, Expand(word, known), isFlag && equals > 0 ? word[..equals] : isFlag ? "" : flag);
            flag = isFlag && equals < 0 ? word : "";
        }
    }

    private static void AddAddresses(ReferenceList found, string field, string text, string name)
    {
        var isNamed = Addresses.IsAddressName(name);
        foreach (var address in Addresses.In(text, name))
        {
            found.AddAddress(field, address, isNamed);
        }
    }

    // $(NAME) stands for a variable defined before; what is not known stays and is no host.
    private static string Expand(string text, Dictionary<string, string> known) => text.Contains("$(", StringComparison.Ordinal)
        ? Variable().Replace(text, match => known.GetValueOrDefault(match.Groups["name"].Value) ?? match.Value)
        : text;

    [GeneratedRegex(@"(?<!\$)\$\((?<name>[A-Za-z_][A-Za-z0-9_.\-]*)\)")]
    private static partial Regex Variable();
}
