using System.Text;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

/// <summary>What a document was read as.</summary>
internal sealed record WireRead(IReadOnlyList<KubeObject> Objects, Coverage Coverage)
{
    public static WireRead Of(ReadOnlyMemory<byte> json, string? hint = null, string? ns = null, string path = "test.json")
    {
        var objects = new List<KubeObject>();
        var coverage = new CoverageRecord();
        WireReader.Read(json, new WireContext { Cluster = "test", Objects = objects, Coverage = coverage, KindHint = hint, NamespaceHint = ns, Path = path });
        return new WireRead(objects, coverage.ToCoverage(objects));
    }

    public static WireRead Of(string json, string? hint = null, string? ns = null) => Of(Encoding.UTF8.GetBytes(json), hint, ns);

    /// <summary>The one object of a document that has no gap.</summary>
    public static T One<T>(string json, string? hint = null)
        where T : KubeObject
    {
        var read = Of(json, hint);
        Assert.Empty(read.Coverage.Gaps);
        return Assert.IsType<T>(Assert.Single(read.Objects));
    }

    public string? NamespacesOf(string kind) => Coverage.Read.FirstOrDefault(entry => entry.Kind == kind) is { } entry
        ? entry.Namespaces is null ? "*" : string.Join(',', entry.Namespaces)
        : null;
}
