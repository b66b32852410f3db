using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class RefusalsTests
{
    // The messages are those of the API server and its admission plugins; what stands before them is the controllers'.
    [Theory]
    [InlineData("pods \"web-7f-x\" is forbidden: exceeded quota: pod-cap, requested: pods=1, used: pods=3, limited: pods=3", Refuser.Quota, "pods", "pod-cap")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: failed quota: compute: must specify limits.memory for: web", Refuser.Quota, "pods", "compute")]
    [InlineData("create Claim data-db-0 Pod db-0 in StatefulSet db failed error: persistentvolumeclaims \"data-db-0\" is forbidden: exceeded quota: disks, requested: requests.storage=20Gi, used: requests.storage=0, limited: requests.storage=15Gi", Refuser.Quota, "persistentvolumeclaims", "disks")]
    [InlineData("Create Claim data-db-0 for Pod db-0 in StatefulSet db failed error: persistentvolumeclaims \"data-db-0\" is forbidden: exceeded quota: disks, requested: requests.storage=20Gi", Refuser.Quota, "persistentvolumeclaims", "disks")]
    [InlineData("Create Pod db-0 in StatefulSet db failed error: failed to create PVC data-db-0: persistentvolumeclaims \"data-db-0\" is forbidden: exceeded quota: disks, requested: requests.storage=20Gi", Refuser.Quota, "persistentvolumeclaims", "disks")]
    [InlineData("Error creating job: jobs.batch \"report-29\" is forbidden: exceeded quota: counts, requested: count/jobs.batch=1, used: count/jobs.batch=4, limited: count/jobs.batch=4", Refuser.Quota, "jobs.batch", "counts")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: [maximum cpu usage per Container is 500m, but limit is 2, maximum memory usage per Container is 512Mi, but limit is 1Gi]", Refuser.LimitRange, "pods", null)]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: memory max limit to request ratio per Container is 2, but provided ratio is 4.000000", Refuser.LimitRange, "pods", null)]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: violates PodSecurity \"restricted:latest\": runAsNonRoot != true (pod or container \"web\" must set securityContext.runAsNonRoot=true)", Refuser.PodSecurity, "pods", "restricted:latest")]
    [InlineData("(combined from similar events): Error creating: admission webhook \"policy.example.com\" denied the request: no owner label", Refuser.Webhook, "pods", "policy.example.com")]
    [InlineData("Error creating: Internal error occurred: failed calling webhook \"inject.example.com\": failed to call webhook: Post \"https://inject.mesh.svc:443/?timeout=10s\": no endpoints available for service \"inject\"", Refuser.WebhookUnreachable, "pods", "inject.example.com")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: ValidatingAdmissionPolicy 'images' with binding 'images-shop' denied request: only our registry", Refuser.AdmissionPolicy, "pods", "images")]
    [InlineData("Error creating: pods \"web-7f-\" is forbidden: error looking up service account shop/web-sa: serviceaccount \"web-sa\" not found", Refuser.ServiceAccount, "pods", "web-sa")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: no PriorityClass with name critical was found", Refuser.PriorityClass, "pods", "critical")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: pod rejected: RuntimeClass \"kata\" not found", Refuser.RuntimeClass, "pods", "kata")]
    [InlineData("Error creating: pods \"web-7f-x\" is forbidden: unable to create new content in namespace shop because it is being terminated", Refuser.Namespace, "pods", "shop")]
    [InlineData("Error creating: Pod \"web-7f-x\" is invalid: spec.containers[0].resources.requests: Invalid value: \"512Mi\": must be less than or equal to memory limit of 256Mi", Refuser.Validation, "pods", null)]
    [InlineData("Error creating: pods is forbidden: User \"system:serviceaccount:kube-system:replicaset-controller\" cannot create resource \"pods\" in API group \"\" in the namespace \"shop\"", Refuser.Authorization, "pods", "system:serviceaccount:kube-system:replicaset-controller")]
    [InlineData("Error creating job: admission webhook \"policy.example.com\" denied the request without explanation", Refuser.Webhook, "jobs.batch", "policy.example.com")]
    [InlineData("Error creating: etcdserver: request timed out", Refuser.Other, "pods", null)]
    public void Who_refused_what_is_read_from_the_message(string message, Refuser by, string resource, string? subject)
    {
        var (foundBy, foundResource, foundSubject, words) = Refusals.Read(message);

        Assert.Equal((by, resource, subject), (foundBy, foundResource, foundSubject));
        Assert.EndsWith(words, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Error creating", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_events_and_condition_tell_alike_is_one_refusal()
    {
        var deployment = Deployment(current: 2) with { Conditions = [Failure("pods \"web-2-k\" is forbidden: exceeded quota: pod-cap, requested: pods=1")] };
        var set = TestCluster.ReplicaSet(deployment, 2) with { Desired = 1, Current = 0 };
        var refusals = Of(deployment, set,
            Event(set, "Error creating: pods \"web-2-a\" is forbidden: exceeded quota: pod-cap, requested: pods=1", 1, first: 20, last: 20),
            Event(set, "(combined from similar events): Error creating: pods \"web-2-c\" is forbidden: exceeded quota: pod-cap, requested: pods=1", 7, first: 19, last: 2));

        var refusal = Assert.Single(refusals);
        Assert.Equal((Refuser.Quota, "pod-cap", 8, false), (refusal.By, refusal.Subject, refusal.Count, refusal.IsOver));
        Assert.Equal((deployment.Target, set.Target), (refusal.Workload, refusal.Object));
        Assert.Equal((TestCluster.MinutesAgo(20), TestCluster.MinutesAgo(2)), (refusal.FirstSeen, refusal.LastSeen));
    }

    [Fact]
    public void Two_refusers_are_two_refusals_the_last_first()
    {
        var deployment = Deployment(current: 0);
        var set = TestCluster.ReplicaSet(deployment, 1) with { Desired = 1, Current = 0 };
        var refusals = Of(deployment, set,
            Event(set, "Error creating: pods \"web-1-a\" is forbidden: exceeded quota: pod-cap, requested: pods=1", 1, first: 3, last: 3),
            Event(set, "Error creating: admission webhook \"policy.example.com\" denied the request: no", 4, first: 9, last: 8));

        Assert.Equal([Refuser.Quota, Refuser.Webhook], refusals.Select(refusal => refusal.By));
    }

    [Fact]
    public void A_refusal_is_over_when_the_replica_set_has_its_pods()
    {
        var deployment = Deployment(current: 3);
        var set = TestCluster.ReplicaSet(deployment, 1) with { Desired = 3, Current = 3 };
        var refusal = Assert.Single(Of(deployment, set,
            Event(set, "Error creating: pods \"web-1-\" is forbidden: error looking up service account shop/web: serviceaccount \"web\" not found", 2, first: 5, last: 5)));

        Assert.True(refusal.IsOver);
    }

    [Fact]
    public void Events_about_a_namesake_that_is_gone_do_not_count()
    {
        var deployment = Deployment(current: 0);
        var set = TestCluster.ReplicaSet(deployment, 1) with { Desired = 1, Current = 0 };

        Assert.Empty(Of(deployment, set, Event(set, "Error creating: pods \"x\" is forbidden: exceeded quota: q", 1, 3, 3) with { ObjectUid = "another" }));
    }

    private static IReadOnlyList<KubeRefusal> Of(KubeDeployment deployment, params KubeObject[] others) =>
        Refusals.Of(new TestCluster().Add([deployment, .. others]).Build(), deployment);

    private static KubeDeployment Deployment(int current) => TestCluster.Deployment("web", new KubePodSpec()) with { Desired = 3, Current = current };

    private static KubeCondition Failure(string message) => new("ReplicaFailure", "True", "FailedCreate", message, TestCluster.MinutesAgo(10));

    private static KubeEvent Event(KubeObject about, string message, int count, double first, double last) => new()
    {
        Kind = "Event",
        Name = $"{about.Name}.{count}",
        Namespace = about.Namespace,
        Type = "Warning",
        Reason = "FailedCreate",
        Message = message,
        Object = about.Target,
        ObjectUid = about.Uid,
        Count = count,
        FirstSeen = TestCluster.MinutesAgo(first),
        LastSeen = TestCluster.MinutesAgo(last),
    };
}
