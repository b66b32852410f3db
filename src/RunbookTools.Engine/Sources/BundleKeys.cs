using System.Text.Json;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Reads secrets and config maps that a support bundle collected one by one, and the pull secrets it mentions. Names and keys only: values are
/// passed over, not read.
/// </summary>
internal sealed class BundleKeys(string cluster, IReadOnlyList<KubeObject> objects)
{
    // What listed them gives more, so only those it did not give are added.
    private readonly HashSet<(string Kind, string? Namespace, string Name)> _known = objects
        .Where(item => item is KubeSecret or KubeConfigMap)
        .Select(item => (item.Kind, item.Namespace, item.Name))
        .ToHashSet();

    /// <summary>Reads them.</summary>
    public IEnumerable<KubeObject> Read(IEnumerable<BundleFile> secrets, IEnumerable<BundleFile> configMaps, IEnumerable<BundleFile> pullSecrets)
    {
        foreach (var file in pullSecrets.Where(file => _known.Add(("Secret", file.Segments[2], file.Stem))))
        {
            // Only secrets of this type are mentioned, and such a secret has exactly this key.
            yield return Secret(file.Segments[2], file.Stem, [".dockerconfigjson"]) with { Type = "kubernetes.io/dockerconfigjson" };
        }

        foreach (var group in Outputs(secrets).Where(output => output.Exists).GroupBy(output => (output.Namespace, output.Name)))
        {
            if (_known.Add(("Secret", group.Key.Namespace, group.Key.Name)))
            {
                yield return Secret(group.Key.Namespace, group.Key.Name, group.Select(output => output.Keys).FirstOrDefault(keys => keys is not null));
            }
        }

        foreach (var output in Outputs(configMaps).Where(output => output is { Exists: true, Keys: not null }))
        {
            if (_known.Add(("ConfigMap", output.Namespace, output.Name)))
            {
                yield return new KubeConfigMap
                {
                    Cluster = cluster,
                    Kind = "ConfigMap",
                    ApiVersion = "v1",
                    Namespace = output.Namespace,
                    Name = output.Name,
                    Keys = output.Keys!,
                };
            }
        }
    }

    private KubeSecret Secret(string ns, string name, IReadOnlyList<string>? keys) =>
        new() { Cluster = cluster, Kind = "Secret", ApiVersion = "v1", Namespace = ns, Name = name, Keys = keys };

    private static IEnumerable<Output> Outputs(IEnumerable<BundleFile> files)
    {
        foreach (var file in files)
        {
            Output? output = null;
            try
            {
                output = Parse(file.File.Read());
            }
            catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
            {
                // A redactor may have broken it; then nothing is known of the object.
            }

            if (output is { Namespace.Length: > 0, Name.Length: > 0 })
            {
                yield return output;
            }
        }
    }

    private static Output Parse(byte[] json)
    {
        var output = new Output();
        var reader = new Utf8JsonReader(json);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "namespace" when reader.TokenType == JsonTokenType.String:
                    output.Namespace = reader.GetString()!;
                    break;
                case "name" when reader.TokenType == JsonTokenType.String:
                    output.Name = reader.GetString()!;
                    break;
                case "secretExists" or "configMapExists":
                    output.Exists = reader.TokenType == JsonTokenType.True;
                    break;
                case "data" when reader.TokenType == JsonTokenType.StartObject:
                    output.Keys = ReadKeys(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return output;
    }

    private static List<string> ReadKeys(ref Utf8JsonReader reader)
    {
        var keys = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            keys.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }

        return keys;
    }

    private sealed class Output
    {
        public string Namespace { get; set; } = "";

        public string Name { get; set; } = "";

        public bool Exists { get; set; }

        public List<string>? Keys { get; set; }
    }
}
