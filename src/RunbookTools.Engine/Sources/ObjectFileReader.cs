using System.Text;
using System.Text.RegularExpressions;
using RunbookTools.Engine.Wire;

namespace RunbookTools.Engine.Sources;

/// <summary>Reads files of objects, several at a time.</summary>
internal sealed partial class ObjectFileReader(string cluster, CoverageRecord coverage, WireItemTap? tap, CancellationToken cancellation)
{
    /// <summary>Where config maps were found; set to have it filled.</summary>
    public ConfigFiles? ConfigMaps { get; init; }

    /// <summary>Reads files. What does not parse stands in the coverage; the rest goes on.</summary>
    /// <returns>The objects, in the order of the files.</returns>
    public List<KubeObject> Read(IReadOnlyList<ObjectFile> files)
    {
        var objects = new List<KubeObject>[files.Count];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) };
        Parallel.For(0, files.Count, options, index =>
        {
            objects[index] = [];
            ReadFile(files[index], objects[index]);
            foreach (var map in ConfigMaps is null ? [] : objects[index].OfType<KubeConfigMap>())
            {
                ConfigMaps!.Add(map, files[index]);
            }
        });

        return [.. objects.SelectMany(list => list)];
    }

    /// <summary>Reads text that holds one or more documents, JSON or YAML.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="context">What is known about it.</param>
    public static void ReadText(ReadOnlyMemory<byte> bytes, WireContext context)
    {
        bytes = ToUtf8(bytes);
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            AddUnreadable(context, "the file is empty");
        }
        else if (IsJson(bytes.Span))
        {
            WireReader.Read(bytes, context);
        }
        else
        {
            ReadYaml(bytes, context);
        }
    }

    /// <summary>True when it must be JSON: YAML may begin with a brace too, but not so, or it has a line that ends a document.</summary>
    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        return text[0] switch
        {
            (byte)'[' => true,
            (byte)'{' => text[1..].TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..] && text.IndexOf("\n---"u8) < 0,
            _ => false,
        };
    }

    private void ReadFile(ObjectFile file, List<KubeObject> objects)
    {
        var context = new WireContext
        {
            Cluster = cluster,
            Coverage = coverage,
            Objects = objects,
            Path = file.File.Path,
            KindHint = file.KindHint,
            NamespaceHint = file.NamespaceHint,
            Tap = tap,
        };
        try
        {
            ReadText(file.File.Read(), context);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            AddUnreadable(context, exception.Message);
        }
    }

    private static void ReadYaml(ReadOnlyMemory<byte> bytes, WireContext context)
    {
        try
        {
            using var text = Open(bytes);
            foreach (var document in YamlReader.ToJson(text))
            {
                WireReader.Read(document, context);
            }
        }
        catch (WireException exception)
        {
            AddUnreadable(context, TerminalText.Clean(exception.Message));
        }
    }

    // Redaction by troubleshoot puts its mask (MASK_TEXT in pkg/redact/redact.go) where it finds a match, also where YAML takes it for an alias.
    private static TextReader Open(ReadOnlyMemory<byte> bytes) => bytes.Span.IndexOf("***HIDDEN***"u8) < 0
        ? new StreamReader(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8)
        : new StringReader(RedactedScalar().Replace(Encoding.UTF8.GetString(bytes.Span), match => $"'{match.Value.Replace("'", "''", StringComparison.Ordinal)}'"));

    [GeneratedRegex(@"(?<=[:-] )\*\*\*HIDDEN\*\*\*[^\r\n]*")]
    private static partial Regex RedactedScalar();

    // Windows PowerShell redirects output as UTF-16 with a byte order mark.
    private static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> bytes) => bytes.Span switch
    {
        [0xef, 0xbb, 0xbf, ..] => bytes[3..],
        [0xff, 0xfe, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.Span[2..])),
        [0xfe, 0xff, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes.Span[2..])),
        _ => bytes,
    };

    private static void AddUnreadable(WireContext context, string reason) =>
        context.Coverage.AddGap(new CoverageGap(GapKind.Unreadable, context.KindHint ?? "", context.NamespaceHint, reason) { Path = context.Path });
}
