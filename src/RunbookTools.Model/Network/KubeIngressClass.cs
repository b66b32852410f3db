namespace RunbookTools.Model;

/// <summary>An ingress class.</summary>
public sealed record KubeIngressClass : KubeObject
{
    /// <summary>The controller that serves it.</summary>
    public string ControllerName { get; init; } = "";

    /// <summary>True when ingresses without a class get it.</summary>
    public bool IsDefault { get; init; }
}
