namespace RunbookTools.Engine.Symptoms;

/// <summary>What a symptom is called in a sentence.</summary>
public static class SymptomWords
{
    /// <summary>In two or three words, to stand after the name of an object: <c>not ready</c>, <c>has no endpoints</c>.</summary>
    public static string Of(string symptom) => symptom switch
    {
        "Pod.CrashLoop" => "keeps crashing",
        "Pod.RestartsRising" => "keeps restarting",
        "Pod.ImagePull" => "cannot pull its image",
        "Pod.ConfigError" => "cannot start",
        "Pod.Pending" => "pending",
        "Pod.NotReady" or "Node.NotReady" => "not ready",
        "Pod.Evicted" => "evicted",
        "Pod.Failed" or "Job.Failed" or "Volume.Failed" => "failed",
        "Pod.Terminating" or "Namespace.Terminating" or "Claim.Terminating" or "Volume.Terminating" => "stuck terminating",
        "Workload.RolloutStuck" => "rollout stuck",
        "Workload.NoPods" => "has no pods",
        "CronJob.NotScheduled" => "does not start",
        "Service.NoEndpoints" => "has no endpoints",
        "Service.LoadBalancerPending" => "has no load balancer",
        "Service.ExternalNameMissing" => "stands for nothing",
        "Service.NoLocalEndpoints" => "has no endpoint on the node",
        "Service.WrongPort" => "leads to an undeclared port",
        "Ingress.Broken" or "Route.Broken" => "leads nowhere",
        "Gateway.NotProgrammed" => "not programmed",
        "Workload.WrongAddress" => "calls an address nobody has",
        "Claim.Pending" => "pending",
        "Node.Pressure" => "runs short",
        "Node.Cordoned" => "cordoned",
        "Node.Degraded" => "degraded",
        "Claim.ResizeStuck" => "does not grow",
        "ApiService.Unavailable" => "unavailable",
        "Autoscaler.Failing" => "cannot scale",
        "Autoscaler.AtMaximum" => "wants more than its maximum",
        "Autoscaler.Conflict" => "is fought over",
        "Webhook.Unreachable" => "unreachable",
        "Quota.Full" => "used up",
        "Budget.BlocksDrain" => "lets no pod go",
        "Budget.NoMatch" => "guards nothing",
        "Job.Held" => "held",
        "DaemonSet.Misscheduled" => "runs where it should not",
        "Apply.Refused" => "is not applied",
        "ReplicaSet.Orphaned" => "belongs to nobody",
        "Lease.Stale" => "not renewed",
        "Definition.Broken" => "broken",
        "Trust.Ending" => "trust ends",
        "Events.Flood" => "floods the events",
        "Object.DeprecatedApi" => "written in an old API version",
        "ControlPlane.NotReady" => "not ready",
        _ => symptom,
    };
}
