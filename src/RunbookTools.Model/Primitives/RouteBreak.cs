namespace RunbookTools.Model;

/// <summary>How a route breaks.</summary>
public enum RouteBreak
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The service does not exist.</summary>
    ServiceMissing,

    /// <summary>The service has no such port.</summary>
    PortMissing,

    /// <summary>The service selects no pod.</summary>
    SelectorMatchesNothing,

    /// <summary>The pods it selects are not ready.</summary>
    NoReadyPods,

    /// <summary>No container has the target port's name.</summary>
    TargetPortMissing,

    /// <summary>The service selects nothing by design and nobody made endpoints.</summary>
    NoEndpoints,

    /// <summary>The class of the ingress is missing.</summary>
    ClassMissing,
}
