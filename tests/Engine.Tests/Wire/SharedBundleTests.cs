using System.Text.Json;

namespace Engine.Tests.Wire;

public class SharedBundleTests
{
    [SharedBundleFact]
    public void Every_object_of_the_real_bundles_is_read()
    {
        var files = Directory.EnumerateFiles(Repository.SharedBundles, "*.json", SearchOption.AllDirectories)
            .Where(path => path.Contains("/cluster-resources/", StringComparison.Ordinal) && !path.Contains("-errors", StringComparison.Ordinal)
                && !path.Contains("/auth-cani-list/", StringComparison.Ordinal) && !path.Contains("/image-pull-secrets/", StringComparison.Ordinal)
                && !path.Contains("/pods/logs/", StringComparison.Ordinal)
                && Path.GetFileName(path) is not ("groups.json" or "resources.json"))
            .ToList();
        Assert.NotEmpty(files);

        foreach (var path in files)
        {
            var bytes = File.ReadAllBytes(path);

            // The one list without a kind: troubleshoot.sh wrote it so for the beta API.
            var hint = Path.GetFileNameWithoutExtension(path) == "custom-resource-definitions" ? "CustomResourceDefinition" : null;
            var read = WireRead.Of(bytes, hint, path: path);

            Assert.Empty(read.Coverage.Gaps);
            Assert.Equal(ExpectedItems(bytes), read.Objects.Count);
        }
    }

    private static int ExpectedItems(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return root.ValueKind switch
        {
            JsonValueKind.Array => root.GetArrayLength(),
            JsonValueKind.Object when root.TryGetProperty("items", out var items) => items.ValueKind == JsonValueKind.Null ? 0 : items.GetArrayLength(),
            JsonValueKind.Object => 1,
            _ => 0,
        };
    }
}
