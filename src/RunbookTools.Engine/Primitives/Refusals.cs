using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Primitives;

/// <summary>What the API server refused to make for a workload, told apart by who refused.</summary>
public static partial class Refusals
{
    // In the order in which one message could be taken for another.
    private static readonly (Regex Pattern, Refuser By)[] s_signs =
    [
        (Quota(), Refuser.Quota),
        (LimitRange(), Refuser.LimitRange),
        (PodSecurity(), Refuser.PodSecurity),
        (WebhookCall(), Refuser.WebhookUnreachable),
        (WebhookDenial(), Refuser.Webhook),
        (AdmissionPolicy(), Refuser.AdmissionPolicy),
        (ServiceAccount(), Refuser.ServiceAccount),
        (PriorityClass(), Refuser.PriorityClass),
        (RuntimeClass(), Refuser.RuntimeClass),
        (Namespace(), Refuser.Namespace),
        (Authorization(), Refuser.Authorization),
        (Validation(), Refuser.Validation),
    ];

    /// <summary>
    /// The refusals of a workload's pods, claims and jobs, last seen first: from <c>FailedCreate</c> events about it and what it controls, and from the
    /// condition <c>ReplicaFailure</c>, which outlives the events. The same refusal, told often or in several places, is one.
    /// </summary>
    /// <param name="inventory">The cluster.</param>
    /// <param name="workload">The workload.</param>
    public static IReadOnlyList<KubeRefusal> Of(ClusterInventory inventory, KubeWorkload workload)
    {
        var makers = inventory.Descendants(workload).OfType<KubeWorkload>().Prepend(workload);
        return [.. makers.SelectMany(maker => Told(inventory, maker))
            .GroupBy(refusal => (refusal.By, refusal.Resource, refusal.Subject))
            .Select(group => Merge(workload, [.. group]))
            .OrderByDescending(refusal => refusal.LastSeen)];
    }

    /// <summary>Who refused, by what the API server and its admission plugins write.</summary>
    /// <param name="message">The message of an event or condition.</param>
    /// <returns>Who, what was refused, the name of what refused, and the message without what the controller put before it.</returns>
    public static (Refuser By, string Resource, string? Subject, string Message) Read(string message)
    {
        var text = Prefix().Replace(message, "");
        var forbidden = Forbidden().Match(text);
        var resource = forbidden.Success ? forbidden.Groups["resource"].Value
            : message.Contains("reate Claim ", StringComparison.Ordinal) ? "persistentvolumeclaims"
            : message.Contains("Error creating job: ", StringComparison.Ordinal) ? "jobs.batch"
            : "pods";
        var words = forbidden.Success ? text[forbidden.Length..] : text;
        foreach (var (pattern, by) in s_signs)
        {
            if (pattern.Match(words) is { Success: true } match)
            {
                return (by, resource, match.Groups["subject"] is { Success: true } subject ? subject.Value : null, words);
            }
        }

        return (Refuser.Other, resource, null, words);
    }

    /// <summary>True when a message quotes the API server's refusal of an object that was applied.</summary>
    /// <param name="message">The message of a condition.</param>
    public static bool IsOfApply(string message) => message.Contains("field is immutable", StringComparison.Ordinal) || OfApply().IsMatch(message);

    private static KubeRefusal Merge(KubeWorkload workload, IReadOnlyList<KubeRefusal> told) => told.OrderByDescending(refusal => refusal.LastSeen).First() with
    {
        Workload = workload.Target,
        Count = Math.Max(1, told.Sum(refusal => refusal.Count)),
        FirstSeen = told.Min(refusal => refusal.FirstSeen),
        LastSeen = told.Max(refusal => refusal.LastSeen),
        IsOver = told.All(refusal => refusal.IsOver),
    };

    private static IEnumerable<KubeRefusal> Told(ClusterInventory inventory, KubeWorkload maker)
    {
        foreach (var seen in inventory.EventsOf(maker).Where(seen => seen.Reason == "FailedCreate"))
        {
            var (by, resource, subject, message) = Read(seen.Message);
            yield return new KubeRefusal(maker.Target, maker.Target, resource, by, subject, message, seen.Count, seen.FirstSeen, seen.LastSeen, HasWhatItWants(maker));
        }

        if (maker.Conditions.FirstOrDefault(condition => condition is { Type: "ReplicaFailure", IsTrue: true, Message: not null }) is { } failure)
        {
            // The events count; a condition only repeats the last of them.
            var (by, resource, subject, message) = Read(failure.Message!);
            yield return new KubeRefusal(maker.Target, maker.Target, resource, by, subject, message, 0, failure.Since, failure.LastSeen ?? failure.Since, IsOver: false);
        }
    }

    /// <summary>True when what was refused has been made since.</summary>
    private static bool HasWhatItWants(KubeWorkload workload) => workload switch
    {
        KubeCronJob => false,
        KubeJob job => job.IsFinished || job.Current > 0 || job.Succeeded > 0 || job.Failed > 0,
        _ => workload.Current >= workload.Desired,
    };

    // Written before the server's words by the event recorder's aggregation, pkg/controller/controller_utils.go ("Error creating: %v"),
    // pkg/controller/cronjob/cronjob_controllerv2.go ("Error creating job: %v") and pkg/controller/statefulset/stateful_pod_control.go
    // ("create Pod %s in StatefulSet %s failed error: %s", "create Claim %s Pod %s in StatefulSet %s failed error: %s"; newer ones in capitals).
    [GeneratedRegex(@"^(\(combined from similar events\): )?(Error creating( job)?: |[Cc]reate (Pod \S+|Claim \S+ (for )?Pod \S+) in StatefulSet \S+ failed error: )?(failed to create PVC \S+: )?")]
    private static partial Regex Prefix();

    [GeneratedRegex("\" is (forbidden|invalid): |admission webhook \"[^\"]*\" denied the request")]
    private static partial Regex OfApply();

    // NewForbidden of staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go.
    [GeneratedRegex("^(?<resource>[a-z0-9.-]+)( \"[^\"]*\")? is forbidden: ")]
    private static partial Regex Forbidden();

    // plugin: staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go.
    [GeneratedRegex("^(exceeded|failed) quota: (?<subject>[^,: ]+)|^status unknown for quota: (?<subject>[^,: ]+)")]
    private static partial Regex Quota();

    // plugin/pkg/admission/limitranger/admission.go; several violations stand in brackets, in varying order.
    [GeneratedRegex(@"(maximum|minimum) \S+ usage per (Container|Pod|PersistentVolumeClaim) is |\S+ max limit to request ratio per (Container|Pod) is ")]
    private static partial Regex LimitRange();

    // staging/src/k8s.io/pod-security-admission/admission/admission.go.
    [GeneratedRegex("violates PodSecurity \"(?<subject>[^\"]*)\"")]
    private static partial Regex PodSecurity();

    // staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors and pkg/util/webhook/error.go.
    [GeneratedRegex("failed calling webhook \"(?<subject>[^\"]*)\"")]
    private static partial Regex WebhookCall();

    [GeneratedRegex("admission webhook \"(?<subject>[^\"]*)\" denied the request")]
    private static partial Regex WebhookDenial();

    // staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/dispatcher.go.
    [GeneratedRegex("ValidatingAdmissionPolicy '(?<subject>[^']*)'( with binding '[^']*')? denied request")]
    private static partial Regex AdmissionPolicy();

    // plugin/pkg/admission/serviceaccount/admission.go.
    [GeneratedRegex("error looking up service account [^/ ]+/(?<subject>[^: ]+)")]
    private static partial Regex ServiceAccount();

    // plugin/pkg/admission/priority/admission.go.
    [GeneratedRegex(@"no PriorityClass with name (?<subject>\S+) was found")]
    private static partial Regex PriorityClass();

    // plugin/pkg/admission/runtimeclass/admission.go.
    [GeneratedRegex("pod rejected: RuntimeClass \"(?<subject>[^\"]*)\" not found")]
    private static partial Regex RuntimeClass();

    // staging/src/k8s.io/apiserver/pkg/admission/plugin/namespace/lifecycle/admission.go.
    [GeneratedRegex(@"unable to create new content in namespace (?<subject>\S+) because it is being terminated")]
    private static partial Regex Namespace();

    // ForbiddenStatus of staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
    [GeneratedRegex("User \"(?<subject>[^\"]*)\" cannot create resource ")]
    private static partial Regex Authorization();

    // NewInvalid of staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go.
    [GeneratedRegex("^[A-Za-z.]+ \"[^\"]*\" is invalid: ")]
    private static partial Regex Validation();
}
