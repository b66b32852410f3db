namespace RunbookTools.Model;

/// <summary>A whole config map or secret taken as environment.</summary>
/// <param name="Kind"><c>ConfigMap</c> or <c>Secret</c>.</param>
/// <param name="Name">The object's name.</param>
/// <param name="Optional">True when the container starts without it.</param>
public sealed record KubeEnvFrom(string Kind, string Name, bool Optional);
