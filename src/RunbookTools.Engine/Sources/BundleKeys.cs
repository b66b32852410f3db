using System.Buffers;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>
/// Reads secrets and config maps that a support bundle collected one by one, and the pull secrets it mentions. They are given the form the API has
/// them in, so that they are read like any other. Of secrets names and keys only: values are passed over, not read.
/// </summary>
internal sealed class BundleKeys(string cluster, IReadOnlyList<KubeObject> objects, WireItemTap? tap)
{
    // What listed them gives more, so only those it did not give are added.
    private readonly HashSet<(string Kind, string? Namespace, string Name)> _known = objects
        .Where(item => item is KubeSecret or KubeConfigMap)
        .Select(item => (item.Kind, item.Namespace, item.Name))
        .ToHashSet();

    private readonly List<KubeObject> _found = [];

    /// <summary>Reads them.</summary>
    public IReadOnlyList<KubeObject> Read(IEnumerable<BundleFile> secrets, IEnumerable<BundleFile> configMaps, IEnumerable<BundleFile> pullSecrets)
    {
        foreach (var file in pullSecrets)
        {
            // Only secrets of this type are mentioned, and such a secret has exactly this key.
            Add("Secret", file.Segments[2], file.Stem, writer =>
            {
                writer.WriteString("type", "kubernetes.io/dockerconfigjson");
                WriteKeys(writer, [".dockerconfigjson"]);
            });
        }

        foreach (var group in Outputs(secrets, withValues: false).Where(output => output.Exists).GroupBy(output => (output.Namespace, output.Name)))
        {
            var keys = group.Select(output => output.Keys).FirstOrDefault(keys => keys is not null);
            Add("Secret", group.Key.Namespace, group.Key.Name, writer => WriteKeys(writer, keys));
        }

        foreach (var output in Outputs(configMaps, withValues: true).Where(output => output is { Exists: true, Data: not null }))
        {
            Add("ConfigMap", output.Namespace, output.Name, writer =>
            {
                writer.WritePropertyName("data");
                writer.WriteRawValue(output.Data!);
            });
        }

        return _found;
    }

    private static void WriteKeys(Utf8JsonWriter writer, IReadOnlyList<string>? keys)
    {
        if (keys is null)
        {
            return;
        }

        writer.WriteStartObject("data");
        foreach (var key in keys)
        {
            writer.WriteString(key, "");
        }

        writer.WriteEndObject();
    }

    private void Add(string kind, string ns, string name, Action<Utf8JsonWriter> write)
    {
        if (!_known.Add((kind, ns, name)))
        {
            return;
        }

        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion", "v1");
            writer.WriteString("kind", kind);
            writer.WriteStartObject("metadata");
            writer.WriteString("name", name);
            writer.WriteString("namespace", ns);
            writer.WriteEndObject();
            write(writer);
            writer.WriteEndObject();
        }

        // One object that was asked for by name says nothing of the others of its kind, so the coverage is not the bundle's.
        WireReader.Read(json.WrittenMemory, new WireContext { Cluster = cluster, Coverage = new CoverageRecord(), Objects = _found, Tap = tap });
    }

    private static IEnumerable<Output> Outputs(IEnumerable<BundleFile> files, bool withValues)
    {
        foreach (var file in files)
        {
            Output? output = null;
            try
            {
                output = Parse(file.File.Read(), withValues);
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

    private static Output Parse(byte[] json, bool withValues)
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
                case "data" when reader.TokenType == JsonTokenType.StartObject && withValues:
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    output.Data = json[start..(int)reader.BytesConsumed];
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

        public byte[]? Data { get; set; }
    }
}
