using System.Text.Json;
using Microsoft.AspNetCore.Http;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Tells what the server has: groups, versions, kinds; one by one and aggregated.</summary>
internal sealed class DiscoveryHandler(ApiCatalog catalog)
{
    /// <summary>Answers <c>/api</c>, <c>/apis</c> and what is below, down to a version.</summary>
    public Task AnswerAsync(HttpContext http, ApiRequest request)
    {
        var segments = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (segments)
        {
            case ["api"] or ["apis"]:
                var isCore = segments[0] == "api";
                var media = MediaType.Of(http.Request.Headers.Accept);
                return media.Shape == MediaShape.Discovery ? AggregatedAsync(http, isCore, media.Version)
                    : isCore ? Answers.JsonAsync(http, 200, writer => WriteVersions(writer, http))
                    : Answers.JsonAsync(http, 200, WriteGroups);
            case ["api", var version] when catalog.Has("", version):
                return Answers.JsonAsync(http, 200, writer => WriteResources(writer, "", version));
            case ["apis", var name] when catalog.Groups.FirstOrDefault(group => group.Key == name) is { } found:
                return Answers.JsonAsync(http, 200, writer => WriteGroup(writer, found, isTop: true));
            case ["apis", var name, var version] when catalog.Has(name, version):
                return Answers.JsonAsync(http, 200, writer => WriteResources(writer, name, version));
            default:
                return Answers.NoSuchPathAsync(http);
        }
    }

    private static void WriteVersions(Utf8JsonWriter writer, HttpContext http)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "APIVersions"u8);
        WriteStrings(writer, "versions", ["v1"]);
        writer.WriteStartArray("serverAddressByClientCIDRs"u8);
        writer.WriteStartObject();
        writer.WriteString("clientCIDR"u8, "0.0.0.0/0"u8);
        writer.WriteString("serverAddress"u8, http.Request.Host.Value);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteGroups(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "APIGroupList"u8);
        writer.WriteString("apiVersion"u8, "v1"u8);
        writer.WriteStartArray("groups"u8);
        foreach (var group in catalog.Groups.Where(group => group.Key.Length > 0))
        {
            WriteGroup(writer, group, isTop: false);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, IGrouping<string, ResourceKind> group, bool isTop)
    {
        writer.WriteStartObject();
        if (isTop)
        {
            writer.WriteString("kind"u8, "APIGroup"u8);
            writer.WriteString("apiVersion"u8, "v1"u8);
        }

        writer.WriteString("name"u8, group.Key);
        writer.WriteStartArray("versions"u8);
        foreach (var version in ApiCatalog.Versions(group))
        {
            WriteVersion(writer, group.Key, version);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("preferredVersion"u8);
        WriteVersion(writer, group.Key, ApiCatalog.Versions(group).First());
        writer.WriteEndObject();
    }

    private static void WriteVersion(Utf8JsonWriter writer, string group, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("groupVersion"u8, $"{group}/{version}");
        writer.WriteString("version"u8, version);
        writer.WriteEndObject();
    }

    private void WriteResources(Utf8JsonWriter writer, string groupName, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, "APIResourceList"u8);
        if (groupName.Length > 0)
        {
            writer.WriteString("apiVersion"u8, "v1"u8);
        }

        writer.WriteString("groupVersion"u8, groupName.Length == 0 ? version : $"{groupName}/{version}");
        writer.WriteStartArray("resources"u8);
        foreach (var kind in catalog.Groups.First(group => group.Key == groupName).Where(kind => kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal))
        {
            WriteResource(writer, kind, null);
            foreach (var part in kind.SubResources)
            {
                WriteResource(writer, kind, part);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter writer, ResourceKind kind, SubResource? part)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, part is null ? kind.Plural : $"{kind.Plural}/{part.Name}");
        writer.WriteString("singularName"u8, part is null ? kind.Singular : "");
        writer.WriteBoolean("namespaced"u8, kind.IsNamespaced);
        if (part is { Group.Length: > 0 })
        {
            writer.WriteString("group"u8, part.Group);
            writer.WriteString("version"u8, part.Version);
        }

        writer.WriteString("kind"u8, part?.Kind ?? kind.Kind);
        WriteStrings(writer, "verbs", part?.Verbs ?? kind.Verbs);
        if (part is null)
        {
            WriteNames(writer, kind);
        }

        writer.WriteEndObject();
    }

    private Task AggregatedAsync(HttpContext http, bool isCore, string version)
    {
        var type = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
        return Answers.JsonAsync(http, 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "APIGroupDiscoveryList"u8);
            writer.WriteString("apiVersion"u8, $"apidiscovery.k8s.io/{version}");
            writer.WriteStartObject("metadata"u8);
            writer.WriteEndObject();
            writer.WriteStartArray("items"u8);
            foreach (var group in catalog.Groups.Where(group => group.Key.Length == 0 == isCore))
            {
                WriteAggregated(writer, group);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }, type);
    }

    private static void WriteAggregated(Utf8JsonWriter writer, IGrouping<string, ResourceKind> group)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("metadata"u8);
        if (group.Key.Length > 0)
        {
            writer.WriteString("name"u8, group.Key);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("versions"u8);
        foreach (var version in ApiCatalog.Versions(group))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, version);
            writer.WriteStartArray("resources"u8);
            foreach (var kind in group.Where(kind => kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal))
            {
                WriteAggregated(writer, kind);
            }

            writer.WriteEndArray();
            writer.WriteString("freshness"u8, "Current"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAggregated(Utf8JsonWriter writer, ResourceKind kind)
    {
        writer.WriteStartObject();
        writer.WriteString("resource"u8, kind.Plural);
        WriteResponseKind(writer, "", "", kind.Kind);
        writer.WriteString("scope"u8, kind.IsNamespaced ? "Namespaced" : "Cluster");
        writer.WriteString("singularResource"u8, kind.Singular);
        WriteStrings(writer, "verbs", kind.Verbs);
        WriteNames(writer, kind);
        if (kind.SubResources.Count > 0)
        {
            writer.WriteStartArray("subresources"u8);
            foreach (var part in kind.SubResources)
            {
                writer.WriteStartObject();
                writer.WriteString("subresource"u8, part.Name);
                WriteResponseKind(writer, part.Group, part.Version, part.Kind ?? kind.Kind);
                WriteStrings(writer, "verbs", part.Verbs);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteResponseKind(Utf8JsonWriter writer, string group, string version, string kind)
    {
        writer.WriteStartObject("responseKind"u8);
        writer.WriteString("group"u8, group);
        writer.WriteString("version"u8, version);
        writer.WriteString("kind"u8, kind);
        writer.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter writer, ResourceKind kind)
    {
        if (kind.ShortNames.Count > 0)
        {
            WriteStrings(writer, "shortNames", kind.ShortNames);
        }

        if (kind.Categories.Count > 0)
        {
            WriteStrings(writer, "categories", kind.Categories);
        }
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
