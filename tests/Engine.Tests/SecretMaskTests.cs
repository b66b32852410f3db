using System.Text.Json;
using Engine.Tests.Sources;

namespace Engine.Tests;

/// <summary>A password that is known from one place, looked for in everything an inventory gives.</summary>
public sealed class SecretMaskTests : IDisposable
{
    private const string Password = "Zk3jQ8x7LmPq";

    private readonly TempFolder _folder = new("known");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData($$"""{"name":"DB_PASSWORD","value":"{{Password}}"}""")]
    [InlineData($$"""{"name":"DATABASE_URL","value":"postgres://shop:{{Password}}@db:5432/shop"}""")]
    [InlineData($$"""{"name":"JDBC","value":"jdbc:mysql://db/shop?user=a&password={{Password}}"}""")]
    public void A_password_of_a_variable_is_masked_wherever_else_it_stands(string variable)
    {
        var cluster = Cluster(variable);

        var pod = cluster.Find<KubePod>("Pod", "shop", "web")!;
        Assert.Equal("rotated to *** by hand", pod.Annotations["note"]);
        Assert.Equal(["sh", "-c", "login ***"], pod.Spec.Containers[0].Args);
        Assert.Equal(["check", "***"], pod.Spec.Containers[0].LivenessProbe!.Command);
        Assert.Equal("app:***", pod.Containers[0].Spec.Env.Single(entry => entry.Name == "GREETING").Value);
        Assert.Equal("could not log in with ***", pod.Containers[0].LastMessage);
        Assert.Equal("Liveness probe failed: '***' refused", cluster.All<KubeEvent>().Single().Message);
        Assert.Equal(["trying ***", "sent <***> to db", "x" + Password + "x is another word"], Log(cluster));
        Assert.Contains("***", JsonSerializer.Serialize(cluster.All<KubeUntypedObject>().Single().Properties), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_an_inventory_shows_what_was_masked()
    {
        var cluster = Cluster($$"""{"name":"DB_PASSWORD","value":"{{Password}}"}""");

        var text = string.Join('\n', cluster.Objects.Select(item => JsonSerializer.Serialize(item, item.GetType()) + item)) + string.Join('\n', Log(cluster).SkipLast(1));

        Assert.Contains("rotated to", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_a_config_map_is_masked_in_a_log()
    {
        _folder.Add("map.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: app, namespace: shop}}\ndata:\n  app.properties: |\n    db.user=shop\n    db.password={Password}\n");

        Assert.Equal("trying ***", Log(Cluster("""{"name":"MODE","value":"fast"}"""))[0]);
    }

    [Fact]
    public void A_password_in_a_config_map_is_shown_in_no_text_of_it()
    {
        _folder.Add("map.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: app, namespace: shop}}\ndata:\n  DB_PASSWORD: {Password}\n  run.sh: login {Password}\n");
        var cluster = _folder.Read();

        var texts = cluster.ConfigText(cluster.Find<KubeConfigMap>("ConfigMap", "shop", "app")!).Entries;

        Assert.Equal(["***", "login ***"], texts.Select(entry => entry.Text));
    }

    [Theory]
    [InlineData("DB_PASSWORD", "password")]
    [InlineData("DB_PASSWORD", "web")]
    [InlineData("OIDC_AUTH", "dex.auth.svc:5556")]
    [InlineData("PROXY_AUTH", "http://auth.shop:8080/verify")]
    [InlineData("AUTH", "auth.shop.svc.cluster.local")]
    [InlineData("PRIVATE_KEY", "/etc/tls/tls.key")]
    public void What_is_a_plain_word_a_name_or_a_place_stays_in_a_log(string name, string value)
    {
        _folder.Add("logs/shop/web/app.log", $"cannot reach {value} now");

        Assert.Equal($"cannot reach {value} now", Assert.Single(Log(Cluster($$"""{"name":"{{name}}","value":"{{value}}"}""", log: false))));
    }

    [Fact]
    public void Pods_of_one_owner_go_on_sharing_what_was_asked_for()
    {
        var variable = $$"""{"name":"DB_PASSWORD","value":"{{Password}}"}""";
        _folder.Add("pods.json", $$"""{"apiVersion":"v1","kind":"List","items":[{{Pod("web-1", variable)}},{{Pod("web-2", variable)}}]}""");
        var cluster = _folder.Read();

        var (one, two) = (cluster.Find<KubePod>("Pod", "shop", "web-1")!, cluster.Find<KubePod>("Pod", "shop", "web-2")!);
        Assert.Same(one.Spec, two.Spec);
        Assert.Equal(["sh", "-c", "login ***"], one.Spec.Containers[0].Args);
    }

    private static string[] Log(ClusterInventory cluster) =>
        [.. cluster.Log(new LogRequest("shop", "web", "app", false)).Lines.Select(line => line.Text)];

    private ClusterInventory Cluster(string variable, bool log = true)
    {
        _folder.Add("pod.json", Pod("web", variable));
        _folder.Add("event.json", $$$$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"web.1","namespace":"shop"},"involvedObject":{"kind":"Pod","name":"web","namespace":"shop"},
             "type":"Warning","reason":"Unhealthy","message":"Liveness probe failed: '{{{{Password}}}}' refused"}
            """);
        _folder.Add("other.json", $$$$"""
            {"apiVersion":"db.example/v1","kind":"Database","metadata":{"name":"db","namespace":"shop"},"spec":{"notes":[{"text":"first {{{{Password}}}}"}]}}
            """);
        if (log)
        {
            _folder.Add("logs/shop/web/app.log", $"trying {Password}\nsent <{Password}> to db\nx{Password}x is another word\n");
        }

        return _folder.Read();
    }

    private static string Pod(string name, string variable) => $$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{name}}}}","namespace":"shop","annotations":{"note":"rotated to {{{{Password}}}} by hand"}},
         "spec":{"containers":[{"name":"app","image":"app:1","args":["sh","-c","login {{{{Password}}}}"],"livenessProbe":{"exec":{"command":["check","{{{{Password}}}}"]}},
          "env":[{{{{variable}}}},{"name":"GREETING","value":"app:{{{{Password}}}}"}]}]},
         "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":1,"state":{"running":{}},
          "lastState":{"terminated":{"exitCode":1,"message":"could not log in with {{{{Password}}}}"}}}]}}
        """;
}
