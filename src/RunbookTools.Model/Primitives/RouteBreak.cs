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

    /// <summary>An older ingress answers for the same host and path.</summary>
    HostTaken,

    /// <summary>The gateway of the route is missing or refuses it.</summary>
    ParentRefuses,

    /// <summary>An object that is no service, but stands in the place of one, is missing.</summary>
    BackendMissing,

    /// <summary>The name an external name stands for leads to no service.</summary>
    ExternalNameMissing,

    /// <summary>
    /// No container declares the target port's number. Declarations bind nobody, so the station is neither open nor broken: somebody has to look.
    /// </summary>
    TargetPortUndeclared,
}
