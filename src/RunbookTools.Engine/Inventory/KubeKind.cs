namespace RunbookTools.Engine.Inventory;

/// <summary>What is known of a kind of object without reading one.</summary>
/// <param name="Kind">The kind: <c>Pod</c>.</param>
/// <param name="Group">The API group; empty for the core one.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Plural">The name in URLs and in <c>kubectl get</c>: <c>pods</c>.</param>
/// <param name="IsNamespaced">True when its objects are in namespaces.</param>
/// <param name="ShortNames">Short names kubectl knows: <c>po</c>.</param>
public sealed record KubeKind(string Kind, string Group, string Version, string Plural, bool IsNamespaced, params IReadOnlyList<string> ShortNames)
{
    /// <summary>The name that is unambiguous to kubectl and to RBAC: <c>pods</c>, <c>deployments.apps</c>.</summary>
    public string Resource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Group and version as an object carries them: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
