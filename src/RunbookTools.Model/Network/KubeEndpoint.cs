namespace RunbookTools.Model;

/// <summary>One endpoint: who answers for a service.</summary>
/// <param name="Addresses">Addresses, all of the same pod; never null.</param>
/// <param name="Ready">True when traffic is sent to it. A missing condition counts as ready, as the API says.</param>
/// <param name="Serving">True when it answers, even while it terminates.</param>
/// <param name="Terminating">True when its pod is being deleted.</param>
/// <param name="Object">The pod behind it; null when made by hand.</param>
/// <param name="Node">Its node; null when not written.</param>
/// <param name="Zone">Its zone; null when not written.</param>
/// <param name="Hostname">Its host name; null when not written.</param>
public sealed record KubeEndpoint(
    IReadOnlyList<string> Addresses, bool Ready, bool Serving, bool Terminating, KubeTarget? Object, string? Node, string? Zone, string? Hostname)
{
    /// <summary>The first address.</summary>
    public override string ToString() => Addresses.Count > 0 ? Addresses[0] : "";
}
