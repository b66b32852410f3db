using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>How a client wants objects written, from its Accept header.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Version">The version of the shape's group: <c>v1</c> or <c>v1beta1</c>.</param>
internal sealed record MediaType(MediaShape Shape, string Version)
{
    /// <summary>Objects as they are.</summary>
    public static MediaType Json { get; } = new(MediaShape.Object, "v1");

    /// <summary>The first of the types asked for that the server has.</summary>
    /// <exception cref="ApiRefusalException">It has none of them.</exception>
    public static MediaType Of(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
        {
            return Json;
        }

        foreach (var clause in accept.Split(','))
        {
            var parts = clause.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "application/yaml" or "application/*" or "*/*"))
            {
                continue;
            }

            var shape = Parameter(parts, "as");
            var version = Parameter(parts, "v") ?? "v1";
            if (shape is null)
            {
                return Json;
            }

            var isMeta = Parameter(parts, "g") == "meta.k8s.io" && version is "v1" or "v1beta1";
            switch (shape)
            {
                case "Table" when isMeta:
                    return new MediaType(MediaShape.Table, version);
                case "PartialObjectMetadata" or "PartialObjectMetadataList" when isMeta:
                    return new MediaType(MediaShape.Metadata, version);
                case "APIGroupDiscoveryList" when Parameter(parts, "g") == "apidiscovery.k8s.io" && version is "v2" or "v2beta1":
                    return new MediaType(MediaShape.Discovery, version);
            }
        }

        throw new ApiRefusalException(ApiStatus.NotAcceptable);
    }

    /// <summary>The kind under which one object is written in this shape.</summary>
    public string KindOf(ResourceKind kind) => Shape switch
    {
        MediaShape.Table => "Table",
        MediaShape.Metadata => "PartialObjectMetadata",
        _ => kind.Kind,
    };

    /// <summary>Group and version in this shape.</summary>
    public string ApiVersionOf(ResourceKind kind) => Shape is MediaShape.Object ? kind.ApiVersion : $"meta.k8s.io/{Version}";

    private static string? Parameter(string[] parts, string name) =>
        parts.Skip(1).FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
