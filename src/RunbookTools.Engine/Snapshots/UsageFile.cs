using System.Text.Json;

namespace RunbookTools.Engine.Snapshots;

/// <summary>Writes the usage of one node in the form a kubelet has it under <c>/stats/summary</c>.</summary>
internal static class UsageFile
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="node">The name of the node.</param>
    /// <param name="usages">What was measured on it.</param>
    /// <param name="redact">What is written in place of a name.</param>
    public static void Write(Stream stream, string node, IReadOnlyList<KubeUsage> usages, Func<string, string> redact)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteStartObject("node");
        writer.WriteString("nodeName", node);
        var own = usages.Where(usage => usage.Object.Kind == "Node").ToList();
        WriteProcess(writer, own);
        writer.WriteStartObject("fs");
        WriteFileSystem(writer, own);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("pods");
        foreach (var pod in usages.Where(usage => usage.Object.Kind == "Pod").GroupBy(usage => usage.Object))
        {
            WritePod(writer, pod.Key, [.. pod], redact);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePod(Utf8JsonWriter writer, KubeTarget pod, IReadOnlyList<KubeUsage> usages, Func<string, string> redact)
    {
        writer.WriteStartObject();
        WriteReference(writer, "podRef", pod, redact);
        writer.WriteStartArray("containers");
        foreach (var container in usages.Where(usage => usage.Container is not null).GroupBy(usage => usage.Container!))
        {
            writer.WriteStartObject();
            writer.WriteString("name", redact(container.Key));
            WriteProcess(writer, [.. container]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("volume");
        foreach (var volume in usages.Where(usage => usage.Claim is not null).GroupBy(usage => (usage.Volume, usage.Claim)))
        {
            writer.WriteStartObject();
            WriteFileSystem(writer, volume);
            if (volume.Key.Volume is { } name)
            {
                writer.WriteString("name", redact(name));
            }

            WriteReference(writer, "pvcRef", volume.Key.Claim!, redact);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, string name, KubeTarget target, Func<string, string> redact)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", redact(target.Name));
        writer.WriteString("namespace", redact(target.Namespace ?? ""));
        writer.WriteEndObject();
    }

    private static void WriteProcess(Utf8JsonWriter writer, IReadOnlyList<KubeUsage> usages)
    {
        if (usages.FirstOrDefault(usage => usage.Resource == UsageResource.Cpu) is { } cpu)
        {
            writer.WriteStartObject("cpu");
            WriteTime(writer, cpu);
            WriteAmount(writer, "usageNanoCores", new KubeQuantity(cpu.Used.Value * 1e9m));
            writer.WriteEndObject();
        }

        if (usages.FirstOrDefault(usage => usage.Resource == UsageResource.Memory) is { } memory)
        {
            writer.WriteStartObject("memory");
            WriteTime(writer, memory);
            WriteAmount(writer, "availableBytes", memory.Available);
            WriteAmount(writer, "workingSetBytes", memory.Used);
            writer.WriteEndObject();
        }
    }

    private static void WriteFileSystem(Utf8JsonWriter writer, IEnumerable<KubeUsage> usages)
    {
        foreach (var usage in usages.Where(usage => usage.Resource is UsageResource.Storage or UsageResource.Inodes))
        {
            var isBytes = usage.Resource == UsageResource.Storage;
            if (isBytes)
            {
                WriteTime(writer, usage);
            }

            WriteAmount(writer, isBytes ? "availableBytes" : "inodesFree", usage.Available);
            WriteAmount(writer, isBytes ? "capacityBytes" : "inodes", usage.Capacity);
            WriteAmount(writer, isBytes ? "usedBytes" : "inodesUsed", usage.Used);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, KubeUsage usage)
    {
        if (usage.At is { } time)
        {
            writer.WriteString("time", time.ToUniversalTime());
        }
    }

    private static void WriteAmount(Utf8JsonWriter writer, string name, KubeQuantity? amount)
    {
        if (amount is { } value)
        {
            writer.WriteNumber(name, decimal.Truncate(value.Value));
        }
    }
}
