using System.Text.Json;
using System.Text.RegularExpressions;
using RunbookTools.Sandbox.Api;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Selectors;

/// <summary>Selects objects by the fields the real server knows for their kind (pkg/apis/*/conversion.go of Kubernetes).</summary>
internal sealed partial class FieldSelector
{
    private static readonly Dictionary<string, string[]> s_fields = new(StringComparer.Ordinal)
    {
        ["pods"] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP",
            "status.podIPs", "status.nominatedNodeName",
        ],
        ["nodes"] = ["spec.unschedulable"],
        ["replicationcontrollers"] = ["status.replicas"],
        ["replicasets.apps"] = ["status.replicas"],
        ["jobs.batch"] = ["status.successful"],
        ["namespaces"] = ["status.phase"],
        ["secrets"] = ["type"],
        ["services"] = ["spec.clusterIP", "spec.type"],
        ["certificatesigningrequests.certificates.k8s.io"] = ["spec.signerName"],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
            "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
        ],
    };

    // Fields of whole numbers and of true and false have a value when they are not written.
    private static readonly Dictionary<string, string> s_unset = new(StringComparer.Ordinal)
    {
        ["spec.hostNetwork"] = "false",
        ["spec.unschedulable"] = "false",
        ["status.replicas"] = "0",
        ["status.successful"] = "0",
    };

    private readonly List<(string Field, bool IsEqual, string Value)> _terms = [];

    /// <summary>True when every object is selected.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>Reads a selector.</summary>
    /// <exception cref="ApiRefusalException">It is not one, or the kind has no such field.</exception>
    public static FieldSelector Parse(string text, ResourceKind kind)
    {
        var selector = new FieldSelector();
        foreach (var part in Parts().Split(text).Where(part => part.Length > 0))
        {
            var match = Term().Match(part);
            if (!match.Success)
            {
                throw new ApiRefusalException(ApiStatus.BadRequest($"invalid selector: '{part}'; can't understand '{part}'"));
            }

            var field = match.Groups["field"].Value == "spec.host" && kind.Resource == "pods" ? "spec.nodeName" : match.Groups["field"].Value;
            if (!IsKnown(field, kind))
            {
                throw new ApiRefusalException(ApiStatus.BadRequest(Unknown(field, kind)));
            }

            selector._terms.Add((field, match.Groups["op"].Value != "!=", match.Groups["value"].Value.Replace("\\", "", StringComparison.Ordinal)));
        }

        return selector;
    }

    /// <summary>True when the object is selected.</summary>
    public bool Matches(JsonElement item) => _terms.TrueForAll(term => term.IsEqual == (ValueOf(term.Field, item) == term.Value));

    private static bool IsKnown(string field, ResourceKind kind) =>
        (field == "metadata.name") || (field == "metadata.namespace" && kind.Resource is not ("nodes" or "namespaces"))
        || (s_fields.TryGetValue(kind.Resource, out var fields) && fields.Contains(field));

    private static string Unknown(string field, ResourceKind kind) => kind.Resource switch
    {
        "jobs.batch" => $"field label \"{field}\" not supported for batchv1.Job",
        _ when kind.Group.Length == 0 && s_fields.ContainsKey(kind.Resource) => $"field label not supported: {field}",
        _ => $"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"",
    };

    private static string ValueOf(string field, JsonElement item)
    {
        var value = field switch
        {
            "source" => item.Text("source", "component") is { Length: > 0 } component ? component : item.Text("reportingComponent"),
            "status.successful" => item.Text("status", "succeeded"),
            "status.podIPs" => item.Items("status", "podIPs").FirstOrDefault().Text("ip"),
            _ => item.Text(field.Split('.')),
        };
        return value ?? s_unset.GetValueOrDefault(field, "");
    }

    // A comma that is not escaped.
    [GeneratedRegex(@"(?<!\\),")]
    private static partial Regex Parts();

    [GeneratedRegex("^(?<field>[A-Za-z0-9_./-]+)(?<op>==|!=|=)(?<value>.*)$")]
    private static partial Regex Term();
}
