namespace Engine.Tests.Sources;

public class ClusterInfoDumpTests
{
    private const string Logs = """
        ==== START logs for container init of pod shop/web-1 ====
        preparing
        ==== END logs for container init of pod shop/web-1 ====
        ==== START logs for container app of pod shop/web-1 ====
        ==== START of something else
        { "looks": "like a document" }
        no line break at the end==== END logs for container app of pod shop/web-1 ====
        ==== START logs for container side of pod shop/web-1 ====
        Request log error: container "side" in pod "web-1" is waiting to start: PodInitializing
        ==== END logs for container side of pod shop/web-1 ====

        """;

    [Theory]
    [InlineData("json", false)]
    [InlineData("yaml", false)]
    [InlineData("json", true)]
    public void Reads_a_folder(string format, bool archived)
    {
        using var folder = new TempFolder();
        folder.Add($"nodes.{format}", Text(format, "Node", Kube.Node("n1")));
        foreach (var (file, kind) in new[] { ("events", "Event"), ("replication-controllers", "ReplicationController"), ("services", "Service"), ("daemonsets", "DaemonSet"), ("deployments", "Deployment"), ("replicasets", "ReplicaSet") })
        {
            folder.Add($"shop/{file}.{format}", Text(format, kind));
        }

        folder.Add($"shop/pods.{format}", Text(format, "Pod", Kube.Pod("shop", "web-1", "init", "app", "side"))).Add("shop/web-1/logs.txt", Logs);

        var inventory = archived ? TempFolder.Read(folder.Tar()) : folder.Read();

        Assert.Equal("cluster-info dump", inventory.Source);
        Assert.Single(inventory.OfKind("Node"));
        Assert.Single(inventory.OfKind("Pod"));
        Assert.Null(inventory.GapFor("Deployment", "shop"));
        Assert.NotNull(inventory.GapFor("Deployment", "kube-system"));
        AssertLogs(inventory);
    }

    [Theory]
    [InlineData("json", false)]
    [InlineData("yaml", false)]
    [InlineData("json", true)]
    public void Reads_the_same_as_one_text(string format, bool windows)
    {
        string[] documents =
        [
            Text(format, "Node", Kube.Node("n1")),
            Text(format, "Event"),
            Text(format, "Service", Kube.Service("kube-system", "dns")),
            Text(format, "Deployment"),
            Text(format, "Pod"),
            Text(format, "Event"),
            Text(format, "Service"),
            Text(format, "Deployment"),
            Text(format, "Pod", Kube.Pod("shop", "web-1", "init", "app", "side")),
        ];
        var text = string.Join(format == "yaml" ? "---\n" : "", documents.Select(document => document.TrimStart('-', '\n'))) + Logs;
        using var folder = new TempFolder().Add("dump.txt", windows ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text);

        var inventory = TempFolder.Read(Path.Combine(folder.Root, "dump.txt"));

        Assert.Equal(("dump", "cluster-info dump"), (inventory.Name, inventory.Source));
        Assert.Single(inventory.OfKind("Node"));
        Assert.Single(inventory.OfKind("Pod"));
        Assert.Null(inventory.GapFor("Node"));
        Assert.Null(inventory.GapFor("Deployment", "shop"));
        Assert.Null(inventory.GapFor("Deployment", "kube-system"));
        Assert.NotNull(inventory.GapFor("Deployment", "other"));
        Assert.Empty(inventory.Coverage.Gaps);
        AssertLogs(inventory);
    }

    private static void AssertLogs(ClusterInventory inventory)
    {
        Assert.Equal(["preparing"], inventory.Log(new LogRequest("shop", "web-1", "init", false)).Lines.Select(line => line.Text));
        Assert.Equal(
            ["==== START of something else", "{ \"looks\": \"like a document\" }", "no line break at the end"],
            inventory.Log(new LogRequest("shop", "web-1", "app", false)).Lines.Select(line => line.Text));
        Assert.Equal(
            "container \"side\" in pod \"web-1\" is waiting to start: PodInitializing",
            inventory.Log(new LogRequest("shop", "web-1", "side", false)).Gap!.Reason);
        Assert.NotNull(inventory.Log(new LogRequest("shop", "web-1", "app", true)).Gap);
    }

    // kubectl's printers indent by four and end a document at the margin.
    private static string Text(string format, string kind, params string[] items)
    {
        using var document = System.Text.Json.JsonDocument.Parse(Kube.List(kind, items));
        if (format == "json")
        {
            return System.Text.Json.JsonSerializer.Serialize(document.RootElement, s_indented).ReplaceLineEndings("\n") + "\n";
        }

        // JSON values are YAML, so only the top level needs to look like it.
        return "---\n" + string.Concat(document.RootElement.EnumerateObject().Select(pair => $"{pair.Name}: {System.Text.Json.JsonSerializer.Serialize(pair.Value)}\n"));
    }

    private static readonly System.Text.Json.JsonSerializerOptions s_indented = new() { WriteIndented = true, IndentSize = 4 };
}
