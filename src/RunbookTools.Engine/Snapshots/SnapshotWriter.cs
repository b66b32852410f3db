using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Snapshots;

/// <summary>
/// Writes what a source reads as a bundle in the layout of troubleshoot.sh. The source is read (again), because an inventory keeps less of an object
/// than a bundle holds. Nothing is on disk before it is redacted, and nothing half-written ever has the name that was asked for.
/// </summary>
public static class SnapshotWriter
{
    /// <summary>Reads a source and writes what it gives.</summary>
    /// <param name="source">The source.</param>
    /// <param name="path">An archive (.tar.gz, .tgz, .tar) or else a folder.</param>
    /// <param name="options">What goes into it and what is taken out.</param>
    /// <param name="cancellation">Ends the work; nothing is left behind.</param>
    /// <exception cref="SourceException">
    /// Nothing could be read; or the path is taken (<c>PathExists</c>, <c>NotASnapshot</c>), of an ending that is not known (<c>UnknownExtension</c>) or
    /// cannot be written (<c>CannotWrite</c>).
    /// </exception>
    public static async Task<SnapshotResult> WriteAsync(IClusterSource source, string path, SnapshotOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        using var target = new SnapshotTarget(path, options.Force);
        try
        {
            var pseudonyms = new Pseudonyms();
            using var certificates = new CertificatePseudonyms(pseudonyms);
            using var collector = new ItemCollector(target.SpoolPath, new TextRedactor(options.Redaction, pseudonyms, certificates));
            var inventory = await source.ReadAsync(collector.Add, cancellation).ConfigureAwait(false);
            return await OwnThreads.Start(() => new SnapshotRun(inventory, collector, target, options, cancellation).Write(), cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceException("CannotWrite", path, $"'{path}' cannot be written: {exception.Message}", exception);
        }
    }
}
