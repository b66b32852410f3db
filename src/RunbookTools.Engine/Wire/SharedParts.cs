using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>
/// What the objects of one owner have in common, read once and kept once: labels, annotations, owners, what was asked for of a pod. Belongs to the
/// reading of one kind; for one thread at a time.
/// </summary>
internal sealed class SharedParts
{
    private static readonly AnnotationsConverter s_annotations = new();
    private static readonly byte[] s_tokenVolume = Encoding.ASCII.GetBytes($"\"{KubePodSpec.TokenVolume}");
    private static readonly SearchValues<byte> s_letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8);

    // Lists come ordered by namespace and name, so what is shared is close together.
    private const int Places = 256;

    private readonly ByteCache<Dictionary<string, string>> _labels = new(Places);
    private readonly ByteCache<Dictionary<string, string>> _annotations = new(Places);
    private readonly ByteCache<IReadOnlyList<KubeOwner>> _owners = new(Places);
    private readonly ByteCache<KubePodSpec> _specs = new(Places);
    private readonly WireField.FieldReader<MetaWire> _readMetadata;
    private byte[] _scratch = [];

    public SharedParts() => _readMetadata = ReadMetadata;

    /// <summary>Reads the metadata of an object.</summary>
    /// <exception cref="JsonException">A field is of the wrong type.</exception>
    public MetaWire ReadMetadata(in WireField metadata) => metadata.Object(new MetaWire { Owners = [] }, _readMetadata);

    /// <summary>Reads what was asked for of a pod: what it shares with the others of its owner, its node, and the name of the volume with its token.</summary>
    /// <param name="json">The spec.</param>
    /// <param name="pod">The pod's name.</param>
    /// <exception cref="JsonException">A field is of the wrong type.</exception>
    public (KubePodSpec Spec, string? Node, string? Token) ReadSpec(ReadOnlySpan<byte> json, string pod)
    {
        // The claims of ephemeral volumes have the pod's name in theirs.
        if (json.IndexOf("\"ephemeral\""u8) >= 0)
        {
            return (Spec(json, pod), null, null);
        }

        var node = WireField.Find(json, "nodeName"u8);
        var nodeName = node.IsEmpty ? null : StringPool.Read(node).NullIfEmpty();
        var common = Without(json, node, out var token, out var places);
        var spec = _specs.Read(common, static value => Spec(value, null));

        // Who wrote the same name somewhere else gets a spec of its own.
        return token is null || places == spec.Volumes.Count(IsToken) + spec.Containers.Sum(container => container.Mounts.Count(IsToken))
            ? (spec, nodeName, token)
            : (Spec(json, pod), null, null);
    }

    private void ReadMetadata(in WireField field, MetaWire meta)
    {
        if (field.Is("name"u8))
        {
            meta.Name = field.OwnText();
        }
        else if (field.Is("namespace"u8))
        {
            meta.Namespace = field.Text();
        }
        else if (field.Is("uid"u8))
        {
            meta.Uid = field.OwnText();
        }
        else if (field.Is("labels"u8))
        {
            meta.Labels = _labels.Read(field.Value, static json => JsonSerializer.Deserialize(json, PodWire.Json.DictionaryStringString)!);
        }
        else if (field.Is("annotations"u8))
        {
            meta.Annotations = _annotations.Read(field.Value, ReadAnnotations);
        }
        else if (field.Is("creationTimestamp"u8))
        {
            meta.CreationTimestamp = field.Time();
        }
        else if (field.Is("deletionTimestamp"u8))
        {
            meta.DeletionTimestamp = field.Time();
        }
        else if (field.Is("finalizers"u8))
        {
            meta.Finalizers = field.As(PodWire.Json.ListString);
        }
        else if (field.Is("ownerReferences"u8))
        {
            meta.Owners = _owners.Read(field.Value, static json => JsonSerializer.Deserialize(json, PodWire.Json.ListOwnerWire).ToModel(WireCommon.ToModel));
        }
        else if (field.Is("generation"u8))
        {
            meta.Generation = field.Number();
        }
    }

    private static bool IsToken(KubePodVolume volume) => volume.Name == KubePodSpec.TokenVolume;

    private static bool IsToken(KubeMount mount) => mount.Volume == KubePodSpec.TokenVolume;

    private static KubePodSpec Spec(ReadOnlySpan<byte> json, string? pod) => JsonSerializer.Deserialize(json, PodWire.Json.PodSpecWire).ToModel(pod);

    private static Dictionary<string, string> ReadAnnotations(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return s_annotations.Read(ref reader, typeof(Dictionary<string, string>), JsonSerializerOptions.Default)!;
    }

    /// <summary>The spec without the name of the node and the five letters.</summary>
    private ReadOnlySpan<byte> Without(ReadOnlySpan<byte> json, ReadOnlySpan<byte> node, out string? token, out int places)
    {
        places = 0;
        if (_scratch.Length < json.Length)
        {
            _scratch = new byte[2 * json.Length];
        }

        token = null;
        json.CopyTo(_scratch);
        var spec = _scratch.AsSpan(0, json.Length);
        if (json.Overlaps(node, out var at))
        {
            // An empty name means what none means.
            spec[(at + node.Length - 1)..].CopyTo(spec[(at + 1)..]);
            spec = spec[..^(node.Length - 2)];
        }

        var mark = spec.IndexOf(s_tokenVolume);
        if (mark < 0)
        {
            return spec;
        }

        var letters = spec[(mark + s_tokenVolume.Length)..];
        letters = letters[..Math.Max(0, letters.IndexOf((byte)'"'))];
        if (letters.IsEmpty || letters.ContainsAnyExcept(s_letters))
        {
            return spec;
        }

        token = KubePodSpec.TokenVolume + Encoding.ASCII.GetString(letters);
        return Without(spec, Encoding.ASCII.GetBytes($"\"{token}\""), out places);
    }

    private static ReadOnlySpan<byte> Without(Span<byte> spec, ReadOnlySpan<byte> token, out int places)
    {
        places = 0;
        var (from, to) = (0, 0);
        for (int next; (next = spec[from..].IndexOf(token)) >= 0; from += next + token.Length - 1, places++)
        {
            var kept = next + s_tokenVolume.Length;
            spec.Slice(from, kept).CopyTo(spec[to..]);
            to += kept;
        }

        spec[from..].CopyTo(spec[to..]);
        return spec[..(to + spec.Length - from)];
    }
}
