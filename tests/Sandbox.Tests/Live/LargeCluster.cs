using System.Text;

namespace Sandbox.Tests.Live;

/// <summary>A file with more pods than fit on a page.</summary>
internal sealed class LargeCluster : IDisposable
{
    public LargeCluster(int pods)
    {
        Path = Directory.CreateTempSubdirectory("large-").FullName;
        var text = new StringBuilder("""{"kind":"List","apiVersion":"v1","items":[{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"shop"}}""");
        for (var i = 0; i < pods; i++)
        {
            text.Append(",{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web-").Append(i.ToString("D5", System.Globalization.CultureInfo.InvariantCulture))
                .Append("\",\"namespace\":\"shop\"},\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"i\"}]},\"status\":{\"phase\":\"Running\"}}");
        }

        File.WriteAllText(System.IO.Path.Combine(Path, "all.json"), text.Append("]}").ToString());
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
