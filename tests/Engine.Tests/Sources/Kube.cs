namespace Engine.Tests.Sources;

/// <summary>Small objects as an API server writes them.</summary>
internal static class Kube
{
    public static string List(string kind, params string[] items) =>
        $$$"""{"kind":"{{{kind}}}List","apiVersion":"{{{KindTable.Find(kind)?.ApiVersion ?? "v1"}}}","metadata":{"resourceVersion":"1"},"items":[{{{string.Join(",", items)}}}]}""";

    public static string Namespace(string name) => Object("Namespace", null, name, """ "status":{"phase":"Active"} """);

    public static string Node(string name) => Object("Node", null, name, """ "status":{} """);

    public static string Service(string ns, string name) => Object("Service", ns, name, """ "spec":{} """);

    public static string Pod(string ns, string name, params string[] containers)
    {
        var specs = containers.Select(container => "{\"name\":\"" + container + "\",\"image\":\"i\"}");
        return Object("Pod", ns, name, "\"spec\":{\"containers\":[" + string.Join(",", specs) + "]},\"status\":{\"phase\":\"Running\"}");
    }

    private static string Object(string kind, string? ns, string name, string rest)
    {
        var scope = ns is null ? "" : $"\"namespace\":\"{ns}\",";
        return "{\"kind\":\"" + kind + "\",\"apiVersion\":\"v1\",\"metadata\":{" + scope + "\"name\":\"" + name + "\",\"creationTimestamp\":\"2022-04-12T00:00:00Z\"}," + rest + "}";
    }
}
