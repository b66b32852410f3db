namespace RunbookTools.Model;

/// <summary>Where a fault lies, and so who can mend it.</summary>
public enum FaultDomain
{
    /// <summary>The program itself.</summary>
    Application,

    /// <summary>What was written about it in the cluster.</summary>
    Configuration,

    /// <summary>Room for it.</summary>
    Capacity,

    /// <summary>A machine.</summary>
    Node,

    /// <summary>The way to it.</summary>
    Network,

    /// <summary>Its data.</summary>
    Storage,

    /// <summary>Rights, quotas and admission.</summary>
    Access,

    /// <summary>The cluster's own services.</summary>
    Platform,

    /// <summary>Something it needs.</summary>
    Dependency,
}
