using System.Text;
using CsCheck;
using Engine.Tests.Sources;
using RunbookTools.Engine.Sources;

namespace Engine.Tests.Randomised;

/// <summary>Whatever a file or an archive holds: it is read, or refused with a reason, and never more.</summary>
public class SourceProperties
{
    private const int Rounds = 60;

    private static readonly Gen<string> s_path = JsonGen.OneOf(
        "cluster-resources/pods/shop.json", "cluster-resources/nodes.json", "cluster-resources/events/shop.json", "cluster-resources/pods/logs/shop/web-1/app.log",
        "cluster-info/cluster_version.json", "version.yaml", "shop/pods.json", "shop/web-1/logs.txt", "objects.yaml", "objects.json", "nodes.yaml", "a/b/c/deep.json", "notes.txt");

    private static readonly Gen<string> s_content = Gen.OneOf(
        JsonGen.List,
        JsonGen.Value(3),
        JsonGen.OneOf("", "null", "---\n---\n", "a: &a [*a]\n", "kind: Pod\nmetadata: {name: web-1}\n", "==== START logs for container app of pod shop/web-1 ====\nx\n==== END", "\ufeff{}", "- - - -"),
        Gen.String[0, 200]);

    private static readonly Gen<(string Path, byte[] Content)> s_file = Gen.Select(s_path, s_content, Mutation.Any, (path, content, mutation) => (path, Mutation.Apply(Encoding.UTF8.GetBytes(content), mutation)));

    [Fact]
    public void A_folder_of_any_files_is_read_or_refused() => s_file.Array[1, 6].Sample(
        files =>
        {
            using var folder = Folder(files);
            ReadOrRefused(folder.Root);
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void An_archive_with_any_damage_is_read_or_refused() => Gen.Select(s_file.Array[1, 4], Mutation.Any).Sample(
        (files, mutation) =>
        {
            using var folder = Folder(files);
            var archive = folder.Tar();
            File.WriteAllBytes(archive, Mutation.Apply(File.ReadAllBytes(archive), mutation));
            ReadOrRefused(archive);
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void A_file_of_any_text_is_read_or_refused() => Gen.Select(s_content.Array[1, 4], Mutation.Any).Sample(
        (parts, mutation) =>
        {
            using var folder = new TempFolder();
            folder.Add("dump.txt", Mutation.Apply(Encoding.UTF8.GetBytes(string.Join('\n', parts)), mutation));
            ReadOrRefused(Path.Combine(folder.Root, "dump.txt"));
        },
        iter: Rounds, threads: 1);

    [Fact]
    public void A_log_of_any_bytes_is_lines_safe_for_a_terminal() => Gen.OneOf(
        Gen.Byte.Array[0, 400],
        JsonGen.OneOf("2026-11-20T14:02:03Z ", "2022-04-12T00:00:00.123456789Z", "{\"ts\":1,\"msg\":\"x\"}", "\u001b[31mred", "I0412 00:00:00.1 1 a.go:1] x", "\n", "\r\n", "\0", "panic: ").Array[0, 30]
            .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))).Sample(
        bytes =>
        {
            var log = LogParser.Parse(new LogRequest("shop", "web-1", "app", false), "demo", bytes, false, DateTimeOffset.UnixEpoch);
            Assert.All(log.Lines, line => Assert.DoesNotContain('\u001b', line.Text));
        },
        iter: 2_000, threads: 1);

    private static TempFolder Folder((string Path, byte[] Content)[] files)
    {
        var folder = new TempFolder();
        foreach (var (path, content) in files)
        {
            folder.Add(path, content);
        }

        return folder;
    }

    private static void ReadOrRefused(string path)
    {
        try
        {
            var inventory = ClusterSources.OpenPath(path).ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
            Assert.True(inventory.Objects.Count + inventory.Coverage.Gaps.Count + inventory.Coverage.Read.Count > 0);
        }
        catch (SourceException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }
}
