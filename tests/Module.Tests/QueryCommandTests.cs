namespace Module.Tests;

public sealed class QueryCommandTests : IDisposable
{
    private readonly ModuleShell _shell = ModuleShell.Connected(ModuleShell.Data("shop"));

    public void Dispose() => _shell.Dispose();

    [Theory]
    // Names, namespaces and labels.
    [InlineData("Get-KubePod", "Pod lab/probe", "Pod shop/web-1", "Pod shop/web-2")]
    [InlineData("Get-KubePod web-1", "Pod shop/web-1")]
    [InlineData("Get-KubePod WEB-*", "Pod shop/web-1", "Pod shop/web-2")]
    [InlineData("Get-KubePod -Namespace l*", "Pod lab/probe")]
    [InlineData("Get-KubePod -Selector 'app=web,tier!=back'", "Pod shop/web-1")]
    [InlineData("Get-KubePod nothing-*")]
    [InlineData("Get-KubeNode", "Node worker-1", "Node worker-2")]
    [InlineData("Get-KubeNode -Selector zone=b", "Node worker-2")]
    [InlineData("Get-KubeWorkload", "Deployment shop/web")]
    [InlineData("Get-KubeWorkload web-7f9", "ReplicaSet shop/web-7f9")]
    [InlineData("Get-KubeWorkload -Kind rs", "ReplicaSet shop/web-7f9")]
    [InlineData("Get-KubeService", "Service shop/web")]
    [InlineData("Get-KubeContainer -Restarted", "Container shop/web-1/app")]
    [InlineData("Get-KubeContainer -NotReady -Namespace shop", "Container shop/web-1/app")]
    [InlineData("Get-KubeContainer -Waiting -Namespace shop", "Container shop/web-1/app")]
    [InlineData("Get-KubeContainer -Type Init", "Container shop/web-2/setup")]
    [InlineData("Get-KubeContainer app -Pod web-2", "Container shop/web-2/app")]
    [InlineData("Get-KubePod web-1 | Get-KubeCondition Ready | ForEach-Object { '{0} {1}' -f $_.Object, $_.Status }", "Pod shop/web-1 False")]
    [InlineData("Get-KubeCondition -Name web-1 -Status Unknown")]
    // Any kind, by every name it has.
    [InlineData("Get-KubeResource deploy", "Deployment shop/web")]
    [InlineData("Get-KubeResource deployments.apps web", "Deployment shop/web")]
    [InlineData("Get-KubeResource Gizmo", "Gizmo shop/big")]
    [InlineData("Get-KubeResource gizmos", "Gizmo shop/big")]
    [InlineData("(Get-KubeResource gizmo).spec.replicas", "3")]
    [InlineData("(Get-KubeResource gizmo).status.phase", "Ready")]
    [InlineData("Get-KubeResource *set -Namespace shop", "ReplicaSet shop/web-7f9")]
    // From an object to what belongs to it.
    [InlineData("Get-KubeWorkload web | Get-KubePod", "Pod shop/web-1", "Pod shop/web-2")]
    [InlineData("Get-KubeService web | Get-KubePod", "Pod shop/web-1", "Pod shop/web-2")]
    [InlineData("Get-KubeNode worker-1 | Get-KubePod -Name *-1", "Pod shop/web-1")]
    [InlineData("Get-KubeResource ns shop | Get-KubePod", "Pod shop/web-1", "Pod shop/web-2")]
    [InlineData("Get-KubePod | Get-KubeNode", "Node worker-1")]
    [InlineData("Get-KubeContainer -Restarted | Get-KubeNode", "Node worker-1")]
    [InlineData("Get-KubePod web-1 | Get-KubeWorkload", "Deployment shop/web")]
    [InlineData("Get-KubePod web-1 | Get-KubeOwner", "ReplicaSet shop/web-7f9", "Deployment shop/web")]
    [InlineData("Get-KubePod web-1 | Get-KubeOwner -Root", "Deployment shop/web")]
    [InlineData("Get-KubePod web-1 | Get-KubeService", "Service shop/web")]
    [InlineData("Get-KubeContainer -Restarted | Get-KubeContainer", "Container shop/web-1/app")]
    [InlineData("Get-KubeCluster | Get-KubeNode", "Node worker-1", "Node worker-2")]
    [InlineData("(Get-KubePod web-1 | Get-KubeCluster).Name", "shop")]
    // What a column shows, a filter finds.
    [InlineData("Get-KubeWorkload | Where-Object Status -EQ Degraded", "Deployment shop/web")]
    [InlineData("Get-KubeService | Where-Object Endpoints -EQ '1/2'", "Service shop/web")]
    [InlineData("Get-KubeRestart | Where-Object Pod -EQ web-1 | ForEach-Object Namespace", "shop")]
    [InlineData("(Get-KubeService web).ReadyEndpoints | Get-KubePod", "Pod shop/web-2")]
    [InlineData("(Get-KubeEvent -Reason BackOff) | Get-KubePod", "Pod shop/web-1")]
    [InlineData("[pscustomobject]@{ Kind = 'Deployment'; Namespace = 'shop'; Name = 'web' } | Get-KubePod web-2", "Pod shop/web-2")]
    [InlineData("@{ Kind = 'deploy'; Namespace = 'shop'; Name = 'web' } | Get-KubePod web-2", "Pod shop/web-2")]
    [InlineData("'deploy/web', 'svc/shop/web' | Get-KubePod web-2", "Pod shop/web-2")]
    [InlineData("Get-KubeResource gizmo | Get-KubeResource", "Gizmo shop/big")]
    [InlineData("Get-KubeWorkload web | Get-KubeResource -Kind rs", "ReplicaSet shop/web-7f9")]
    // Nothing in, nothing out: not everything.
    [InlineData("$null | Get-KubePod")]
    [InlineData("@() | Get-KubePod")]
    [InlineData("Get-KubePod -Target $null")]
    public void Gives(string script, params string[] expected) => Assert.Equal(expected, _shell.Clean(script));

    [Fact]
    public void Of_metrics_processor_time_and_memory_are_known_and_volumes_are_not()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("metrics").FullName, "objects.yaml");
        File.WriteAllText(file, """
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: db-0, namespace: shop}, spec: {nodeName: n1, containers: [{name: db, resources: {limits: {memory: 1Gi}}}]}}
            ---
            {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data-db-0, namespace: shop}}
            ---
            {apiVersion: metrics.k8s.io/v1beta1, kind: PodMetrics, metadata: {name: db-0, namespace: shop}, timestamp: "2026-11-20T13:59:50Z", containers: [{name: db, usage: {cpu: 101759954n, memory: 512Mi}}]}
            """);
        try
        {
            using var shell = ModuleShell.Connected(file);

            Assert.Equal(["Cpu 102m ", "Memory 512Mi 0.5"], shell.Clean("Get-KubePod db-0 | Get-KubeUsage | ForEach-Object { '{0} {1} {2}' -f $_.Resource, $_.Used, $_.Share }"));
            foreach (var script in new[] { "Get-KubePod | Get-KubeUsage -Resource Storage", "Get-KubeVolumeClaim | Get-KubeUsage" })
            {
                Assert.Empty(shell.Run(script));
                Assert.StartsWith("NotRead,", Assert.Single(shell.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("Get-KubeEvent", "Scheduled", "ScalingReplicaSet", "BackOff")]
    [InlineData("Get-KubeEvent -Type Warning", "BackOff")]
    [InlineData("Get-KubeEvent -Reason S*", "Scheduled", "ScalingReplicaSet")]
    [InlineData("Get-KubeEvent -Since 1h", "BackOff")]
    [InlineData("Get-KubeEvent -Since '01:00:00'", "BackOff")]
    [InlineData("Get-KubeEvent web-1", "Scheduled", "BackOff")]
    [InlineData("Get-KubePod web-1 | Get-KubeEvent", "Scheduled", "BackOff")]
    [InlineData("Get-KubeContainer -Restarted | Get-KubeEvent", "Scheduled", "BackOff")]
    [InlineData("Get-KubeWorkload web | Get-KubeEvent", "ScalingReplicaSet")]
    [InlineData("Get-KubeWorkload web | Get-KubeEvent -Recurse -Type Normal", "ScalingReplicaSet", "Scheduled")]
    [InlineData("Get-KubeResource ns shop | Get-KubeEvent -Type Warning", "BackOff")]
    [InlineData("Get-KubeEvent -Selector tier=front", "Scheduled", "BackOff")]
    public void Events_come_oldest_first(string script, params string[] reasons) =>
        Assert.Equal(reasons, _shell.Run(script).Select(item => $"{item.Properties["Reason"].Value}"));

    [Theory]
    [InlineData("Get-KubeLog web-1 -Tail 1", "2026-11-20T13:57:00Z ERROR out of memory red")]
    [InlineData("Get-KubeLog web-1 -Previous", "2026-11-20T13:40:00Z the run before")]
    [InlineData("Get-KubePod web-1 | Get-KubeLog -Ended -Tail 1", "2026-11-20T13:57:00Z ERROR out of memory red")]
    [InlineData("Get-KubeLog web-1 -Since 5m", "2026-11-20T13:57:00Z ERROR out of memory red")]
    [InlineData("Get-KubeService web | Get-KubeLog -Container a* -Tail 1", "2026-11-20T13:57:00Z ERROR out of memory red", "2026-11-20T12:00:06Z listening")]
    [InlineData("Get-KubeLog web-1 | Get-KubeLogPattern -Errors | ForEach-Object Count", "1")]
    public void Logs_come_as_lines(string script, params string[] lines) => Assert.Equal(lines, _shell.Clean(script));

    [Fact]
    public void A_container_that_never_ended_has_no_log_of_an_end_and_no_gap()
    {
        Assert.Empty(_shell.Run("Get-KubeLog web-2 -Ended"));
        Assert.Empty(_shell.Errors);
    }

    [Theory]
    [InlineData("Get-KubePod nope", "PodNotFound")]
    [InlineData("Get-KubePod web-1, nope", "PodNotFound")]
    [InlineData("Get-KubeNode nope", "NodeNotFound")]
    [InlineData("Get-KubeWorkload nope", "WorkloadNotFound")]
    [InlineData("Get-KubeService nope", "ServiceNotFound")]
    [InlineData("Get-KubeResource cm nope", "ConfigMapNotFound")]
    [InlineData("Get-KubeResource gadget", "KindNotFound")]
    [InlineData("Get-KubeResource", "KindRequired")]
    [InlineData("Get-KubePod -Namespace nope", "NamespaceNotFound")]
    [InlineData("Get-KubePod -Selector 'a in'", "InvalidSelector")]
    [InlineData("Get-KubeWorkload -Kind pod", "NotAWorkload")]
    [InlineData("Get-KubePod -Cluster nope", "CannotConvertArgumentNoMessage")]
    [InlineData("'deploy/nope' | Get-KubePod", "DeploymentNotFound")]
    [InlineData("42 | Get-KubePod", "TargetNotUnderstood")]
    [InlineData("Get-KubeLog web-1 -Container nope", "ContainerNotFound")]
    [InlineData("Get-KubeCluster nope", "ClusterNotFound")]
    [InlineData("Get-KubeResource secret", "NotRead")]
    [InlineData("Get-KubeLog web-2 -Previous", "NotRead")]
    [InlineData("Connect-KubeCluster /nowhere", "PathNotFound")]
    public void Says_what_is_wrong_with_an_id(string script, string id) => Assert.Equal([id], _shell.ErrorIds(script));

    [Fact]
    public void One_absent_name_does_not_hide_the_others()
    {
        var pods = _shell.Run("Get-KubePod nope, web-1, neither");

        Assert.Equal(["Pod shop/web-1"], pods.Select(pod => $"{pod}"));
        Assert.Equal(["nope", "neither"], _shell.Errors.Select(error => $"{error.TargetObject}").OrderByDescending(name => name.Length == 4));
        Assert.All(_shell.Errors, error => Assert.Equal(System.Management.Automation.ErrorCategory.ObjectNotFound, error.CategoryInfo.Category));
    }

    [Fact]
    public void A_kind_that_was_not_read_says_what_would_help()
    {
        _shell.Run("Get-KubeResource secret");

        var error = Assert.Single(_shell.Errors);
        Assert.Contains("kubectl get secrets -A -o go-template=", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("yaml", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_the_cluster_never_come_out()
    {
        var output = string.Concat(_shell.Clean("Get-KubeEvent | ForEach-Object Message; Get-KubeLog web-1")) + _shell.Screen("Get-KubeEvent") + _shell.Screen("Get-KubeLog web-1");

        Assert.DoesNotContain("[31m", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_object_ends_the_work_when_one_is_enough()
    {
        var events = _shell.Clean("$seen = 0; foreach ($pod in & { Get-KubePod | ForEach-Object { $script:seen++; $_ } }) { break }; Get-KubePod | ForEach-Object { $_ ; break }");

        Assert.Equal(["Pod lab/probe"], events);
    }

    [Fact]
    public void Texts_of_config_maps_are_those_of_what_uses_them()
    {
        using var shell = ModuleShell.Connected(ModuleShell.Sample);

        Assert.Contains("forward . /etc/resolv.conf", shell.Text("(Get-KubeConfigText coredns Core* -Namespace kube-system).Text"), StringComparison.Ordinal);
        Assert.Equal(["kube-system/kube-root-ca.crt[ca.crt]"], shell.Clean("Get-KubeService kube-dns -Namespace kube-system | Get-KubeConfigText"));
        Assert.Empty(shell.Clean("Get-KubeConfigText coredns none* -Namespace kube-system"));
        Assert.Equal(["ConfigMapNotFound"], shell.ErrorIds("Get-KubeConfigText absent -Namespace kube-system"));
        Assert.StartsWith("NameRequired,", shell.Text("try { Get-KubeConfigText } catch { $_.FullyQualifiedErrorId }"), StringComparison.Ordinal);
    }

    [Fact]
    public void Scheduling_is_explained_for_pending_pods_on_every_node()
    {
        var fits = _shell.Run("Get-KubeScheduling");

        Assert.Equal(["Node worker-1", "Node worker-2"], fits.Select(fit => $"{fit.Properties["Node"].Value}"));
        Assert.All(fits, fit => Assert.Equal(false, fit.Properties["Fits"].Value));
        Assert.Contains("InsufficientMemory", _shell.Clean("Get-KubeSchedulingBlocker | ForEach-Object Reason"));
    }

    [Fact]
    public void References_tell_what_is_missing()
    {
        Assert.Equal(["ConfigMap shop/web-config"], _shell.Clean("Get-KubeReference web -Missing -Kind configmap | ForEach-Object { $_.Object.ToString() }"));
        Assert.Equal(["NotRead"], _shell.ErrorIds("Get-KubeReference web -Missing"));
    }

    [Fact]
    public void Verbose_says_what_was_read_and_how_long_it_took()
    {
        _shell.Run("Connect-KubeCluster $args[0] -Verbose", ModuleShell.Data("shop"));

        Assert.Contains(_shell.Verbose, line => line.Contains("objects", StringComparison.Ordinal) && line.Contains(" ms", StringComparison.Ordinal));
    }

    [Fact]
    public void Connect_takes_paths_with_wildcards_from_the_pipeline_and_by_property()
    {
        Assert.Equal(["shop"], _shell.Clean("$args[0] | Connect-KubeCluster", ModuleShell.Data("sho*")));
        Assert.Equal(["shop"], _shell.Clean("[pscustomobject]@{ FullName = $args[0] } | Connect-KubeCluster", ModuleShell.Data("shop")));
        Assert.Empty(_shell.Clean("Connect-KubeCluster $args[0]", ModuleShell.Data("none*")));
    }

    [Fact]
    public void What_a_command_says_it_gives_is_what_it_gives()
    {
        foreach (var command in new[] { "Get-KubePod", "Get-KubeContainer", "Get-KubeNode", "Get-KubeEvent", "Get-KubeWorkload", "Get-KubeService", "Get-KubeLog", "Get-KubeRestart", "Get-KubeRevision", "Get-KubeRefusal", "Get-KubeDenial", "Get-KubeScheduling", "Get-KubeSchedulingBlocker", "Get-KubeEviction", "Get-KubeNodeSign", "Get-KubeUsage", "Get-KubeCertificate", "Get-KubePullFailure", "Get-KubeReference", "Get-KubeRoute", "Get-KubeLogPattern", "Get-KubeLogSign", "Get-KubeProbeFailure", "Get-KubeCluster" })
        {
            var declared = _shell.Clean($"(Get-Command {command}).OutputType.Name");
            _shell.Run(command);
            foreach (var item in _shell.Run(command))
            {
                Assert.Contains(item.BaseObject.GetType().FullName, declared);
            }
        }
    }
}
