using System.Globalization;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Engine.Triage;

/// <summary>What it is not, in plain words: only from what was really read, and only where nothing speaks against it.</summary>
internal sealed class RuledOutAreas
{
    private readonly TriageScope _scope;
    private readonly IReadOnlyList<Symptom> _symptoms;
    private readonly IReadOnlyList<HypothesisResult> _results;
    private readonly List<HypothesisResult> _held;

    /// <summary>Looks at what was tested.</summary>
    /// <param name="scope">What was looked at.</param>
    /// <param name="symptoms">What is visibly wrong.</param>
    /// <param name="results">Hypotheses tested.</param>
    public RuledOutAreas(TriageScope scope, IReadOnlyList<Symptom> symptoms, IReadOnlyList<HypothesisResult> results)
    {
        _scope = scope;
        _symptoms = symptoms;
        _results = results;
        _held = [.. results.Where(result => result.Verdict is Verdict.Confirmed or Verdict.Likely)];
    }

    /// <summary>The areas that are read from the inventory.</summary>
    public IReadOnlyList<RuledOut> ByInventory() => [.. new[] { Nodes(), Dns(), Storage(), Images(), Quota(), Scheduling(), Services() }.OfType<RuledOut>()];

    private RuledOut? Nodes()
    {
        var nodes = _scope.Nodes;
        return _scope.NodeGap || nodes.Count == 0 || Shows("Node.")
            || nodes.Any(node => !node.IsReady || node.MemoryPressure || node.DiskPressure || node.PidPressure || node.NetworkUnavailable)
            || IsHeld(result => result.Domain == FaultDomain.Node || result.Target.Kind == "Node")
            ? null
            : Say("nodes", nodes.Count == 1 ? "the node is ready and short of nothing" : $"all {nodes.Count} nodes are ready and short of nothing", result => result.Domain == FaultDomain.Node);
    }

    /// <summary>The cluster's DNS carries this label whatever serves it (k8s.io/kubernetes/cluster/addons/dns).</summary>
    private RuledOut? Dns()
    {
        if (_scope.Inventory.GapFor("Pod", "kube-system") is not null)
        {
            return null;
        }

        var pods = _scope.Inventory.PodsIn("kube-system").Where(pod => pod.Labels.GetValueOrDefault("k8s-app") == "kube-dns" && !pod.IsFinished).ToList();
        var service = Primitives.Flows.Dns(_scope.Inventory);
        var answers = service is not null && Primitives.Services.Join(_scope.Inventory, service).ReadyEndpoints is { Count: > 0 };
        return pods.Count == 0 || !answers || pods.Exists(pod => !pod.IsReady) || IsHeld(result => result.Cause.Contains("Dns", StringComparison.OrdinalIgnoreCase))
            ? null
            : Say("DNS", $"{(pods.Count == 1 ? "its pod is" : $"its {pods.Count} pods are")} ready and behind service {service!.Name}", result => result.Cause.Contains("Dns", StringComparison.OrdinalIgnoreCase));
    }

    private RuledOut? Storage()
    {
        var claims = _scope.All<KubeVolumeClaim>().ToList();
        var waiting = _symptoms.Where(symptom => symptom is { Id: "Claim.Pending", Severity: Severity.Info }).Select(symptom => symptom.Object).ToHashSet(TargetComparer.Instance);
        if (_scope.Gap("PersistentVolumeClaim") is not null
            || claims.Any(claim => claim.Phase != "Bound" && !waiting.Contains(claim.Target))
            || Shows("Volume.") || Saw("FailedMount", "FailedAttachVolume", "FailedMapVolume")
            || IsHeld(result => result.Domain == FaultDomain.Storage))
        {
            return null;
        }

        var what = claims.Count == 0 ? "there are no claims" : claims.Count == 1 ? "the only claim is bound" : $"all {claims.Count} claims are bound";
        return Say("storage", waiting.Count > 0 ? $"every claim is bound or waits for its first pod" : what, result => result.Domain == FaultDomain.Storage);
    }

    private RuledOut? Images() =>
        _scope.PodGap is not null || _scope.Pods.Count == 0 || Shows("Pod.ImagePull") || IsHeld(IsOfImages)
            ? null
            : Say("image pulls", $"no container of {PlainText.Count(_scope.Pods.Count, "pod")} waits for its image", IsOfImages);

    private static bool IsOfImages(HypothesisResult result) => result.Playbook is "pod/ImagePull" or "pod/PullAccess" or "pod/Registry";

    private RuledOut? Quota()
    {
        var quotas = _scope.All<KubeResourceQuota>().ToList();
        var full = quotas.Any(quota => quota.Hard.Amounts.Any(hard => quota.Used[hard.Key] is { } used && used >= hard.Value));
        return _scope.Gap("ResourceQuota") is not null || full
            || _scope.All<KubeEvent>().Any(seen => IsNow(seen) && seen.Message.Contains("exceeded quota", StringComparison.Ordinal))
            || IsHeld(result => result.Cause.Contains("Quota", StringComparison.Ordinal))
            ? null
            : Say("quota", quotas.Count == 0 ? "there is none" : "every quota has room", result => result.Cause.Contains("Quota", StringComparison.Ordinal));
    }

    private RuledOut? Scheduling() =>
        _scope.PodGap is not null || _scope.Pods.Count == 0 || _scope.Pods.Any(pod => !pod.IsScheduled && !pod.IsFinished)
            || IsHeld(IsOfScheduling)
            ? null
            : Say("scheduling", "every pod has a node", IsOfScheduling);

    private static bool IsOfScheduling(HypothesisResult result) => result.Playbook is "pod/Pending" or "pod/Capacity" or "pod/Placement" or "pod/Neighbours" or "pod/VolumePlacement";

    private RuledOut? Services()
    {
        var services = _scope.All<KubeService>().Where(service => service.Selector.Count > 0).ToList();
        return services.Count == 0 || _scope.Gap("Service") is not null || _scope.Pods.Count == 0 || _scope.PodGap is not null
            || services.Exists(service => Symptoms.ServiceSigns.Endpoints(_scope.Inventory, service)?.Any(endpoint => endpoint.Ready) is not true)
            || IsHeld(result => result.Domain == FaultDomain.Network)
            ? null
            : Say("service endpoints", $"each of {PlainText.Count(services.Count, "service")} has some that are ready", result => result.Domain == FaultDomain.Network);
    }

    /// <summary>Domains of which everything that was tested was refuted, and more than one thing was.</summary>
    /// <param name="open">Of what is visibly wrong that which no confirmed cause explains.</param>
    /// <param name="findings">What was found.</param>
    public IEnumerable<RuledOut> ByDomain(IReadOnlyList<Symptom> open, IReadOnlyList<Finding> findings)
    {
        foreach (var (domain, area) in new[] { (FaultDomain.Access, "rights and admission"), (FaultDomain.Platform, "cluster services"), (FaultDomain.Dependency, "dependencies"), (FaultDomain.Capacity, "capacity") })
        {
            // Pods that are refused are refused by admission, whatever the fault behind it; and what the cluster runs for itself is hurt when its own pods are.
            if ((domain == FaultDomain.Access && IsHeld(result => result.Playbook is "workload/PodsRefused" or "workload/TemplateRefused" || result.Playbook.StartsWith("access/", StringComparison.Ordinal)))
                || (domain == FaultDomain.Platform && _symptoms.Any(symptom => symptom.Severity < Severity.Info && symptom.Object.Namespace == "kube-system")))
            {
                continue;
            }

            var refuted = _results.Where(result => result.Domain == domain && result.Verdict == Verdict.Refuted).ToList();
            var causes = refuted.Select(result => result.Cause).Distinct().Order(StringComparer.Ordinal).ToList();
            if (causes.Count > 1 && _results.All(result => result.Domain != domain || result.Verdict == Verdict.Refuted) && !findings.Any(finding => finding.Domain == domain))
            {
                var of = Scope(refuted, open);
                yield return new RuledOut(of.Length == 0 ? area : $"{area} ({of})", "refuted: " + string.Join(", ", causes), refuted.Count);
            }
        }
    }

    /// <summary>Of what it was refuted, in words; empty when of everything that no confirmed cause explains.</summary>
    private string Scope(List<HypothesisResult> refuted, IReadOnlyList<Symptom> open)
    {
        var inventory = _scope.Inventory;
        var tested = refuted.Select(result => inventory.Find(result.TestedOn) is { } item ? inventory.RootTargetOf(item) : result.TestedOn).Distinct(TargetComparer.Instance).ToList();
        var keys = tested.ToHashSet(TargetComparer.Instance);
        return open.All(symptom => keys.Contains(symptom.Owner)) ? ""
            : tested.Count > 2 ? $"of {PlainText.Count(tested.Count, "object")} it was tested on"
            : "of " + string.Join(" and ", tested.Select(target => target.Namespace is { Length: > 0 } ns ? $"{ns}/{target.Name}" : target.Name));
    }

    private bool Shows(string prefix) => _symptoms.Any(symptom => symptom.Id.StartsWith(prefix, StringComparison.Ordinal));

    private bool Saw(params string[] reasons) => _scope.All<KubeEvent>().Any(seen => reasons.Contains(seen.Reason) && IsNow(seen)
        // An event outlives its pod and its cause; what counts is whether that pod still waits.
        && _scope.Inventory.Find(seen.Object) is KubePod { Phase: "Pending" });

    private bool IsNow(KubeEvent seen) => Symptoms.Signs.IsRecent(_scope.Inventory, seen.LastSeen);

    private bool IsHeld(Func<HypothesisResult, bool> belongs) => _held.Exists(result => belongs(result));

    private RuledOut Say(string area, string reason, Func<HypothesisResult, bool> belongs) =>
        new(area, reason.ToString(CultureInfo.InvariantCulture), _results.Count(result => result.Verdict == Verdict.Refuted && belongs(result)));
}
