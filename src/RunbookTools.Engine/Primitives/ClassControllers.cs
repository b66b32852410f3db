namespace RunbookTools.Engine.Primitives;

/// <summary>Who serves an ingress class or a gateway class.</summary>
public static class ClassControllers
{
    // What each controller calls itself in a class, and the images its projects publish it under. Those of clouds that run outside of the cluster are not
    // here: of them no workload is to be seen, and none is missing.
    private static readonly (string Controller, string[] Images)[] s_known =
    [
        ("k8s.io/ingress-nginx", ["ingress-nginx/controller", "ingress-nginx-controller", "nginx-ingress-controller"]),
        ("nginx.org/ingress-controller", ["nginx/nginx-ingress", "nginx-plus-ingress"]),
        ("gateway.nginx.org/nginx-gateway-controller", ["nginx-gateway-fabric"]),
        ("traefik.io/", ["traefik"]),
        ("haproxy.org/", ["haproxytech/kubernetes-ingress", "haproxy-ingress"]),
        ("haproxy-ingress.github.io/", ["haproxy-ingress"]),
        ("ingress-controllers.konghq.com/", ["kong/kubernetes-ingress-controller"]),
        ("konghq.com/", ["kong/kubernetes-ingress-controller", "kong/gateway-operator"]),
        ("projectcontour.io/", ["projectcontour/contour"]),
        ("gateway.envoyproxy.io/", ["envoyproxy/gateway"]),
        ("ingress.k8s.aws/", ["aws-load-balancer-controller", "aws-alb-ingress-controller"]),
        ("istio.io/", ["istio/pilot"]),
        ("io.cilium/", ["cilium/operator"]),
        ("cilium.io/", ["cilium/operator"]),
    ];

    /// <summary>
    /// The workloads that serve a class: those told to by an argument (<c>--controller-class</c>), else those with an image or a label the controller is published under.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="controller">The name of the controller, as written in the class.</param>
    public static IReadOnlyList<KubeWorkload> Of(ClusterInventory inventory, string controller)
    {
        if (controller.Length == 0)
        {
            return [];
        }

        var top = Related.TopLevel(inventory).Where(workload => workload is not (KubeJob or KubeCronJob)).ToList();
        var told = top.Where(workload => Words(workload).Any(word => word.EndsWith("=" + controller, StringComparison.Ordinal))).ToList();
        return told.Count > 0 ? told
            : Images(controller) is { } images ? [.. top.Where(workload => (IsNamed(workload) || workload.Template.Spec.Containers.Any(container =>
                images.Any(image => container.Image.Contains(image, StringComparison.Ordinal)))) && !Words(workload).Any(IsAnother))]
            : [];

        // An image from a mirror may be called anything; the label is what charts and manifests of the projects set.
        bool IsNamed(KubeWorkload workload) => workload.Template.Labels.TryGetValue("app.kubernetes.io/name", out var app) && controller.Split('/', '.').Contains(app);

        // Several of one kind share a cluster when each is told its own class.
        static bool IsAnother(string word) => word.StartsWith("--controller-class=", StringComparison.Ordinal);
    }

    /// <summary>True when the controller is one whose pods run in the cluster it serves, so that none to be seen means that none runs.</summary>
    /// <param name="controller">The name of the controller, as written in the class.</param>
    public static bool RunsInCluster(string controller) => Images(controller) is not null;

    private static string[]? Images(string controller) => Array.Find(s_known, known => controller.StartsWith(known.Controller, StringComparison.Ordinal)).Images;

    private static IEnumerable<string> Words(KubeWorkload workload) => workload.Template.Spec.Containers.SelectMany(container => container.Command.Concat(container.Args));
}
