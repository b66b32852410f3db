namespace RunbookTools.Model;

/// <summary>A volume attachment.</summary>
public sealed record KubeVolumeAttachment : KubeObject
{
    /// <summary>The CSI driver.</summary>
    public string Attacher { get; init; } = "";

    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>The persistent volume; null for an inline one.</summary>
    public string? Volume { get; init; }

    /// <summary>True when attached.</summary>
    public bool Attached { get; init; }

    /// <summary>The last error of attaching; null when none.</summary>
    public string? AttachError { get; init; }

    /// <summary>The last error of detaching; null when none.</summary>
    public string? DetachError { get; init; }
}
