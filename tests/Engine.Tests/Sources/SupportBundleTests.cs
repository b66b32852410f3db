using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class SupportBundleTests
{
    [Fact]
    public void Reads_objects_logs_and_version()
    {
        using var folder = Bundle();

        var inventory = folder.Read();

        Assert.Equal(("demo", "support bundle", "v1.23.5"), (inventory.Name, inventory.Source, inventory.ServerVersion));
        Assert.Equal(folder.Root, inventory.Location);
        Assert.Equal(["web-1", "web-2"], inventory.OfKind("Pod").Select(pod => pod.Name));
        Assert.Equal("demo", inventory.OfKind("Pod")[0].Cluster);
        Assert.Equal("current", Line(inventory, "shop", "web-1", "app", false));
        Assert.Equal("before", Line(inventory, "shop", "web-1", "app", true));
        Assert.Empty(inventory.Coverage.Gaps);
    }

    [Fact]
    public void Reads_an_archive_with_the_bundle_one_folder_down()
    {
        using var folder = Bundle();

        var inventory = TempFolder.Read(folder.Tar());

        Assert.Equal("demo", inventory.Name);
        Assert.Equal(2, inventory.OfKind("Pod").Count);
        Assert.Equal("current", Line(inventory, "shop", "web-1", "app", false));
    }

    [Fact]
    public void Counts_a_kind_as_read_everywhere_when_every_namespace_has_a_file()
    {
        using var folder = Bundle().Add("cluster-resources/pvcs/shop.json", Kube.List("PersistentVolumeClaim"));

        var inventory = folder.Read();

        Assert.Null(inventory.GapFor("Pod"));
        Assert.Null(inventory.GapFor("Pod", "anything"));
        Assert.Null(inventory.GapFor("PersistentVolumeClaim", "shop"));
        Assert.Equal(GapKind.Absent, inventory.GapFor("PersistentVolumeClaim", "default")!.Kind);
        Assert.Equal("kubectl get poddisruptionbudgets.policy -A -o yaml", inventory.GapFor("PodDisruptionBudget")!.Remedy);
        Assert.Null(inventory.Coverage.Read.Single(entry => entry.Kind == "Pod").Namespaces);
    }

    [Fact]
    public void Does_not_take_the_namespaces_asked_for_as_all()
    {
        using var folder = new TempFolder()
            .Add("cluster-resources/namespaces.json", $"[{Kube.Namespace("shop")}]")
            .Add("cluster-resources/pods/shop.json", Kube.List("Pod", Kube.Pod("shop", "web-1", "app")));

        var inventory = folder.Read();

        Assert.Null(inventory.GapFor("Pod", "shop"));
        Assert.NotNull(inventory.GapFor("Pod", "default"));
    }

    [Theory]
    [InlineData("pods", "Pod")]
    [InlineData("pvcs", "PersistentVolumeClaim")]
    [InlineData("pvs", "PersistentVolume")]
    [InlineData("ingress", "Ingress")]
    [InlineData("network-policy", "NetworkPolicy")]
    [InlineData("resource-quota", "ResourceQuota")]
    [InlineData("hpa", "HorizontalPodAutoscaler")]
    [InlineData("storage-classes", "StorageClass")]
    [InlineData("priorityclasses", "PriorityClass")]
    [InlineData("priority-classes", "PriorityClass")]
    [InlineData("custom-resource-definitions", "CustomResourceDefinition")]
    [InlineData("limitranges", "LimitRange")]
    [InlineData("pod-disruption-budgets", "PodDisruptionBudget")]
    [InlineData("poddisruptionbudgets", "PodDisruptionBudget")]
    [InlineData("ingress-classes", "IngressClass")]
    [InlineData("ingressclasses", "IngressClass")]
    [InlineData("volumeattachments", "VolumeAttachment")]
    [InlineData("validating-webhook-configurations", "ValidatingWebhookConfiguration")]
    [InlineData("mutatingwebhookconfigurations", "MutatingWebhookConfiguration")]
    [InlineData("clusterrolebindings", "ClusterRoleBinding")]
    [InlineData("csinodes", "CSINode")]
    [InlineData("apiservices", "APIService")]
    [InlineData("auth-cani-list", null)]
    [InlineData("groups", null)]
    public void Knows_the_names_of_folders(string folder, string? kind) => Assert.Equal(kind, SupportBundleReader.KindOf(folder));

    [Fact]
    public void Tells_what_could_not_be_collected()
    {
        using var folder = Bundle()
            .Add("cluster-resources/deployments-errors.json", """{"shop":"deployments.apps is forbidden: User \"jane\" cannot list resource \"deployments\" in API group \"apps\" in the namespace \"shop\""}""")
            .Add("cluster-resources/nodes-errors.json", """["nodes is forbidden: User \"system:serviceaccount:ops:collector\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"]""")
            .Add("cluster-resources/pod-disruption-budgets-errors.json", """{"default":"the server could not find the requested resource","shop":"the server could not find the requested resource"}""")
            .Add("cluster-resources/custom-resources/custom-resources-errors.json", """{"gateways.gateway.networking.k8s.io":"timeout"}""");

        var inventory = folder.Read();

        var deployment = inventory.GapFor("Deployment", "shop")!;
        Assert.Equal(GapKind.Forbidden, deployment.Kind);
        Assert.Equal(
            "kubectl -n shop create role runbook-deployments --verb=get,list --resource=deployments.apps && "
            + "kubectl -n shop create rolebinding runbook-deployments --role=runbook-deployments --user=jane",
            deployment.Remedy);
        Assert.Equal("cluster-resources/deployments-errors.json", deployment.Path);
        var node = inventory.GapFor("Node")!;
        Assert.Equal(
            "kubectl create clusterrole runbook-nodes --verb=get,list --resource=nodes && "
            + "kubectl create clusterrolebinding runbook-nodes --clusterrole=runbook-nodes --serviceaccount=ops:collector",
            node.Remedy);
        var budget = Assert.Single(inventory.Coverage.Gaps, gap => gap.Resource == "PodDisruptionBudget");
        Assert.Equal((GapKind.Failed, (string?)null, "the server could not find the requested resource"), (budget.Kind, budget.Namespace, budget.Reason));
        Assert.Equal("timeout", inventory.GapFor("Gateway")!.Reason);
    }

    [Fact]
    public void Reads_lists_in_a_folder_named_after_errors()
    {
        using var folder = Bundle().Add("cluster-resources/statefulsets-errors.json/shop.json", Kube.List("Service", Kube.Service("shop", "odd")));

        var inventory = folder.Read();

        Assert.NotNull(inventory.Find("Service", "shop", "odd"));
        Assert.NotNull(inventory.GapFor("StatefulSet", "shop"));
    }

    [Fact]
    public void Reads_custom_resources_once_from_json_or_yaml()
    {
        using var folder = Bundle()
            .Add("cluster-resources/custom-resources/things.example.com/shop.json", """[{"apiVersion":"example.com/v1","kind":"Thing","metadata":{"name":"from-json","namespace":"shop"}}]""")
            .Add("cluster-resources/custom-resources/things.example.com/shop.yaml", "- apiVersion: example.com/v1\n  kind: Thing\n  metadata:\n    name: from-yaml\n    namespace: shop\n")
            .Add("cluster-resources/custom-resources/wholes.example.com.yaml", "- apiVersion: example.com/v1\n  kind: Whole\n  metadata:\n    name: one\n");

        var inventory = folder.Read();

        Assert.Equal("from-json", Assert.Single(inventory.OfKind("Thing")).Name);
        Assert.IsType<KubeUntypedObject>(Assert.Single(inventory.OfKind("Whole")));
    }

    [Fact]
    public void Takes_the_definitions_for_what_exists()
    {
        using var folder = Bundle().Add("cluster-resources/custom-resource-definitions.json", """{"metadata":{},"items":[]}""");

        Assert.Null(folder.Read().GapFor("HTTPRoute"));
    }

    [Fact]
    public void Reads_names_and_keys_of_secrets_and_config_maps_collected_alone()
    {
        using var folder = Bundle()
            .Add("secrets/shop/db.json", """{"namespace":"shop","name":"db","key":"","secretExists":true,"keyExists":false,"data":{"password":"hunter2","user":"x"}}""")
            .Add("secrets/shop/tls/tls.key.json", """{"namespace":"shop","name":"tls","key":"tls.key","secretExists":true,"keyExists":true,"value":"hunter2"}""")
            .Add("secrets/shop/gone.json", """{"namespace":"shop","name":"gone","key":"","secretExists":false,"keyExists":false}""")
            .Add("configmaps/shop/settings.json", """{"namespace":"shop","name":"settings","key":"","configMapExists":true,"keyExists":false,"data":{"a":"1"}}""")
            .Add("cluster-resources/image-pull-secrets/shop/registry.json", """{"registry.example.com":"robot"}""");

        var inventory = folder.Read();

        Assert.Equal(["password", "user"], inventory.Find<KubeSecret>("Secret", "shop", "db")!.Keys);
        Assert.Null(inventory.Find<KubeSecret>("Secret", "shop", "tls")!.Keys);
        Assert.Null(inventory.Find("Secret", "shop", "gone"));
        Assert.Equal("kubernetes.io/dockerconfigjson", inventory.Find<KubeSecret>("Secret", "shop", "registry")!.Type);
        Assert.Equal(["a"], inventory.Find<KubeConfigMap>("ConfigMap", "shop", "settings")!.Keys);
        Assert.NotNull(inventory.GapFor("Secret", "shop"));
    }

    [Fact]
    public void Finds_logs_in_older_places_by_the_pods_that_are_known()
    {
        using var folder = Bundle()
            .Add("shop/web-2/app.log", "by namespace\n")
            .Add("collector/web-2/app-previous.log", "by collector\n")
            .Add("other/nobody/app.log", "of no pod\n");

        var inventory = folder.Read();

        Assert.Equal("by namespace", Line(inventory, "shop", "web-2", "app", false));
        Assert.Equal("by collector", Line(inventory, "shop", "web-2", "app", true));
    }

    [Fact]
    public void Takes_a_pods_log_without_container_for_the_only_container()
    {
        using var folder = Bundle().Add("collector/web-2.log", "whole pod\n");

        Assert.Equal("whole pod", Line(folder.Read(), "shop", "web-2", "app", false));
    }

    [Fact]
    public void Knows_a_container_whose_name_ends_in_previous()
    {
        using var folder = new TempFolder()
            .Add("cluster-resources/pods/shop.json", Kube.List("Pod", Kube.Pod("shop", "web-1", "app-previous", "side")))
            .Add("cluster-resources/pods/logs/shop/web-1/app-previous.log", "one\n")
            .Add("cluster-resources/pods/logs/shop/web-1/app-previous-previous.log", "two\n");

        var inventory = folder.Read();

        Assert.Equal("one", Line(inventory, "shop", "web-1", "app-previous", false));
        Assert.Equal("two", Line(inventory, "shop", "web-1", "app-previous", true));
    }

    [Fact]
    public void Tells_why_there_is_no_log()
    {
        using var folder = Bundle()
            .Add("cluster-resources/pods/logs/shop/web-2/app-logs-errors.log", "failed to get log stream: container \"app\" in pod \"web-2\" is waiting to start: ContainerCreating")
            .Add("cluster-resources/pods/logs/shop/web-2/app-previous.log", "unable to retrieve container logs for containerd://4920cee4680761d425e43cf73e5d95e1");

        var inventory = folder.Read();

        var waiting = inventory.Log(new LogRequest("shop", "web-2", "app", false)).Gap!;
        Assert.Equal((GapKind.Failed, KindTable.PodLog, "shop"), (waiting.Kind, waiting.Resource, waiting.Namespace));
        Assert.EndsWith("is waiting to start: ContainerCreating", waiting.Reason, StringComparison.Ordinal);
        Assert.StartsWith("unable to retrieve container logs", inventory.Log(new LogRequest("shop", "web-2", "app", true)).Gap!.Reason, StringComparison.Ordinal);
        var absent = inventory.Log(new LogRequest("shop", "web-1", "other", false)).Gap!;
        Assert.Equal(GapKind.Absent, absent.Kind);
        Assert.Equal("kubectl -n shop logs web-1 -c other --timestamps", absent.Remedy);
    }

    [Fact]
    public void Takes_an_empty_log_for_no_gap()
    {
        using var folder = Bundle().Add("cluster-resources/pods/logs/shop/web-2/app.log", "");

        var log = folder.Read().Log(new LogRequest("shop", "web-2", "app", false));

        Assert.Null(log.Gap);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void Names_files_that_do_not_parse_and_goes_on()
    {
        using var folder = Bundle().Add("cluster-resources/services/shop.json", "{\"kind\":\"ServiceList\",\"items\":[{");

        var inventory = folder.Read();

        var gap = inventory.GapFor("Service", "shop")!;
        Assert.Equal(GapKind.Unreadable, gap.Kind);
        Assert.Equal("cluster-resources/services/shop.json", gap.Path);
        Assert.Equal(2, inventory.OfKind("Pod").Count);
    }

    private static string Line(ClusterInventory inventory, string ns, string pod, string container, bool previous) =>
        Assert.Single(inventory.Log(new LogRequest(ns, pod, container, previous)).Lines).Text;

    private static TempFolder Bundle() => new TempFolder()
        .Add("cluster-info/cluster_version.json", """{"info":{"gitVersion":"v1.23.5"},"string":"v1.23.5"}""")
        .Add("cluster-resources/namespaces.json", Kube.List("Namespace", Kube.Namespace("default"), Kube.Namespace("shop")))
        .Add("cluster-resources/groups.json", "[]")
        .Add("cluster-resources/auth-cani-list/shop.json", "[]")
        .Add("cluster-resources/pods/default.json", Kube.List("Pod"))
        .Add("cluster-resources/pods/shop.json", Kube.List("Pod", Kube.Pod("shop", "web-1", "app"), Kube.Pod("shop", "web-2", "app")))
        .Add("cluster-resources/pods/logs/shop/web-1/app.log", "current\n")
        .Add("cluster-resources/pods/logs/shop/web-1/app-previous.log", "before\n");
}
