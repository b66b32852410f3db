using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace RunbookTools.Engine.Primitives;

/// <summary>What an object refers to, and whether it is there.</summary>
public static class References
{
    // Who triages asks for those of the same workloads several times: for wrong addresses, for flows, for who calls whom.
    private static readonly ConditionalWeakTable<ClusterInventory, ConcurrentDictionary<KubeObject, IReadOnlyList<KubeReference>>> s_ofWorkloads = [];

    /// <summary>
    /// Everything an object refers to: of a pod or a workload's template secrets, config maps and their keys, pull secrets, the service account, claims, classes and
    /// services named in environment variables and command lines; of other kinds what their fields name. <see cref="KubeReference.Exists"/> is null
    /// where the inventory can not tell. A service counts as missing only when the text can mean nothing else.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The object.</param>
    public static IReadOnlyList<KubeReference> Of(ClusterInventory inventory, KubeObject item) => item is KubeWorkload
        ? s_ofWorkloads.GetValue(inventory, _ => new(ReferenceEqualityComparer.Instance)).GetOrAdd(item, _ => Collect(new ReferenceList(inventory, item), item))
        : Collect(new ReferenceList(inventory, item), item);

    /// <summary>The same without the addresses that stand in texts: only what fields name.</summary>
    internal static IReadOnlyList<KubeReference> Named(ClusterInventory inventory, KubeObject item) =>
        Collect(new ReferenceList(inventory, item, namedOnly: true), item);

    private static IReadOnlyList<KubeReference> Collect(ReferenceList found, KubeObject item)
    {
        switch (item)
        {
            case KubePod pod:
                PodReferences.Add(found, pod.Spec, isTemplate: false);
                break;
            case KubeWorkload workload:
                PodReferences.Add(found, workload.Template.Spec, isTemplate: true);
                OfWorkload(found, workload);
                break;
            case KubeService service:
                OfService(found, service);
                break;
            case KubeIngress ingress:
                OfIngress(found, ingress);
                break;
            case KubeHttpRoute route:
                OfRoute(found, route);
                break;
            case KubeGateway gateway:
                found.Add("spec.gatewayClassName", "GatewayClass", null, gateway.Class);
                foreach (var secret in gateway.Listeners.SelectMany(listener => listener.Secrets.Select(secret => (listener.Name, Secret: secret))))
                {
                    found.Add($"listeners[{secret.Name}].tls", secret.Secret.Kind, secret.Secret.Namespace ?? gateway.Namespace, secret.Secret.Name);
                }

                break;
            case KubeAutoscaler autoscaler:
                found.Add("spec.scaleTargetRef", autoscaler.ScaleTarget.Kind, autoscaler.Namespace, autoscaler.ScaleTarget.Name);
                break;
            case KubeVolumeClaim claim:
                OfClaim(found, claim, "spec");
                found.Add("spec.volumeName", "PersistentVolume", null, claim.VolumeName);
                break;
            case KubeVolume volume:
                found.Add("spec.storageClassName", "StorageClass", null, volume.Class, optional: true);
                found.Add("spec.claimRef", "PersistentVolumeClaim", volume.Claim?.Namespace, volume.Claim?.Name, optional: volume.Phase is "Released" or "Failed");
                break;
            case KubeRoleBinding binding:
                found.Add("roleRef", binding.Role.Kind, binding.Role.Kind == "Role" ? binding.Namespace : null, binding.Role.Name);
                foreach (var subject in binding.Subjects.Where(subject => subject.Kind == "ServiceAccount"))
                {
                    // A binding may name an account that is made later; it gives nothing until then.
                    found.Add($"subjects[{subject.Name}]", "ServiceAccount", subject.Namespace ?? binding.Namespace, subject.Name, optional: true);
                }

                break;
            case KubeServiceAccount account:
                foreach (var secret in account.ImagePullSecrets)
                {
                    found.Add("imagePullSecrets", "Secret", account.Namespace, secret, optional: true);
                }

                foreach (var secret in account.Secrets)
                {
                    found.Add("secrets", "Secret", account.Namespace, secret, optional: true);
                }

                break;
            case KubeWebhookConfiguration configuration:
                foreach (var webhook in configuration.Webhooks.Where(webhook => webhook.Service is not null))
                {
                    found.AddPort($"webhooks[{webhook.Name}].clientConfig.service", webhook.Service!.Namespace, webhook.Service.Name, Number(webhook.Port ?? 443));
                }

                break;
            case KubeApiService { Service: { } service }:
                found.Add("spec.service", "Service", service.Namespace, service.Name);
                break;
            case KubeCustomResourceDefinition { Converter: { } converter }:
                found.Add("spec.conversion.webhook.clientConfig.service", "Service", converter.Namespace, converter.Name);
                break;
            case KubeVolumeAttachment attachment:
                found.Add("spec.nodeName", "Node", null, attachment.Node);
                found.Add("spec.source", "PersistentVolume", null, attachment.Volume);
                break;
        }

        return found.Items;
    }

    /// <summary>What could not be read of the things an object refers to.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="item">The object.</param>
    public static IReadOnlyList<CoverageGap> GapsOf(ClusterInventory inventory, KubeObject item) => GapsOf(inventory, Of(inventory, item));

    /// <summary>What could not be read of the things referred to.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="references">References whose existence may not be known.</param>
    public static IReadOnlyList<CoverageGap> GapsOf(ClusterInventory inventory, IEnumerable<KubeReference> references) =>
    [
        .. references.Where(reference => reference.Exists is null).Select(reference => Gap(inventory, reference)).OfType<CoverageGap>().Distinct(),
    ];

    private static CoverageGap? Gap(ClusterInventory inventory, KubeReference reference) =>
        inventory.GapFor(reference.Object.Kind, reference.Object.Namespace)
        ?? (inventory.Find<KubeSecret>("Secret", reference.Object.Namespace, reference.Object.Name) is { Keys: null }
            ? new CoverageGap(GapKind.Absent, "Secret", reference.Object.Namespace, "names of keys were not read")
            : null);

    private static void OfWorkload(ReferenceList found, KubeWorkload workload)
    {
        if (workload is not KubeStatefulSet set)
        {
            return;
        }

        // Without its governing service the pods run; only their names are not in DNS.
        found.Add("spec.serviceName", "Service", set.Namespace, set.ServiceName, optional: true);
        foreach (var template in set.ClaimTemplates)
        {
            OfClaim(found, template, $"volumeClaimTemplates[{template.Name}]");
        }
    }

    private static void OfClaim(ReferenceList found, KubeVolumeClaim claim, string field)
    {
        // Claims and volumes are matched by the name of a class that need not exist.
        var matched = claim.Phase == "Bound" || found.Inventory.All<KubeVolume>().Any(volume => volume.Class == claim.Class && volume.Phase == "Available");
        found.Add($"{field}.storageClassName", "StorageClass", null, claim.Class, optional: matched);
    }

    private static void OfService(ReferenceList found, KubeService service)
    {
        if (service is { Type: "ExternalName", ExternalName: { } host })
        {
            found.AddAddress("spec.externalName", new Address(host.ToLowerInvariant().TrimEnd('.'), null, IsCertain: true), isNamed: false);
        }
    }

    private static void OfIngress(ReferenceList found, KubeIngress ingress)
    {
        // The old annotation is read by controllers directly; no class object is needed for it.
        found.Add("spec.ingressClassName", "IngressClass", null, ingress.Class, optional: ingress.Annotations.ContainsKey("kubernetes.io/ingress.class"));
        Backend("spec.defaultBackend", ingress.DefaultBackend);
        foreach (var rule in ingress.Rules)
        {
            Backend($"rules[{rule.Host ?? "*"}{rule.Path}]", rule.Backend);
        }

        foreach (var secret in ingress.Tls.Where(tls => tls.Secret is not null))
        {
            found.Add($"tls[{string.Join(",", secret.Hosts)}]", "Secret", ingress.Namespace, secret.Secret);
        }

        void Backend(string field, KubeIngressBackend? backend)
        {
            found.AddPort(field, ingress.Namespace, backend?.Service, backend?.Port);
            found.Add(field, backend?.Resource?.Kind ?? "", ingress.Namespace, backend?.Resource?.Name);
        }
    }

    private static void OfRoute(ReferenceList found, KubeHttpRoute route)
    {
        foreach (var parent in route.Parents)
        {
            found.Add("spec.parentRefs", parent.Object.Kind, parent.Object.Namespace ?? route.Namespace, parent.Object.Name);
        }

        foreach (var backend in route.Backends)
        {
            found.AddPort("spec.rules.backendRefs", backend.Namespace ?? route.Namespace, backend.Service, backend.Port);
            found.Add("spec.rules.backendRefs", backend.Resource?.Kind ?? "", backend.Namespace ?? route.Namespace, backend.Resource?.Name);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
