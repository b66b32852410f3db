namespace RunbookTools.Model;

/// <summary>Which end of a flow a network policy is about.</summary>
public enum FlowDirection
{
    /// <summary>What a pod may reach.</summary>
    Egress,

    /// <summary>What may reach a pod.</summary>
    Ingress,
}
