namespace RunbookTools.Model;

/// <summary>A rule of a role.</summary>
/// <param name="Verbs">Verbs; <c>*</c> for all.</param>
/// <param name="ApiGroups">Groups; empty text for the core one, <c>*</c> for all.</param>
/// <param name="Resources">Resources, with a subresource after a slash; <c>*</c> for all.</param>
/// <param name="ResourceNames">Names it is limited to; empty for all.</param>
public sealed record KubeAccessRule(
    IReadOnlyList<string> Verbs, IReadOnlyList<string> ApiGroups, IReadOnlyList<string> Resources, IReadOnlyList<string> ResourceNames);
