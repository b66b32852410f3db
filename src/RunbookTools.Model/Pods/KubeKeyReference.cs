namespace RunbookTools.Model;

/// <summary>A key of a config map or secret, or a field of the pod.</summary>
/// <param name="Kind"><c>ConfigMap</c>, <c>Secret</c>, <c>Field</c> or <c>ResourceField</c>.</param>
/// <param name="Name">The object's name; for a field its path.</param>
/// <param name="Key">The key; empty for a field.</param>
/// <param name="Optional">True when the container starts without it.</param>
public sealed record KubeKeyReference(string Kind, string Name, string Key, bool Optional);
