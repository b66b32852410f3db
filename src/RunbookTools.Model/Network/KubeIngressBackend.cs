namespace RunbookTools.Model;

/// <summary>Where an ingress or a route sends requests.</summary>
/// <param name="Service">The service; null when the backend is another kind of object.</param>
/// <param name="Port">The service port, a number or a name; null when not written.</param>
/// <param name="Resource">The object, when it is not a service; null otherwise.</param>
/// <param name="Namespace">The namespace, when it is not the ingress' own; null mostly.</param>
public sealed record KubeIngressBackend(string? Service, string? Port, KubeTarget? Resource, string? Namespace);
