using System.Text.Json;

namespace Engine.Tests.Wire;

public class SharedBundleWireTests
{
    [SharedBundleFact]
    public void Every_object_of_every_bundle_that_has_a_reader_is_read()
    {
        var read = new Dictionary<string, int>();
        foreach (var path in Directory.EnumerateFiles(Repository.SharedBundles, "*.json", SearchOption.AllDirectories).Where(path => path.Contains("cluster-resources", StringComparison.Ordinal)))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            var kind = root.TryGetProperty("kind", out var list) ? list.GetString()! : "";
            kind = kind.EndsWith("List", StringComparison.Ordinal) ? kind[..^4] : kind;
            var apiVersion = root.TryGetProperty("apiVersion", out var version) ? version.GetString()! : "";
            foreach (var item in items.EnumerateArray())
            {
                if (WireItem.Read(item, kind, apiVersion) is { } found)
                {
                    Assert.Equal(item.GetProperty("metadata").GetProperty("name").GetString(), found.Name);
                    read[found.Kind] = read.GetValueOrDefault(found.Kind) + 1;
                }
            }
        }

        foreach (var kind in new[]
        {
            "Service", "EndpointSlice", "Endpoints", "Ingress", "IngressClass", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "CSINode", "ConfigMap", "Secret",
            "ServiceAccount", "Role", "RoleBinding", "HorizontalPodAutoscaler", "ResourceQuota", "LimitRange", "PriorityClass", "APIService",
        })
        {
            Assert.True(read.ContainsKey(kind), $"no {kind} among {string.Join(", ", read.Select(pair => $"{pair.Value} {pair.Key}"))}");
        }
    }
}
