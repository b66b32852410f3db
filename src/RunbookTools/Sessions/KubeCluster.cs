using RunbookTools.Engine.Inventory;
using RunbookTools.Engine.Sources.Live;

namespace RunbookTools;

/// <summary>A cluster that was read: what a session works on.</summary>
public sealed class KubeCluster
{
    /// <summary>Wraps an inventory.</summary>
    internal KubeCluster(ClusterInventory inventory, LiveLog? log = null)
    {
        Inventory = inventory;
        Log = log;
    }

    /// <summary>The name: a context, or a bundle's.</summary>
    public string Name => Inventory.Name;

    /// <summary>What it was read from, in words.</summary>
    public string Source => Inventory.Source;

    /// <summary>Where that is: a path or a server address.</summary>
    public string Location => Inventory.Location;

    /// <summary>The server's version; null when not known.</summary>
    public string? ServerVersion => Inventory.ServerVersion;

    /// <summary>The moment told (UTC): "now" for every test.</summary>
    public DateTimeOffset CapturedAt => Inventory.CapturedAt;

    /// <summary>The namespace meant when none is named; null for all.</summary>
    public string? DefaultNamespace => Inventory.DefaultNamespace;

    /// <summary>How many objects were read.</summary>
    public int Objects => Inventory.Objects.Count;

    /// <summary>What was read and what was not.</summary>
    public Coverage Coverage => Inventory.Coverage;

    /// <summary>Where requests are told that are sent later, for a log; null when there are none.</summary>
    internal LiveLog? Log { get; }

    /// <summary>The inventory behind it.</summary>
    internal ClusterInventory Inventory { get; }

    /// <summary>The connected cluster of that name. PowerShell calls it where a cluster is wanted and a name is given.</summary>
    /// <exception cref="FormatException">No cluster of that name is connected.</exception>
    public static KubeCluster Parse(string name) => ClusterSession.Current.Find(name)
        ?? throw new FormatException($"No cluster '{name}' is connected. Connect-KubeCluster connects one; Get-KubeCluster lists them.");

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
