using RunbookTools.Engine.Primitives;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Service.NoEndpoints</c>: nobody answers for a service, or for one of its ports.</summary>
internal sealed class ServiceNoEndpointsDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        inventory.All<KubeService>()
            .Where(service => service.Type != "ExternalName" && service.Deleted is null)
            .Select(service => Look(inventory, service)).OfType<Symptom>();

    private static Symptom? Look(ClusterInventory inventory, KubeService service)
    {
        var endpoints = ServiceSigns.Endpoints(inventory, service);
        if (endpoints is not null && endpoints.Any(endpoint => endpoint.Ready))
        {
            return Ports(inventory, service);
        }

        var pods = service.Selector.Count == 0 ? [] : inventory.PodsOf(service).Where(pod => !pod.IsFinished).ToList();
        if (endpoints is null && (pods.Any(pod => pod.IsReady) || service.Selector.Count == 0 || inventory.GapFor("Pod", service.Namespace) is not null))
        {
            return null;
        }

        if (pods.Count == 0 && !Signs.Lasts(inventory, service.Created, Signs.Grace) && !IsWhatItIsForThere(inventory, service))
        {
            // It may be made before what it is for.
            return null;
        }

        if (service.Selector.Count == 0)
        {
            return Make(inventory, service, "no selector and no endpoints made by hand", service.Created, Severity.Info, "manual");
        }

        if (pods.Count > 0)
        {
            return pods.All(pod => Signs.IsSettling(inventory, pod) || pod.Deleted is not null)
                ? null
                : Make(
                    inventory, service, pods.Count == 1 ? $"its only pod {pods[0].Name} is not ready" : $"none of its {pods.Count} pods is ready",
                    pods.Max(pod => Signs.Condition(pod.Conditions, "Ready")?.Since ?? pod.Created), Severity.Error, "unready");
        }

        // Endpoints tell that nobody answers also to who may not see the pods behind them.
        return inventory.GapFor("Pod", service.Namespace) is null ? NothingSelected(inventory, service)
            : endpoints is { Count: > 0 } ? Make(inventory, service, $"none of its {PlainText.Count(endpoints.Count, "endpoint")} is ready, and its pods could not be looked at", null, Severity.Error, "unseen")
            : null;
    }

    private static Symptom? NothingSelected(ClusterInventory inventory, KubeService service)
    {
        var makers = inventory.All<KubeWorkload>().Where(workload => workload.Namespace == service.Namespace && service.Selects(workload.Template.Labels)).ToList();
        if (makers.Exists(maker => maker is KubeJob or KubeCronJob))
        {
            // Between two runs there is nobody, and nobody is missed.
            return null;
        }

        var selector = string.Join(',', service.Selector.Select(pair => $"{pair.Key}={pair.Value}"));
        var wanted = makers.Where(maker => maker.Desired > 0 && maker.Deleted is null).ToList();
        if (wanted.Count > 0)
        {
            return wanted.TrueForAll(maker => !Signs.Lasts(inventory, maker.Created, Signs.Grace) && !maker.Conditions.Any(condition => condition is { Type: "ReplicaFailure", IsTrue: true }))
                ? null
                : Make(inventory, service, $"{wanted[0].Target} has no pods", wanted[0].Created, Severity.Error, "nopods");
        }

        if (makers.Find(maker => maker is KubeDeployment or KubeStatefulSet || (maker is KubeReplicaSet && inventory.OwnerOf(maker) is null)) is { } zero)
        {
            return ScaleToZero.By(inventory, zero) is not null ? null
                : zero.IsDesiredAsCreated ? Make(inventory, service, $"{zero.Target} has asked for no pods since it was made", zero.Created, Severity.Info, "zero")
                : Make(inventory, service, $"{zero.Target} is scaled to 0", null, Severity.Warning, "zero");
        }

        if (makers.Exists(maker => maker is KubeDaemonSet))
        {
            return Make(inventory, service, "its daemon set has no node to run on", null, Severity.Info, "zero");
        }

        // Headless services for parts that run elsewhere (monitoring of a managed control plane) and roles nobody holds just now are common and harmless.
        var governs = inventory.All<KubeStatefulSet>().Any(set => set.Namespace == service.Namespace && set.ServiceName == service.Name && set.Desired > 0);
        var severity = IsRoleNobodyHolds(inventory, service) ? Severity.Info
            : !service.IsHeadless ? Severity.Error
            : governs ? Severity.Warning
            : Severity.Info;
        return Make(inventory, service, $"its selector {selector} matches no pod", service.Created, severity, "selector");
    }

    /// <summary>True when a workload of its name is there, or one whose pods it would select and that wants none: no pods are on their way.</summary>
    private static bool IsWhatItIsForThere(ClusterInventory inventory, KubeService service) => inventory.AllIn<KubeWorkload>(service.Namespace)
        .Any(workload => workload.Controller is null && (workload.Desired == 0
            ? service.Selects(workload.Template.Labels)
            : workload.Name == service.Name && !service.Selects(workload.Template.Labels)));

    /// <summary>True when pods carry all but one of the labels, and that one is written on pods at run time: no workload's template has it.</summary>
    private static bool IsRoleNobodyHolds(ClusterInventory inventory, KubeService service) =>
        service.Selector.Count > 1 && service.Selector.Keys.Any(key =>
            inventory.PodsIn(service.Namespace).Any(pod => pod.Labels.ContainsKey(key)
                && service.Selector.All(pair => pair.Key == key || (pod.Labels.TryGetValue(pair.Key, out var value) && value == pair.Value)))
            && !inventory.All<KubeWorkload>().Any(workload => workload.Namespace == service.Namespace && workload.Template.Labels.ContainsKey(key)));

    /// <summary>A port whose target name no container has is left out of the slices, while their endpoints are ready.</summary>
    private static Symptom? Ports(ClusterInventory inventory, KubeService service)
    {
        if (service.Selector.Count == 0)
        {
            return null;
        }

        var served = inventory.SlicesOf(service).SelectMany(slice => slice.Ports).Select(port => port.Name ?? "").ToHashSet(StringComparer.Ordinal);
        var lost = service.Ports.Where(port => !served.Contains(port.Name ?? "") && !port.TargetPort.All(char.IsAsciiDigit)).ToList();
        return lost.Count == 0
            ? null
            : Make(
                inventory, service, $"no container has the port {string.Join(", ", lost.Select(port => $"'{port.TargetPort}'"))}",
                service.Created, lost.Count == service.Ports.Count ? Severity.Error : Severity.Warning, "port");
    }

    private static Symptom Make(ClusterInventory inventory, KubeService service, string summary, DateTimeOffset? since, Severity severity, string signature) =>
        Signs.Of(inventory, "Service.NoEndpoints", service, summary, since, severity, signature);
}
