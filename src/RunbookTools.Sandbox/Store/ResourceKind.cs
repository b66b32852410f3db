using System.Text.Json;

namespace RunbookTools.Sandbox.Store;

/// <summary>A kind of object as an API server serves it: what discovery says about it, and how its lists are written.</summary>
/// <param name="Kind">The kind: <c>Pod</c>.</param>
/// <param name="Group">The API group; empty for the core one.</param>
/// <param name="Version">The version served.</param>
/// <param name="Plural">The name in URLs: <c>pods</c>.</param>
/// <param name="IsNamespaced">True when its objects are in namespaces.</param>
public sealed record ResourceKind(string Kind, string Group, string Version, string Plural, bool IsNamespaced)
{
    /// <summary>The verbs of most kinds.</summary>
    public static IReadOnlyList<string> AllVerbs { get; } = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>
    /// The release of Kubernetes 1 that first had it in this version (the introduced tags of k8s.io/api); 0 for those every server has that one still meets.
    /// </summary>
    public int Since { get; init; }

    /// <summary>The name of one: <c>pod</c>.</summary>
    public string Singular { get; init; } = Kind.ToLowerInvariant();

    /// <summary>The kind of its lists.</summary>
    public string ListKind { get; init; } = Kind + "List";

    /// <summary>Short names: <c>po</c>.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Categories: <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>What can be done with objects of it.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>The parts with a path of their own.</summary>
    public IReadOnlyList<SubResource> SubResources { get; init; } = [];

    /// <summary>True for a kind that a definition brought: the items of its lists carry their kind.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The columns a definition asks for, as it writes them; empty for other kinds.</summary>
    public IReadOnlyList<JsonElement> PrinterColumns { get; init; } = [];

    /// <summary>Group and version as an object carries them: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The name in messages and rules: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
