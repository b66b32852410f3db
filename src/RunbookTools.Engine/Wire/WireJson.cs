using System.Text.Json;

namespace RunbookTools.Engine.Wire;

/// <summary>How every family of kinds is deserialised.</summary>
internal static class WireJson
{
    /// <summary>Levels a single object may be nested. The schemas inside custom resource definitions reach about forty.</summary>
    public const int MaxDepth = 128;

    /// <summary>
    /// New options for one family's source-generated context: camel case, case-sensitive, unknown fields skipped. A context needs options of its own.
    /// </summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = MaxDepth,
        Converters =
        {
            new PooledStringConverter(),
            new StringMapConverter(),
            new TimeConverter(),
            new QuantityConverter(),
            new ResourceListConverter(),
        },
    };
}
