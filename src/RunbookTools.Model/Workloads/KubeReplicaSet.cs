namespace RunbookTools.Model;

/// <summary>A replica set, one revision of a deployment mostly.</summary>
public sealed record KubeReplicaSet : KubeWorkload
{
    /// <summary>The deployment's revision it stands for, from the annotation; null when it stands alone.</summary>
    public long? Revision { get; init; }
}
