namespace RunbookTools.Model;

/// <summary>What a next step may do to the cluster.</summary>
public enum Risk
{
    /// <summary>It reads.</summary>
    Look,

    /// <summary>It changes configuration; running pods may be replaced one by one.</summary>
    Change,

    /// <summary>It interrupts service or loses data.</summary>
    Disrupt,
}
