using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class AddressesTests
{
    [Theory]
    [InlineData("http://payments", "URL", "payments", null)]
    [InlineData("http://payments:8080/api?x=1", "URL", "payments", 8080)]
    [InlineData("postgres://shop:p%40ss@orders-db:5432/orders", "DATABASE_URL", "orders-db", 5432)]
    [InlineData("jdbc:mysql://orders-db:3306/orders?useSSL=false", "JDBC", "orders-db", 3306)]
    [InlineData("shop:secret@tcp(orders-db:3306)/orders", "DSN", "orders-db", 3306)]
    [InlineData("redis:6379", "REDIS", "redis", 6379)]
    [InlineData("redis.cache.svc:6379", "REDIS", "redis.cache.svc", 6379)]
    [InlineData("redis.cache.svc.cluster.local", "REDIS", "redis.cache.svc.cluster.local", null)]
    [InlineData("--upstream=payments:8080", "--upstream", "payments", 8080)]
    [InlineData("until curl -s http://api:8080/health; do sleep 1; done", "", "api", 8080)]
    [InlineData("HTTPS://API.example.com.", "URL", "api.example.com", null)]
    public void Finds_what_can_only_be_an_address(string text, string name, string host, int? port)
    {
        var address = Assert.Single(Addresses.In(text, name));

        Assert.Equal((host, port, true), (address.Host, address.Port, address.IsCertain));
    }

    [Theory]
    [InlineData("mongodb://a:1@mongo-0.mongo:27017,mongo-1.mongo:27017/db", "mongo-0.mongo mongo-1.mongo")]
    [InlineData("kafka-0:9092,kafka-1:9092, kafka-2:9092", "kafka-0 kafka-1 kafka-2")]
    public void Finds_every_host_of_a_list(string text, string hosts) =>
        Assert.Equal(hosts, string.Join(' ', Addresses.In(text, "BROKERS").Where(address => address.IsCertain).Select(address => address.Host)));

    [Theory]
    [InlineData("postgres:16", "IMAGE")]
    [InlineData("registry.example/shop/web:2024", "IMAGE")]
    [InlineData("postgres:16", "DATABASE")]
    [InlineData("app:1000", "CHOWN")]
    [InlineData("http://0.0.0.0:8080", "LISTEN")]
    [InlineData("shop:8080", "ADVERTISED_LISTENERS")]
    [InlineData("http://10.0.0.1:8080", "URL")]
    [InlineData("https://$(HOST):8080", "URL")]
    [InlineData("https://${HOST}-api:8080", "URL")]
    [InlineData("https://%{KUBERNETES_API}%/static", "URL")]
    [InlineData("https://***HIDDEN***:2379", "URL")]
    [InlineData("12:30:45", "AT")]
    [InlineData("s3://backups", "BUCKET")]
    [InlineData("unix:///csi/csi.sock", "CSI_ENDPOINT")]
    [InlineData("chown -R nginx:1001 /var", "")]
    [InlineData(".svc,.cluster.local,10.42.0.0/16", "NO_PROXY")]
    [InlineData("{\"a\":1000,\"b:2000\":3}", "JSON")]
    [InlineData("sha256:2397d05d8a2ef8f2aba9b6bf4a3d9b10d4a5b1b1d5a1c0d6e6a2b6f1b0d5c111", "DIGEST")]
    [InlineData("orders-db", "DB_HOST")]
    [InlineData("true", "ENABLED")]
    public void Is_certain_of_nothing_else(string text, string name) => Assert.DoesNotContain(Addresses.In(text, name), address => address.IsCertain);

    [Fact]
    public void A_script_of_any_length_takes_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var text in new[] { new string('a', 16_000), string.Concat(Enumerable.Repeat("a.", 8_000)), string.Concat(Enumerable.Repeat("a:1,", 4_000)) })
        {
            _ = Addresses.In(text, "SCRIPT").ToList();
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
