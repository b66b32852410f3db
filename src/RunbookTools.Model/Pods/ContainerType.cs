namespace RunbookTools.Model;

/// <summary>What a container is to its pod.</summary>
public enum ContainerType
{
    /// <summary>One of <c>spec.containers</c>.</summary>
    App,

    /// <summary>One of <c>spec.initContainers</c> that must end before the others start.</summary>
    Init,

    /// <summary>One of <c>spec.initContainers</c> with <c>restartPolicy: Always</c>.</summary>
    Sidecar,

    /// <summary>Added for debugging.</summary>
    Ephemeral,
}
