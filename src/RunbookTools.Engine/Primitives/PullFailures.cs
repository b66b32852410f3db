using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>Why images could not be pulled. The kubelet passes on what the runtime says, and the runtime what the registry or the network says.</summary>
public static partial class PullFailures
{
    // In this order: the first that fits is what it failed for, however many wrappers repeat parts of it. Phrases of the distribution API (error codes), of
    // containerd (core/remotes/docker), CRI-O (containers/image), Docker, Go's net and crypto/x509, and of the large registries where they have their own.
    private static readonly (PullFailureReason Reason, Regex Phrase)[] s_phrases =
    [
        (PullFailureReason.DiskFull, Full()),
        (PullFailureReason.RateLimited, Limited()),
        (PullFailureReason.NameNotResolving, Lookup()),
        (PullFailureReason.NoPlatform, Platform()),
        (PullFailureReason.CertificateUntrusted, Certificate()),
        (PullFailureReason.PlainHttp, Plain()),
        (PullFailureReason.DeniedOrMissing, Ambiguous()),
        (PullFailureReason.RepositoryUnknown, Repository()),
        (PullFailureReason.Denied, Denied()),
        (PullFailureReason.NotFound, Missing()),
        (PullFailureReason.RegistryError, Server()),
        (PullFailureReason.Unreachable, Unreachable()),
    ];

    // Waiting reasons of the kubelet's image manager (k8s.io/kubernetes/pkg/kubelet/images/types.go, k8s.io/cri-api/pkg/errors).
    private static readonly HashSet<string> s_reasons = new(StringComparer.Ordinal)
    {
        "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError", "RegistryUnavailable", "SignatureValidationFailed",
    };

    /// <summary>What the images of a pod's waiting containers failed for; a message each, whether it stands in the status or in an event.</summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="pod">The pod.</param>
    public static IEnumerable<KubePullFailure> Of(ClusterInventory inventory, KubePod pod)
    {
        foreach (var container in pod.Containers.Where(container => container is { State: ContainerState.Waiting, Reason: { } reason } && s_reasons.Contains(reason)))
        {
            if (Whole(container) is { } whole)
            {
                yield return new KubePullFailure(container, whole, container.Message ?? container.Reason!);
                continue;
            }

            // Up to Kubernetes 1.31 only the event carries what the runtime said; later the waiting container does too.
            if (container.Message is { } message && (container.Reason is "ErrImagePull" or "RegistryUnavailable" || message.Contains("ErrImagePull: ", StringComparison.Ordinal)))
            {
                yield return Classify(container, message);
            }

            foreach (var seen in inventory.EventsOf(pod).Where(seen => seen.Container == container.Name && seen.Message.StartsWith("Failed to pull image", StringComparison.Ordinal)))
            {
                yield return Classify(container, seen.Message) with { Count = seen.Count, Since = seen.FirstSeen };
            }
        }
    }

    /// <summary>What a waiting reason alone says.</summary>
    private static PullFailureReason? Whole(KubeContainer container) => container.Reason switch
    {
        "InvalidImageName" => PullFailureReason.InvalidName,
        "ErrImageNeverPull" => PullFailureReason.NeverPull,
        "SignatureValidationFailed" => PullFailureReason.SignatureRejected,
        _ when container.Message?.Contains("SignatureValidationFailed", StringComparison.Ordinal) == true => PullFailureReason.SignatureRejected,
        _ => null,
    };

    private static KubePullFailure Classify(KubeContainer container, string message) =>
        new(container, Array.Find(s_phrases, phrase => phrase.Phrase.IsMatch(message)).Reason, message) { IsAnonymous = Anonymous().IsMatch(message) };

    [GeneratedRegex("no space left on device")]
    private static partial Regex Full();

    [GeneratedRegex("toomanyrequests|429 Too Many|rate limit", RegexOptions.IgnoreCase)]
    private static partial Regex Limited();

    [GeneratedRegex("dial tcp: lookup |no such host|server misbehaving|temporary failure in name resolution", RegexOptions.IgnoreCase)]
    private static partial Regex Lookup();

    [GeneratedRegex("no match for platform|no matching manifest for|no image found in (manifest list|image index) for architecture")]
    private static partial Regex Platform();

    [GeneratedRegex("x509: ")]
    private static partial Regex Certificate();

    [GeneratedRegex("server gave HTTP response to HTTPS client")]
    private static partial Regex Plain();

    // Not where the node itself says that it had nothing to show.
    [GeneratedRegex("^(?!.*no basic auth credentials).*(does not exist or (may require|no pull access)|insufficient_scope|requested access to the resource is denied|or it may not exist|verify that it exists and you have permission)", RegexOptions.Singleline)]
    private static partial Regex Ambiguous();

    [GeneratedRegex("name unknown|NAME_UNKNOWN|repository name not known|repository with name .* does not exist|repository .* not found")]
    private static partial Regex Repository();

    [GeneratedRegex(@"\b401 Unauthorized|\b403 Forbidden|no basic auth credentials|authentication required|unauthorized: |denied: ", RegexOptions.IgnoreCase)]
    private static partial Regex Denied();

    [GeneratedRegex(@"manifest unknown|(manifest for|tag) .* not found|code = NotFound|: not found\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Missing();

    [GeneratedRegex("50[0234] (Bad Gateway|Service|Gateway|Internal)|registry is unavailable", RegexOptions.IgnoreCase)]
    private static partial Regex Server();

    [GeneratedRegex(@"i/o timeout|connection refused|no route to host|network is unreachable|connection reset|TLS handshake timeout|deadline exceeded|Client\.Timeout|\bEOF\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Unreachable();

    [GeneratedRegex("anonymous token|no basic auth credentials")]
    private static partial Regex Anonymous();
}
