namespace RunbookTools.Engine.Symptoms;

/// <summary><c>ControlPlane.NotReady</c>: a component of the control plane that runs as a pod is not ready.</summary>
internal sealed class ControlPlaneNotReadyDetector : ISymptomDetector
{
    // Labels of the static pods of k8s.io/kubernetes/cmd/kubeadm/app/util/staticpod/utils.go, which others follow.
    private static readonly string[] s_components = ["kube-apiserver", "etcd", "kube-controller-manager", "kube-scheduler"];

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory) =>
        from pod in inventory.PodsIn("kube-system")
        where pod.Labels.GetValueOrDefault("tier") == "control-plane" && s_components.Contains(pod.Labels.GetValueOrDefault("component"))
            && !pod.IsFinished && pod.Deleted is null && !pod.IsReady && !Signs.IsSettling(inventory, pod) && !Signs.IsNodeDown(inventory, pod)
        select Signs.Of(inventory, "ControlPlane.NotReady", pod, $"{pod.Labels["component"]} is not ready", Signs.Condition(pod.Conditions, "Ready")?.Since, Severity.Critical, pod.Labels["component"]);
}
