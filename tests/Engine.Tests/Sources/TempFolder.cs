using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

/// <summary>A folder with the files a test needs, removed with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string name = "demo")
    {
        Base = Directory.CreateTempSubdirectory("runbook-").FullName;
        Root = Path.Combine(Base, name);
        Directory.CreateDirectory(Root);
    }

    /// <summary>The folder around <see cref="Root"/>.</summary>
    public string Base { get; }

    /// <summary>The folder with the files.</summary>
    public string Root { get; }

    public TempFolder Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    public TempFolder Add(string path, byte[] bytes)
    {
        var file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return this;
    }

    public string Tar(string name = "demo.tar.gz")
    {
        var archive = Path.Combine(Base, name);
        using var file = File.Create(archive);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(Root, gzip, includeBaseDirectory: true);
        return archive;
    }

    public ClusterInventory Read() => Read(Root);

    public static ClusterInventory Read(string path) => ClusterSources.OpenPath(path).ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    public void Dispose() => Directory.Delete(Base, recursive: true);
}
