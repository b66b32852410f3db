using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunbookTools.Engine.Sources.Live;

// A kubeconfig file as it is written (k8s.io/client-go/tools/clientcmd/api/v1/types.go). What is not named here is skipped.

/// <summary>The file.</summary>
internal sealed class KubeConfigJson
{
    public string? CurrentContext { get; set; }

    public List<NamedClusterJson>? Clusters { get; set; }

    public List<NamedUserJson>? Users { get; set; }

    public List<NamedContextJson>? Contexts { get; set; }
}

/// <summary>An entry of <c>clusters</c>.</summary>
internal sealed class NamedClusterJson
{
    public string? Name { get; set; }

    public ClusterJson? Cluster { get; set; }
}

/// <summary>Where a server is and how it is known to be the right one.</summary>
internal sealed class ClusterJson
{
    public string? Server { get; set; }

    public string? TlsServerName { get; set; }

    public bool InsecureSkipTlsVerify { get; set; }

    public string? CertificateAuthority { get; set; }

    public string? CertificateAuthorityData { get; set; }

    public string? ProxyUrl { get; set; }

    public bool DisableCompression { get; set; }

    public List<NamedExtensionJson>? Extensions { get; set; }
}

/// <summary>An entry of <c>extensions</c>.</summary>
internal sealed class NamedExtensionJson
{
    public string? Name { get; set; }

    public JsonElement Extension { get; set; }
}

/// <summary>An entry of <c>users</c>.</summary>
internal sealed class NamedUserJson
{
    public string? Name { get; set; }

    public UserJson? User { get; set; }
}

/// <summary>Who asks.</summary>
internal sealed class UserJson
{
    public string? ClientCertificate { get; set; }

    public string? ClientCertificateData { get; set; }

    public string? ClientKey { get; set; }

    public string? ClientKeyData { get; set; }

    public string? Token { get; set; }

    [JsonPropertyName("tokenFile")]
    public string? TokenFile { get; set; }

    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? As { get; set; }

    public string? AsUid { get; set; }

    public List<string>? AsGroups { get; set; }

    public Dictionary<string, List<string>>? AsUserExtra { get; set; }

    public AuthProviderJson? AuthProvider { get; set; }

    public ExecJson? Exec { get; set; }
}

/// <summary>Authentication that a client has built in: <c>oidc</c>.</summary>
internal sealed class AuthProviderJson
{
    public string? Name { get; set; }

    public Dictionary<string, string>? Config { get; set; }
}

/// <summary>A program that gives credentials.</summary>
internal sealed class ExecJson
{
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; set; }

    public string? Command { get; set; }

    public List<string>? Args { get; set; }

    public List<ExecEnvJson>? Env { get; set; }

    [JsonPropertyName("installHint")]
    public string? InstallHint { get; set; }

    [JsonPropertyName("provideClusterInfo")]
    public bool ProvideClusterInfo { get; set; }

    [JsonPropertyName("interactiveMode")]
    public string? InteractiveMode { get; set; }
}

/// <summary>A variable for such a program.</summary>
internal sealed class ExecEnvJson
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>An entry of <c>contexts</c>.</summary>
internal sealed class NamedContextJson
{
    public string? Name { get; set; }

    public ContextJson? Context { get; set; }
}

/// <summary>A cluster, who asks it, and in which namespace.</summary>
internal sealed class ContextJson
{
    public string? Cluster { get; set; }

    public string? User { get; set; }

    public string? Namespace { get; set; }
}

/// <summary>What a credential plugin writes (k8s.io/client-go/pkg/apis/clientauthentication/v1/types.go).</summary>
internal sealed class ExecCredentialJson
{
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public ExecStatusJson? Status { get; set; }
}

/// <summary>The credential in it.</summary>
internal sealed class ExecStatusJson
{
    [JsonPropertyName("expirationTimestamp")]
    public DateTimeOffset? ExpirationTimestamp { get; set; }

    public string? Token { get; set; }

    [JsonPropertyName("clientCertificateData")]
    public string? ClientCertificateData { get; set; }

    [JsonPropertyName("clientKeyData")]
    public string? ClientKeyData { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
[JsonSerializable(typeof(KubeConfigJson))]
[JsonSerializable(typeof(ExecCredentialJson))]
internal sealed partial class KubeConfigJsonContext : JsonSerializerContext;
