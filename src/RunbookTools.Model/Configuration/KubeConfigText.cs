namespace RunbookTools.Model;

/// <summary>The text under one key of a config map, with credentials masked.</summary>
public sealed record KubeConfigText
{
    /// <summary>The cluster it is from.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>The namespace of the config map.</summary>
    public required string Namespace { get; init; }

    /// <summary>The config map.</summary>
    public required string ConfigMap { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The text, of one or more lines; line breaks are <c>\n</c>, other control characters are taken out.</summary>
    public required string Text { get; init; }

    /// <summary>True when the text is longer than what is kept.</summary>
    public bool Truncated { get; init; }

    /// <summary><c>shop/app-config[nginx.conf]</c>.</summary>
    public override string ToString() => $"{Namespace}/{ConfigMap}[{Key}]";
}
