using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class ReferencesTests
{
    [Fact]
    public void A_pod_needs_secrets_maps_claims_classes_and_accounts()
    {
        var pod = TestCluster.PodOf("web", new KubePodSpec
        {
            ServiceAccount = "web",
            ImagePullSecrets = ["registry"],
            PriorityClass = "high",
            Containers =
            [
                TestCluster.Container("migrate", type: ContainerType.Init) with { EnvFrom = [new KubeEnvFrom("ConfigMap", "settings", false)] },
                TestCluster.Container("app") with
                {
                    EnvFrom = [new KubeEnvFrom("Secret", "extra", true)],
                    Env = [new KubeEnv("DB_PASSWORD", null, new KubeKeyReference("Secret", "db", "password", false))],
                },
            ],
            Volumes =
            [
                new KubePodVolume("data", "persistentVolumeClaim") { Claim = "data" },
                new KubePodVolume("tls", "secret") { References = [new KubeKeyReference("Secret", "tls-cert", "", false)] },
                new KubePodVolume("all", "projected") { References = [new KubeKeyReference("ConfigMap", "settings", "app.yaml", false)] },
            ],
        });
        var cluster = new TestCluster().Add(TestCluster.Secret("db", "username", "password"), TestCluster.ConfigMap("settings", "app.yml")).Build();

        var references = References.Of(cluster, pod);

        Assert.Equal(
            [
                "serviceAccountName: ServiceAccount shop/web False",
                "imagePullSecrets: Secret shop/registry False",
                "priorityClassName: PriorityClass high False",
                "volumes[data]: PersistentVolumeClaim shop/data False",
                "volumes[tls]: Secret shop/tls-cert False",
                "volumes[all]: ConfigMap shop/settings/app.yaml False",
                "initContainers[migrate].envFrom: ConfigMap shop/settings True",
                "containers[app].envFrom: Secret shop/extra False",
                "containers[app].env[DB_PASSWORD]: Secret shop/db/password True",
            ],
            references.Select(Write));
        Assert.Equal(["imagePullSecrets", "containers[app].envFrom"], references.Where(reference => reference.Optional).Select(reference => reference.Field));
        var key = references.Single(reference => reference.Field == "volumes[all]");
        Assert.True(key.OnlyKeyMissing);
        Assert.Equal("app.yml", key.NearMiss);
    }

    [Fact]
    public void The_account_not_named_is_default_and_brings_its_pull_secrets()
    {
        var references = References.Of(new TestCluster().Add(TestCluster.ServiceAccount("default", "registry")).Build(), TestCluster.Pod("web"));

        Assert.Equal(
            ["serviceAccountName: ServiceAccount shop/default True", "serviceAccount[default].imagePullSecrets: Secret shop/registry False"],
            references.Select(Write));
    }

    [Fact]
    public void What_was_not_read_is_not_missing()
    {
        var pod = TestCluster.PodOf("web", new KubePodSpec
        {
            Containers =
            [
                TestCluster.Container() with
                {
                    Env =
                    [
                        new KubeEnv("A", null, new KubeKeyReference("Secret", "unread", "a", false)),
                        new KubeEnv("B", null, new KubeKeyReference("ConfigMap", "gone", "b", false)),
                        new KubeEnv("URL", "http://payments:8080", null),
                    ],
                },
            ],
        });
        var cluster = new TestCluster().Add(TestCluster.ServiceAccount()).Forbidden("Secret", "shop").Unread("Service").Build();

        var references = References.Of(cluster, pod);

        Assert.Equal([true, null, false, null], references.Select(reference => reference.Exists));
        Assert.Equal(["Secret", "Service"], References.GapsOf(cluster, pod).Select(gap => gap.Resource));
    }

    [Fact]
    public void Keys_that_were_not_read_are_not_known()
    {
        var secret = TestCluster.Secret("db") with { Keys = null };
        var pod = TestCluster.Pod("web", null, TestCluster.Container() with { Env = [new KubeEnv("A", null, new KubeKeyReference("Secret", "db", "a", false))] });
        var cluster = new TestCluster().Add(secret, TestCluster.ServiceAccount()).Build();

        Assert.Null(References.Of(cluster, pod)[1].Exists);
        Assert.Equal("names of keys were not read", Assert.Single(References.GapsOf(cluster, pod)).Reason);
    }

    [Fact]
    public void A_missing_name_that_is_nearly_another_says_which()
    {
        var pod = TestCluster.Pod("web", null, TestCluster.Container() with { EnvFrom = [new KubeEnvFrom("ConfigMap", "app-setting", false)] });

        var missing = References.Of(new TestCluster().Add(TestCluster.ServiceAccount(), TestCluster.ConfigMap("app-settings")).Build(), pod)[1];

        Assert.Equal((false, false, "app-settings"), (missing.Exists, missing.OnlyKeyMissing, missing.NearMiss));
    }

    [Theory]
    [InlineData("http://payments:8080/pay", "Service shop/payments/8080 True")]
    [InlineData("payments:8080", "Service shop/payments/8080 True")]
    [InlineData("payments.shop:8080", "Service shop/payments/8080 True")]
    [InlineData("payments.shop.svc.cluster.local", "Service shop/payments True")]
    [InlineData("mail.other", "Service other/mail True")]
    [InlineData("payments", "Service shop/payments True")]
    [InlineData("http://payments:8081", "Service shop/payments/8081 False")]
    [InlineData("http://paymnets:8080", "Service shop/paymnets False")]
    [InlineData("http://gone.other.svc", "Service other/gone False")]
    [InlineData("gone.other:80", "Service other/gone False")]
    [InlineData("db-0.db:5432", "Service shop/db True")]
    [InlineData("db-1.db.shop.svc.cluster.local:5432", "Service shop/db True")]
    public void Services_are_found_in_values(string value, string reference) => Assert.Equal(reference, Assert.Single(InEnvironment("PAYMENTS_HOST", value)));

    [Theory]
    [InlineData("http://api.example.com:8080")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://web-0:8080")]
    [InlineData("http://worker-1:9100")]
    [InlineData("http://legacy:80")]
    [InlineData("stripe.com:443")]
    [InlineData("not-a-service")]
    [InlineData("something.else.entirely")]
    [InlineData("postgres:16")]
    public void What_may_be_elsewhere_is_not_missing(string value) => Assert.Empty(InEnvironment("PAYMENTS_HOST", value));

    [Fact]
    public void A_name_in_a_variable_that_is_no_address_means_nothing() => Assert.Empty(InEnvironment("MODE", "payments"));

    [Fact]
    public void Variables_are_put_in_where_they_are_used()
    {
        var container = TestCluster.Container() with
        {
            Env = [new KubeEnv("PAY", "payments", null), new KubeEnv("URL", "http://$(PAY):8080", null)],
            Args = ["--upstream", "$(PAY):8080", "--unknown=http://$(OTHER):8080"],
        };

        Assert.Equal(["containers[app].env[URL]", "containers[app].args"], Addressing(container).Select(reference => reference.Field));
    }

    [Fact]
    public void A_port_the_service_does_not_have_is_told_with_the_one_it_has()
    {
        var reference = Assert.Single(Addressing(TestCluster.Container() with { Env = [new KubeEnv("URL", "http://payments:9999", null)] }));

        Assert.Equal((false, true, "8080", 9999), (reference.Exists, reference.OnlyKeyMissing, reference.NearMiss, reference.Port));
    }

    [Fact]
    public void A_pod_on_the_host_network_asks_the_node_s_dns()
    {
        var pod = TestCluster.PodOf("web", new KubePodSpec
        {
            HostNetwork = true,
            Containers = [TestCluster.Container() with { Env = [new KubeEnv("URL", "http://legacy-box:8080", null)] }],
        });

        Assert.DoesNotContain(References.Of(new TestCluster().Build(), pod), reference => reference.Object.Kind == "Service");
    }

    [Fact]
    public void An_ingress_names_services_ports_class_and_certificates()
    {
        var ingress = new KubeIngress
        {
            Kind = "Ingress",
            Namespace = "shop",
            Name = "web",
            Class = "ngnix",
            DefaultBackend = new KubeIngressBackend("missing", "80", null, null),
            Rules =
            [
                new KubeIngressRule("a.example.com", "/", "Prefix", new KubeIngressBackend("web", "http", null, null)),
                new KubeIngressRule(null, "/api", "Prefix", new KubeIngressBackend("web", "8080", null, null)),
            ],
            Tls = [new KubeIngressTls(["a.example.com"], "tls")],
        };
        var service = TestCluster.Service("web") with { Ports = [new KubeServicePort("http", 80, "8080", "TCP", null)] };
        var references = References.Of(new TestCluster().Add(service, new KubeIngressClass { Kind = "IngressClass", Name = "nginx" }).Build(), ingress);

        Assert.Equal(
            [
                "spec.ingressClassName: IngressClass ngnix False", "spec.defaultBackend: Service shop/missing/80 False",
                "rules[a.example.com/]: Service shop/web/http True", "rules[*/api]: Service shop/web/8080 False", "tls[a.example.com]: Secret shop/tls False",
            ],
            references.Select(Write));
        Assert.Equal("nginx", references[0].NearMiss);
        Assert.True(references[3].OnlyKeyMissing);
        Assert.Equal("80", references[3].NearMiss);
    }

    [Fact]
    public void Claims_name_their_class_and_volume()
    {
        var references = References.Of(new TestCluster().Add(TestCluster.StorageClass("fast")).Build(), TestCluster.Claim("data", "pv-1", "fsat"));

        Assert.Equal(["spec.storageClassName: StorageClass fsat False", "spec.volumeName: PersistentVolume pv-1 False"], references.Select(Write));
        Assert.Equal("fast", references[0].NearMiss);
    }

    [Fact]
    public void Other_kinds_name_what_they_lead_to()
    {
        var cluster = new TestCluster().Build();

        Assert.Equal("Deployment shop/web", Only(new KubeAutoscaler
        {
            Kind = "HorizontalPodAutoscaler",
            Namespace = "shop",
            Name = "web",
            ScaleTarget = new KubeTarget("Deployment", null, "web"),
        }));
        Assert.Equal("ClusterRole view", Only(new KubeRoleBinding { Kind = "RoleBinding", Namespace = "shop", Name = "b", Role = new KubeTarget("ClusterRole", null, "view") }));
        Assert.Equal("Service shop/metrics", Only(new KubeApiService { Kind = "APIService", Name = "v1", Service = new KubeTarget("Service", "shop", "metrics") }));
        Assert.Equal("Service shop/hook", Only(new KubeWebhookConfiguration
        {
            Kind = "ValidatingWebhookConfiguration",
            Name = "v",
            Webhooks = [new KubeWebhook("w", new KubeTarget("Service", "shop", "hook"), null, null, "Fail", 10, [], [], null)],
        }));

        string Only(KubeObject item) => Assert.Single(References.Of(cluster, item)).Object.ToString();
    }

    [Fact]
    public void A_stateful_set_s_templates_name_their_class()
    {
        var set = new KubeStatefulSet
        {
            Kind = "StatefulSet",
            Namespace = "shop",
            Name = "db",
            ServiceName = "db",
            Template = new KubePodTemplate(TestCluster.Map(), TestCluster.Map(), new KubePodSpec { Containers = [TestCluster.Container()] }),
            ClaimTemplates = [TestCluster.Claim("data", null, "gone")],
        };

        Assert.Contains(
            "volumeClaimTemplates[data].storageClassName: StorageClass gone False",
            References.Of(new TestCluster().Build(), set).Select(Write));
    }

    private static string Write(KubeReference reference) =>
        $"{reference.Field}: {reference.Object}{(reference.Key is null ? "" : "/" + reference.Key)} {reference.Exists}";

    private static IEnumerable<string> InEnvironment(string name, string value) =>
        Addressing(TestCluster.Container() with { Env = [new KubeEnv(name, value, null)] }).Select(reference => Write(reference)[(reference.Field.Length + 2)..]);

    private static IReadOnlyList<KubeReference> Addressing(KubeContainerSpec container)
    {
        var set = new KubeStatefulSet
        {
            Kind = "StatefulSet",
            Namespace = "shop",
            Name = "web",
            Template = new KubePodTemplate(TestCluster.Map(), TestCluster.Map(), new KubePodSpec { Containers = [container], HostAliases = ["legacy"] }),
        };
        var cluster = new TestCluster()
            .Add(TestCluster.Service("payments", 8080), TestCluster.Service("db", 5432) with { ClusterIP = "None" }, TestCluster.Service("mail") with { Namespace = "other" })
            .Add(TestCluster.Namespace("shop"), TestCluster.Namespace("other"), TestCluster.Node("worker-1"), set)
            .Build();
        return [.. References.Of(cluster, set).Where(reference => reference.Object.Kind == "Service")];
    }
}
