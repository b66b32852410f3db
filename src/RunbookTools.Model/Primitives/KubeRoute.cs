namespace RunbookTools.Model;

/// <summary>The way a request takes from an ingress, route or service to a container, and where it breaks.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="Entry">What is asked for there: a host and path, or a port.</param>
/// <param name="Hops">Every station in order, up to and including the first that breaks.</param>
public sealed record KubeRoute(KubeTarget From, string Entry, IReadOnlyList<KubeHop> Hops)
{
    /// <summary>True when a container answers at the end; null when a station could not be read.</summary>
    public bool? IsWhole => Hops.Any(hop => hop.Ok is false) ? false : Hops.Any(hop => hop.Ok is null) ? null : true;

    /// <summary><c>whole</c>, <c>broken</c>, or <c>unknown</c> when a station could not be read.</summary>
    public string State => IsWhole switch
    {
        true => "whole",
        false => "broken",
        null => "unknown",
    };

    /// <summary>The station where it breaks; null when it does not.</summary>
    public KubeHop? Break => Hops.FirstOrDefault(hop => hop.Ok is false);
}
