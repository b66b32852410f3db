using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class LogSignsTests
{
    [Theory]
    [InlineData("exec /usr/local/bin/geo: exec format error", LogSign.WrongArchitecture, null)]
    [InlineData("/bin/sh: exec: line 0: ./serverd: not found", LogSign.ProgramMissing, "./serverd")]
    [InlineData("/docker-entrypoint.sh: line 12: gunicorn: command not found", LogSign.ProgramMissing, "gunicorn")]
    [InlineData("Error: Cannot find module '/app/dist/main.js'", LogSign.ProgramMissing, "/app/dist/main.js")]
    [InlineData("importer: error: unrecognized arguments: --batch-sise 500", LogSign.BadArgument, "--batch-sise")]
    [InlineData("Error: unknown command \"serv\" for \"storectl\"", LogSign.BadArgument, "serv")]
    [InlineData("flag provided but not defined: -listen-adr", LogSign.BadArgument, "-listen-adr")]
    [InlineData("KeyError: 'SMTP_HOST'", LogSign.VariableMissing, "SMTP_HOST")]
    [InlineData("/entrypoint.sh: line 4: DATABASE_URL: unbound variable", LogSign.VariableMissing, "DATABASE_URL")]
    [InlineData("required key STRIPE_KEY missing value", LogSign.VariableMissing, "STRIPE_KEY")]
    [InlineData("Could not resolve placeholder 'orders.db.url' in value \"${orders.db.url}\"", LogSign.VariableMissing, "orders.db.url")]
    [InlineData("2026/03/10 09:27:57 open /etc/router/router.yaml: no such file or directory", LogSign.FileMissing, "/etc/router/router.yaml")]
    [InlineData("FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/settings.toml'", LogSign.FileMissing, "/etc/app/settings.toml")]
    [InlineData("nginx: [emerg] unknown directive \"proxy_pas\" in /etc/nginx/conf.d/default.conf:12", LogSign.ConfigInvalid, null)]
    [InlineData("Error: listen EADDRINUSE: address already in use :::8080", LogSign.PortInUse, "8080")]
    [InlineData("2026/03/10 09:27:57 listen tcp 0.0.0.0:9090: bind: address already in use", LogSign.PortInUse, "9090")]
    [InlineData("OSError: [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use", LogSign.PortInUse, "8000")]
    [InlineData("Web server failed to start. Port 8443 was already in use.", LogSign.PortInUse, "8443")]
    [InlineData("FATAL: password authentication failed for user \"invoices\"", LogSign.CredentialsRejected, "invoices")]
    [InlineData("ERROR 1045 (28000): Access denied for user 'shop'@'10.244.1.9' (using password: YES)", LogSign.CredentialsRejected, "shop")]
    [InlineData("pods is forbidden: User \"system:serviceaccount:shop:default\" cannot list resource \"pods\" in API group \"\" in the namespace \"shop\"", LogSign.ApiForbidden, "list pods")]
    [InlineData("E0310 09:27:56.402 1 main.go:88] \"Unable\" err=\"leases.coordination.k8s.io is forbidden: User \\\"system:serviceaccount:a:b\\\" cannot get resource \\\"leases\\\" in API group \\\"coordination.k8s.io\\\"\"", LogSign.ApiForbidden, "get leases.coordination.k8s.io")]
    [InlineData("ERROR: relation \"orders\" does not exist (SQLSTATE 42P01)", LogSign.SchemaMissing, "orders")]
    [InlineData("Error 1146 (42S02): Table 'shop.carts' doesn't exist", LogSign.SchemaMissing, "shop.carts")]
    [InlineData("ERROR: cannot execute INSERT in a read-only transaction", LogSign.DatabaseReadOnly, null)]
    [InlineData("READONLY You can't write against a read only replica.", LogSign.DatabaseReadOnly, null)]
    [InlineData("FATAL: sorry, too many clients already", LogSign.ConnectionsExhausted, null)]
    [InlineData("FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute", LogSign.ConnectionsExhausted, null)]
    [InlineData("mkdir /var/cache/uploads: read-only file system", LogSign.ReadOnlyFileSystem, "/var/cache/uploads")]
    [InlineData("open /data/index.db: permission denied", LogSign.PermissionDenied, "/data/index.db")]
    [InlineData("write /var/lib/queue/0001.log: no space left on device", LogSign.DiskFull, "/var/lib/queue/0001.log")]
    [InlineData("java.lang.OutOfMemoryError: Java heap space", LogSign.HeapExhausted, null)]
    [InlineData("panic: runtime error: index out of range [3] with length 3", LogSign.Crash, null)]
    [InlineData("usage: importer [-h] [--batch-size N]", LogSign.Usage, null)]
    [InlineData("2026-03-10T09:26:10Z INFO listening on :8080", LogSign.Serving, "8080")]
    [InlineData("Started CatalogApplication in 12.4 seconds", LogSign.Serving, null)]
    [InlineData("2026-03-10T09:29:24Z INFO Migrating schema to version 118", LogSign.Starting, null)]
    public void A_line_is_one_sign_and_names_its_subject(string text, LogSign sign, string? subject)
    {
        var read = LogSigns.Read(Line(text));

        Assert.Equal((sign, subject), (read?.Sign, read?.Subject));
    }

    [Theory]
    [InlineData("dial tcp: lookup orders-db.data.svc.cluster.local on 10.96.0.10:53: no such host", LogSign.NameNotResolving, "orders-db.data.svc.cluster.local", null)]
    [InlineData("lookup cache on 10.96.0.10:53: read udp 10.244.1.4:53011->10.96.0.10:53: i/o timeout", LogSign.NameNotResolving, "cache", null)]
    [InlineData("stock lookup failed: dial tcp 10.43.61.5:80: connect: connection refused", LogSign.ConnectionRefused, "10.43.61.5", 80)]
    [InlineData("Error: getaddrinfo ENOTFOUND orders-db", LogSign.NameNotResolving, "orders-db", null)]
    [InlineData("psycopg2.OperationalError: could not translate host name \"pg\" to address: Name or service not known", LogSign.NameNotResolving, "pg", null)]
    [InlineData("java.net.UnknownHostException: kafka-0.kafka", LogSign.NameNotResolving, "kafka-0.kafka", null)]
    [InlineData("dial tcp 10.96.8.113:8080: connect: connection refused", LogSign.ConnectionRefused, "10.96.8.113", 8080)]
    [InlineData("Error: connect ECONNREFUSED 10.96.3.4:6379", LogSign.ConnectionRefused, "10.96.3.4", 6379)]
    [InlineData("connection to server at \"orders-db\" (10.96.3.9), port 5432 failed: Connection refused", LogSign.ConnectionRefused, "orders-db", 5432)]
    [InlineData("org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct", LogSign.ConnectionRefused, "orders-db", 5432)]
    [InlineData("read tcp 10.244.1.4:43022->10.96.3.4:5432: i/o timeout", LogSign.TimedOut, "10.96.3.4", 5432)]
    [InlineData("Get \"http://pricing.shop:8080/v1\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)", LogSign.TimedOut, "pricing.shop", 8080)]
    [InlineData("dial tcp 10.20.9.9:443: connect: no route to host", LogSign.Unreachable, "10.20.9.9", 443)]
    [InlineData("Get \"https://api.example.com/v1\": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-10T09:27:56Z is after 2026-03-01T00:00:00Z", LogSign.CertificateExpired, "api.example.com", null)]
    [InlineData("Post \"https://vault:8200/v1/auth\": tls: failed to verify certificate: x509: certificate signed by unknown authority", LogSign.CertificateUntrusted, "vault", 8200)]
    [InlineData("Get \"https://pricing:8080/\": http: server gave HTTP response to HTTPS client", LogSign.TlsMismatch, "pricing", 8080)]
    public void A_call_that_fails_names_whom_it_was_for(string text, LogSign sign, string host, int? port)
    {
        var read = LogSigns.Read(Line(text));

        Assert.Equal((sign, host, port), (read?.Sign, read?.Host, read?.Port));
    }

    [Theory]
    [InlineData("2026-03-10T09:27:56Z INFO last error was connection refused, all is well now")]
    [InlineData("level=debug msg=\"open /etc/optional.yaml: no such file or directory\"")]
    [InlineData("I0310 09:27:55.120337       1 main.go:62] \"no such host, will try again\"")]
    [InlineData("{\"level\":\"info\",\"msg\":\"retry after connection refused\"}")]
    [InlineData("GET /orders/17 200 12ms")]
    [InlineData("")]
    public void What_is_only_mentioned_is_no_sign_of_a_fault(string text) => Assert.False(LogSigns.Read(Line(text))?.IsReason ?? false);

    [Fact]
    public void A_host_is_the_service_it_means_to_the_pod()
    {
        var cluster = new TestCluster().Add(
            new KubeService { Kind = "Service", Namespace = "shop", Name = "orders-db", ClusterIP = "10.96.3.4" },
            new KubeService { Kind = "Service", Namespace = "data", Name = "cache", ClusterIP = "None" }).Build();

        var objects = LogSigns.Of(cluster,
        [
            Line("dial tcp: lookup orders-db on 10.96.0.10:53: no such host"),
            Line("dial tcp 10.96.3.4:5432: connect: connection refused"),
            Line("getaddrinfo ENOTFOUND cache-0.cache.data.svc.cluster.local"),
            Line("dial tcp: lookup cache on 10.96.0.10:53: no such host"),
        ]).Select(sign => sign.Object?.ToString());

        Assert.Equal(["Service shop/orders-db", "Service shop/orders-db", "Service data/cache", null], objects);
    }

    [Fact]
    public void What_the_log_got_past_did_not_end_the_run()
    {
        var signs = Read("ERROR dial tcp 10.0.0.1:5432: connect: connection refused", "INFO listening on :8080", "ERROR write /data/1: no space left on device");

        Assert.Equal([LogSign.DiskFull], LogSigns.Decisive(signs).Select(sign => sign.Sign));
    }

    [Fact]
    public void A_warning_counts_only_where_nothing_graver_is_said()
    {
        var warnings = Read("WARN connect: connection refused, try 1 of 3", "WARN connect: connection refused, try 2 of 3");
        var graver = Read("WARN cache: connection refused", "FATAL password authentication failed for user \"a\"");

        Assert.Equal(2, LogSigns.Decisive(warnings).Count());
        Assert.Equal([LogSign.CredentialsRejected], LogSigns.Decisive(graver).Select(sign => sign.Sign));
    }

    [Fact]
    public void A_stack_trace_belongs_to_the_error_above_it_and_may_give_its_reason()
    {
        var node = Read("Error: connect ECONNREFUSED 10.0.0.1:6379", "    at TCPConnectWrap.afterConnect (node:net:1607:16)", "Node.js v22.11.0");
        var java = Read("Exception in thread \"main\" java.lang.IllegalStateException: no pool", "\tat shop.Main.main(Main.java:9)", "Caused by: java.net.UnknownHostException: orders-db", "\t... 3 more");

        Assert.Equal([LogSign.ConnectionRefused], node.Select(sign => sign.Sign));
        Assert.Equal([LogSign.Crash, LogSign.NameNotResolving], java.Select(sign => sign.Sign));
    }

    [Fact]
    public void A_crash_for_something_else_is_not_laid_to_what_was_said_long_before()
    {
        var other = Read("connection refused, will try again", "connected", "loaded 12 rules", "took order 17", "panic: runtime error: index out of range [3] with length 3", "goroutine 1 [running]:");
        var same = Read("took order 17", "cannot connect: connection refused", "panic: no database", "goroutine 1 [running]:", "main.main()");

        Assert.Empty(LogSigns.Decisive(other));
        Assert.Equal([LogSign.ConnectionRefused], LogSigns.Decisive(same).Select(sign => sign.Sign));
    }

    [Fact]
    public void The_reason_of_a_chain_of_stack_traces_stands_in_the_first()
    {
        var signs = Read(
            "Traceback (most recent call last):", "  File \"a.py\", line 1, in <module>", "ConnectionRefusedError: [Errno 111] Connection refused", "",
            "During handling of the above exception, another exception occurred:", "", "Traceback (most recent call last):", "  File \"b.py\", line 9, in <module>", "StartupError: no queue");

        Assert.Equal([LogSign.ConnectionRefused], LogSigns.Decisive(signs).Select(sign => sign.Sign));
    }

    [Theory]
    [InlineData("listening on 127.0.0.1:8080", 8080, true)]
    [InlineData("Server running at http://localhost:3000/", 3000, true)]
    [InlineData("listening on [::1]:9000", 9000, true)]
    [InlineData("listening on 0.0.0.0:8080", 8080, false)]
    [InlineData("2026-03-10 09:19:05 Tomcat started on port 8080 (http)", 8080, false)]
    public void What_listens_says_where(string text, int port, bool isLoopback)
    {
        var read = LogSigns.Read(Line(text));

        Assert.Equal((LogSign.Serving, port, isLoopback), (read?.Sign, read?.Port, read?.IsLoopback));
    }

    private static IEnumerable<KubeLogSign> Read(params string[] lines) => LogSigns.Of(new TestCluster().Build(), lines.Select(Line));

    private static KubeLogLine Line(string text) => new("shop", "web-1", "app", false, null, text);
}
