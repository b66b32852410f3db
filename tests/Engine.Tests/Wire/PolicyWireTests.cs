namespace Engine.Tests.Wire;

public class PolicyWireTests
{
    [Fact]
    public void Autoscaler_that_cannot_read_metrics()
    {
        var autoscaler = WireItem.Read<KubeAutoscaler>("""
            {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"webshop","namespace":"sensors"},
             "spec":{"maxReplicas":6,"metrics":[{"resource":{"name":"cpu","target":{"averageUtilization":70,"type":"Utilization"}},"type":"Resource"}],"minReplicas":2,"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"webshop"}},
             "status":{"conditions":[{"lastTransitionTime":"2026-11-22T17:34:35Z","message":"the HPA was unable to compute the replica count","reason":"FailedGetResourceMetric","status":"False","type":"ScalingActive"}],
               "currentMetrics":[{"type":""}],"currentReplicas":2,"desiredReplicas":0}}
            """);

        Assert.Equal("Deployment sensors/webshop", autoscaler.ScaleTarget.ToString());
        Assert.Equal((2, 6, 2, 0), (autoscaler.Minimum, autoscaler.Maximum, autoscaler.Current, autoscaler.Desired));
        Assert.Equal(["cpu 70%"], autoscaler.Metrics);
        Assert.Equal("ScalingActive=False (FailedGetResourceMetric)", Assert.Single(autoscaler.Conditions).ToString());
        Assert.Null(autoscaler.LastScaled);
    }

    [Theory]
    [InlineData("autoscaling/v2", """{"type":"Resource","resource":{"name":"memory","target":{"type":"AverageValue","averageValue":"500Mi"}}}""", "memory 500Mi")]
    [InlineData("autoscaling/v2", """{"type":"ContainerResource","containerResource":{"name":"cpu","container":"app","target":{"type":"Utilization","averageUtilization":60}}}""", "cpu 60% (container app)")]
    [InlineData("autoscaling/v2", """{"type":"Pods","pods":{"metric":{"name":"packets-per-second"},"target":{"type":"AverageValue","averageValue":"1k"}}}""", "packets-per-second 1k")]
    [InlineData("autoscaling/v2beta2", """{"type":"Object","object":{"metric":{"name":"requests-per-second"},"describedObject":{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","name":"main-route"},"target":{"type":"Value","value":"10k"}}}""", "requests-per-second 10k (Ingress main-route)")]
    [InlineData("autoscaling/v2", """{"type":"External","external":{"metric":{"name":"queue_messages_ready","selector":{"matchLabels":{"queue":"work"}}},"target":{"type":"AverageValue","averageValue":"30"}}}""", "queue_messages_ready 30")]
    [InlineData("autoscaling/v2beta1", """{"type":"Resource","resource":{"name":"cpu","targetAverageUtilization":50}}""", "cpu 50%")]
    [InlineData("autoscaling/v2beta1", """{"type":"Pods","pods":{"metricName":"packets-per-second","targetAverageValue":"1k"}}""", "packets-per-second 1k")]
    [InlineData("autoscaling/v2beta1", """{"type":"Object","object":{"metricName":"requests-per-second","target":{"apiVersion":"v1","kind":"Ingress","name":"main-route"},"targetValue":"2k"}}""", "requests-per-second 2k (Ingress main-route)")]
    public void Autoscaler_metrics_in_words(string apiVersion, string metric, string expected)
    {
        var autoscaler = WireItem.Read<KubeAutoscaler>($$$"""
            {"apiVersion":"{{{apiVersion}}}","kind":"HorizontalPodAutoscaler","metadata":{"name":"a","namespace":"s"},"spec":{"maxReplicas":3,"metrics":[{{{metric}}}],"scaleTargetRef":{"kind":"StatefulSet","name":"db"} } }
            """);

        Assert.Equal([expected], autoscaler.Metrics);
        Assert.Equal(1, autoscaler.Minimum);
    }

    [Fact]
    public void Autoscaler_of_v1_tells_the_rest_in_annotations()
    {
        var autoscaler = WireItem.Read<KubeAutoscaler>("""
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"a","namespace":"s","annotations":{
               "autoscaling.alpha.kubernetes.io/conditions":"[{\"type\":\"AbleToScale\",\"status\":\"True\",\"lastTransitionTime\":\"2021-06-13T13:33:12Z\",\"reason\":\"SucceededGetScale\",\"message\":\"the HPA controller was able to get the target's current scale\"}]",
               "autoscaling.alpha.kubernetes.io/metrics":"[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\",\"targetAverageUtilization\":80}}]"}},
             "spec":{"maxReplicas":3,"minReplicas":1,"scaleTargetRef":{"kind":"Deployment","name":"web"},"targetCPUUtilizationPercentage":50},
             "status":{"currentReplicas":1,"desiredReplicas":1,"lastScaleTime":"2021-06-13T13:40:00Z"}}
            """);

        Assert.Equal(["cpu 50%", "memory 80%"], autoscaler.Metrics);
        Assert.True(Assert.Single(autoscaler.Conditions) is { Type: "AbleToScale", IsTrue: true });
        Assert.Equal(2021, autoscaler.LastScaled?.Year);
    }

    [Fact]
    public void Autoscaler_with_an_annotation_anybody_wrote()
    {
        var autoscaler = WireItem.Read<KubeAutoscaler>("""
            {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler","metadata":{"name":"a","namespace":"s","annotations":{"autoscaling.alpha.kubernetes.io/conditions":"cpu,memory"}},
             "spec":{"maxReplicas":3,"scaleTargetRef":{"kind":"Deployment","name":"web"}}}
            """);

        Assert.Empty(autoscaler.Conditions);
    }

    [Fact]
    public void DisruptionBudget()
    {
        var budget = WireItem.Read<KubeDisruptionBudget>("""
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"db","namespace":"shop"},"spec":{"maxUnavailable":"25%","minAvailable":2,"selector":{"matchLabels":{"app":"db"}}},
             "status":{"conditions":[{"lastTransitionTime":"2026-11-22T17:34:35Z","message":"","observedGeneration":1,"reason":"InsufficientPods","status":"False","type":"DisruptionAllowed"}],
               "currentHealthy":1,"desiredHealthy":2,"disruptionsAllowed":0,"expectedPods":3,"observedGeneration":1}}
            """);

        Assert.Equal(("app=db", "2", "25%"), (budget.Selector?.ToString(), budget.MinAvailable, budget.MaxUnavailable));
        Assert.Equal((0, 1, 2, 3), (budget.DisruptionsAllowed, budget.CurrentHealthy, budget.DesiredHealthy, budget.ExpectedPods));
        Assert.Equal("InsufficientPods", Assert.Single(budget.Conditions).Reason);
    }

    [Theory]
    [InlineData("policy/v1", """{"selector":{}}""", true)]
    [InlineData("policy/v1beta1", """{"selector":{}}""", false)]
    [InlineData("policy/v1", "{}", false)]
    public void An_empty_selector_of_a_disruption_budget_means_all_or_nothing(string apiVersion, string spec, bool all)
    {
        var budget = WireItem.Read<KubeDisruptionBudget>($$$"""{"apiVersion":"{{{apiVersion}}}","kind":"PodDisruptionBudget","metadata":{"name":"db","namespace":"shop"},"spec":{{{spec}}}}""");

        Assert.Equal(all, budget.Selector is { IsEmpty: true });
        Assert.Equal(!all, budget.Selector is null);
    }

    [Fact]
    public void Quota()
    {
        var quota = WireItem.Read<KubeResourceQuota>("""
            {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q","namespace":"shop"},
             "spec":{"hard":{"pods":"10","requests.cpu":"4"},"scopes":["NotTerminating"],"scopeSelector":{"matchExpressions":[{"operator":"In","scopeName":"PriorityClass","values":["high"]},{"operator":"Exists","scopeName":"CrossNamespacePodAffinity"}]}},
             "status":{"hard":{"pods":"8","requests.cpu":"4"},"used":{"pods":"8","requests.cpu":"1500m"}}}
            """);

        Assert.Equal(("8", "1500m"), (quota.Hard["pods"]?.ToString(), quota.Used["requests.cpu"]?.ToString()));
        Assert.Equal(["NotTerminating", "PriorityClass in (high)", "CrossNamespacePodAffinity"], quota.Scopes);
    }

    [Fact]
    public void Quota_nobody_has_counted_yet()
    {
        var quota = WireItem.Read<KubeResourceQuota>("""{"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q","namespace":"shop"},"spec":{"hard":{"pods":10}},"status":{}}""");

        Assert.Equal("10", quota.Hard["pods"]?.ToString());
        Assert.Empty(quota.Used.Amounts);
    }

    [Fact]
    public void LimitRange()
    {
        var range = WireItem.Read<KubeLimitRange>("""
            {"apiVersion":"v1","kind":"LimitRange","metadata":{"name":"l","namespace":"shop"},"spec":{"limits":[
              {"default":{"memory":"512Mi"},"defaultRequest":{"memory":"256Mi"},"max":{"cpu":"2"},"maxLimitRequestRatio":{"cpu":"4"},"min":{"cpu":"100m"},"type":"Container"},{"max":{"storage":"1Gi"},"type":"PersistentVolumeClaim"}]}}
            """);

        var limit = range.Limits[0];
        Assert.Equal(
            ("Container", "100m", "2", "512Mi", "256Mi", "4"),
            (limit.Type, limit.Minimum.Cpu?.ToString(), limit.Maximum.Cpu?.ToString(), limit.Default.Memory?.ToString(), limit.DefaultRequest.Memory?.ToString(), limit.MaxRatio.Cpu?.ToString()));
        Assert.Equal(("PersistentVolumeClaim", 0), (range.Limits[1].Type, range.Limits[1].Default.Amounts.Count));
    }

    [Fact]
    public void PriorityClass()
    {
        var high = WireItem.Read<KubePriorityClass>("""
            {"apiVersion":"scheduling.k8s.io/v1","globalDefault":true,"kind":"PriorityClass","metadata":{"name":"high"},"preemptionPolicy":"Never","value":1000000}
            """);

        Assert.Equal((1000000, true, "Never"), (high.Value, high.IsDefault, high.PreemptionPolicy));
    }
}
