using CsCheck;

namespace Engine.Tests.Randomised;

/// <summary>Makes JSON that looks like what a cluster holds, and is not quite.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> s_name = OneOf(
        "name", "namespace", "uid", "labels", "annotations", "ownerReferences", "controller", "creationTimestamp", "finalizers", "generation", "spec", "status", "containers",
        "initContainers", "image", "ports", "containerPort", "env", "value", "valueFrom", "secretKeyRef", "key", "resources", "limits", "requests", "memory", "cpu", "volumes",
        "volumeMounts", "projected", "sources", "ephemeral", "nodeName", "tolerations", "affinity", "conditions", "type", "reason", "message", "lastTransitionTime",
        "containerStatuses", "state", "lastState", "running", "waiting", "terminated", "exitCode", "startedAt", "restartCount", "ready", "started", "phase", "podIP", "podIPs",
        "ip", "involvedObject", "regarding", "fieldPath", "count", "series", "source", "host", "eventTime", "firstTimestamp", "data", "items", "kind", "apiVersion", "metadata",
        "selector", "template", "replicas", "rules", "subsets", "endpoints", "addresses", "a\\u0062c", "");

    private static readonly Gen<string> s_scalar = OneOf(
        "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\"x\"", "\"2026-11-20T14:02:03Z\"", "\"2026-02-30T25:61:61Z\"",
        "\"0001-01-01T00:00:00Z\"", "\"500m\"", "\"256Mi\"", "\"kube-api-access-abcde\"", "\"kube-api-access-\"", "\"a\\\"}]{[\"", "\"\\\\\"", "\"\\\\\\\"\"", "\"\\ud800\"",
        "\"\\u001b[31m\"", "\"postgres://u:p@db:5432/x\"", "\"http://web:80\\nnext\"", "\"spec.containers{app}\"", "\"\u00e9\u4e2d\"");

    private static readonly Gen<string> s_space = OneOf("", "", "", " ", "\n", "\t \r\n");

    /// <summary>One of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>A value of any shape.</summary>
    public static Gen<string> Value(int depth) => depth == 0 ? s_scalar : Gen.OneOf(s_scalar, Array(depth), Object(depth), Object(depth));

    /// <summary>An object of any shape.</summary>
    public static Gen<string> Object(int depth) => Gen.Select(s_name, s_space, Value(depth - 1), (name, space, value) => $"{space}\"{name}\":{space}{value}")
        .Array[0, 6].Select(fields => "{" + string.Join(',', fields) + "}");

    /// <summary>An object of a kind that has a name, and fields of any shape.</summary>
    public static Gen<string> Item { get; } = Gen.Select(
        OneOf("Pod", "Pod", "Event", "Deployment", "Node", "Service", "ConfigMap", "Secret", "EndpointSlice", "Widget"), Object(3), Object(4), Object(4), Object(3),
        (kind, metadata, spec, status, data) =>
            $$"""{"apiVersion":"{{KindTable.Find(kind)?.ApiVersion ?? "example.org/v1"}}","kind":"{{kind}}","metadata":{"name":"n",{{metadata[1..^1]}}},"spec":{{spec}},"status":{{status}},"data":{{data}}}"""
                .Replace("\"n\",}", "\"n\"}", StringComparison.Ordinal));

    /// <summary>A list of them.</summary>
    public static Gen<string> List { get; } = Item.Array[0, 5].Select(items => "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[" + string.Join(',', items) + "]}");

    private static Gen<string> Array(int depth) => Gen.Select(s_space, Value(depth - 1), (space, value) => space + value).Array[0, 4].Select(items => "[" + string.Join(',', items) + "]");
}
