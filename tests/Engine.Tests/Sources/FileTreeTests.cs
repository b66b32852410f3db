using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class FileTreeTests
{
    [Fact]
    public void Does_not_follow_links_out_of_a_folder()
    {
        using var folder = new TempFolder().Add("a.json", "{}").Add("sub/b.json", "{}");
        System.IO.File.WriteAllText(Path.Combine(folder.Base, "secret.json"), "{}");
        System.IO.File.CreateSymbolicLink(Path.Combine(folder.Root, "out.json"), Path.Combine(folder.Base, "secret.json"));
        System.IO.File.CreateSymbolicLink(Path.Combine(folder.Root, "in.json"), "sub/b.json");
        Directory.CreateSymbolicLink(Path.Combine(folder.Root, "up"), folder.Base);
        System.IO.File.CreateSymbolicLink(Path.Combine(folder.Root, "through.json"), "up/secret.json");

        var tree = FileTree.Open(folder.Root, TreeLimits.Default, default);

        Assert.Equal(["a.json", "in.json", "sub/b.json"], tree.Files.Select(file => file.Path));
        Assert.Equal(["out.json", "through.json"], tree.Gaps.Select(gap => gap.Path));
    }

    [Fact]
    public void Keeps_paths_and_links_of_an_archive_inside()
    {
        using var folder = new TempFolder();
        var archive = Archive(
            folder,
            File("../evil.json"),
            File("/etc/evil.json"),
            File("./x/../root/a.json"),
            Link("root/in.json", "a.json"),
            Link("root/out.json", "../../evil.json"),
            Link("root/absolute.json", "/etc/passwd"));

        var tree = FileTree.Open(archive, TreeLimits.Default, default);

        Assert.Equal(["root/a.json", "root/in.json"], tree.Files.Select(file => file.Path));
        Assert.Equal(4, tree.Gaps.Count);
    }

    [Fact]
    public void Names_what_is_over_the_limits()
    {
        using var folder = new TempFolder().Add("a.json", new string(' ', 50)).Add("b.json", new string(' ', 200)).Add("c.json", new string(' ', 80)).Add("d.json", "{}");
        var limits = new TreeLimits { FileBytes = 100, TotalBytes = 120 };

        foreach (var tree in new[] { FileTree.Open(folder.Root, limits, default), FileTree.Open(folder.Tar(), limits, default) })
        {
            Assert.DoesNotContain(tree.Files, file => file.Name == "b.json");
            Assert.Contains(tree.Gaps, gap => gap.Path!.EndsWith("b.json", StringComparison.Ordinal) && gap.Reason.StartsWith("larger than", StringComparison.Ordinal));
            Assert.Contains(tree.Gaps, gap => gap.Reason.Contains("those after it were not read", StringComparison.Ordinal));
        }

        Assert.Equal(2, FileTree.Open(folder.Root, new TreeLimits { Entries = 2 }, default).Files.Count);
        Assert.NotEmpty(FileTree.Open(folder.Tar(), new TreeLimits { Entries = 2 }, default).Gaps);
    }

    [Fact]
    public void Keeps_the_end_of_a_long_log()
    {
        using var folder = new TempFolder().Add("logs/shop/web/app.log", string.Concat(Enumerable.Range(0, 300_000).Select(number => $"line {number}\n")));

        foreach (var path in new[] { folder.Root, folder.Tar() })
        {
            var file = Assert.Single(FileTree.Open(path, TreeLimits.Default, default).Files);
            var index = new LogIndex("demo", "files");
            var request = new LogRequest("shop", "web", "app", false);
            index.Add(request, new LogPart(file));

            var log = index.Read(request, default);

            Assert.Equal("line 299999", log.Lines[^1].Text);
            Assert.Equal(LogParser.MaxLines, log.Lines.Count);
            Assert.True(log.Truncated);
        }
    }

    [Fact]
    public void Reads_a_damaged_archive_as_far_as_it_goes()
    {
        using var folder = new TempFolder().Add("a.json", "{}").Add("b.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number * 7919 % 104729} "))));
        var archive = folder.Tar();
        var bytes = System.IO.File.ReadAllBytes(archive);
        System.IO.File.WriteAllBytes(archive, bytes[..(bytes.Length / 2)]);

        var tree = FileTree.Open(archive, TreeLimits.Default, default);

        Assert.Equal("demo/a.json", Assert.Single(tree.Files).Path);
        Assert.Contains("damaged", Assert.Single(tree.Gaps).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(108)]
    public void Refuses_an_archive_with_a_number_no_number_holds(int at)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.json") { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        // In binary, as GNU tar writes large numbers, and below all of them: of a mode, of a user. Found by fuzzing.
        var bytes = stream.ToArray();
        bytes.AsSpan(at, 8).Fill(0x80);
        bytes[at] = 0xff;
        using var folder = new TempFolder().Add("bad.tar", bytes);

        Assert.Equal("PathNotReadable", Assert.Throws<SourceException>(() => FileTree.Open(Path.Combine(folder.Root, "bad.tar"), TreeLimits.Default, default)).ErrorId);
    }

    [Fact]
    public void Refuses_an_archive_whose_extended_attributes_are_larger_than_any()
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.json", [new("comment", "x")]) { DataStream = new MemoryStream("{}"u8.ToArray()) });
        }

        // Its size, in octal, and the checksum that goes with it. Found by damage at random.
        var bytes = stream.ToArray();
        "77777777777"u8.CopyTo(bytes.AsSpan(124));
        bytes.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes($"{Convert.ToString(bytes.Take(512).Sum(item => item), 8).PadLeft(6, '0')}\0 ").CopyTo(bytes, 148);
        using var folder = new TempFolder().Add("bad.tar", bytes);

        Assert.Equal("PathNotReadable", Assert.Throws<SourceException>(() => FileTree.Open(Path.Combine(folder.Root, "bad.tar"), TreeLimits.Default, default)).ErrorId);
    }

    [Fact]
    public void Refuses_what_is_no_archive()
    {
        using var folder = new TempFolder().Add("x.tar.gz", [0x1f, 0x8b, 1, 2, 3, 4]);

        Assert.Equal("PathNotReadable", Assert.Throws<SourceException>(() => FileTree.Open(Path.Combine(folder.Root, "x.tar.gz"), TreeLimits.Default, default)).ErrorId);
    }

    [Fact]
    public void Stops_when_asked_to()
    {
        using var folder = new TempFolder().Add("a.json", "{}");

        Assert.Throws<OperationCanceledException>(() => FileTree.Open(folder.Tar(), TreeLimits.Default, new CancellationToken(true)));
    }

    private static PaxTarEntry File(string name) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("{}"u8.ToArray()) };

    private static PaxTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static string Archive(TempFolder folder, params TarEntry[] entries)
    {
        var archive = Path.Combine(folder.Base, "evil.tar.gz");
        using var file = System.IO.File.Create(archive);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var writer = new TarWriter(gzip);
        foreach (var entry in entries)
        {
            writer.WriteEntry(entry);
        }

        return archive;
    }
}
