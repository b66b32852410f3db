namespace RunbookTools.Engine.Sources;

/// <summary>A file of a support bundle.</summary>
/// <param name="File">The file.</param>
/// <param name="Segments">Its path from the root of the bundle.</param>
internal sealed record BundleFile(SnapshotFile File, string[] Segments)
{
    /// <summary>The file name without its ending.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Segments[^1]);

    /// <summary>The path from the root of the bundle, without the ending.</summary>
    public string PathStem => string.Join('/', Segments[..^1].Append(Stem));
}
