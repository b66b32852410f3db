using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Wire;

/// <summary>Roles and their bindings.</summary>
internal static class AccessWire
{
    private static readonly AccessJson s_json = new(WireJson.NewOptions());

    /// <summary>The kinds read here.</summary>
    public static IReadOnlyList<(string Kind, WireItemReader Read)> Readers { get; } =
        [("Role", ReadRole), ("ClusterRole", ReadRole), ("RoleBinding", ReadBinding), ("ClusterRoleBinding", ReadBinding)];

    private static KubeRole ReadRole(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.RoleWire)!;
        return WireCommon.With(
            new KubeRole
            {
                Kind = kind,
                Name = wire.Metadata.RequiredName(),
                Rules = wire.Rules.ToModel(rule => new KubeAccessRule(
                    rule.Verbs.OrEmpty(), rule.ApiGroups.OrEmpty(), rule.Resources.OrEmpty(), rule.ResourceNames.OrEmpty())),
            },
            wire.Metadata, context, kind, apiVersion);
    }

    private static KubeRoleBinding ReadBinding(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context)
    {
        var wire = JsonSerializer.Deserialize(json, s_json.RoleBindingWire)!;
        var name = wire.Metadata.RequiredName();
        var role = wire.RoleRef ?? throw new FormatException("it has no roleRef");
        var ns = role.Kind == "Role" ? WireCommon.NamespaceOf(wire.Metadata, context, kind) : null;
        return WireCommon.With(
            new KubeRoleBinding
            {
                Kind = kind,
                Name = name,
                Role = new KubeTarget(role.Kind ?? "", ns, role.Name ?? "") { Cluster = context.Cluster },
                Subjects = wire.Subjects.ToModel(subject => subject.ToModel(context)),
            },
            wire.Metadata, context, kind, apiVersion);
    }
}

[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(RoleWire))]
[JsonSerializable(typeof(RoleBindingWire))]
internal sealed partial class AccessJson : JsonSerializerContext;

internal sealed class RoleWire : ObjectWire
{
    public List<AccessRuleWire>? Rules { get; set; }
}

internal sealed class AccessRuleWire
{
    public List<string>? Verbs { get; set; }

    public List<string>? ApiGroups { get; set; }

    public List<string>? Resources { get; set; }

    public List<string>? ResourceNames { get; set; }
}

internal sealed class RoleBindingWire : ObjectWire
{
    public ObjectReferenceWire? RoleRef { get; set; }

    public List<ObjectReferenceWire>? Subjects { get; set; }
}
