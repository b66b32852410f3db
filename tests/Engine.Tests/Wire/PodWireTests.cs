namespace Engine.Tests.Wire;

public class PodWireTests
{
    private const string Json = """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","namespace":"shop","creationTimestamp":"2026-11-20T14:00:00Z"},
         "spec":{
          "nodeName":"worker-1","serviceAccountName":"web","restartPolicy":"Never","priorityClassName":"high","priority":1000,"runtimeClassName":"gvisor",
          "overhead":{"cpu":"250m"},"hostNetwork":true,"dnsPolicy":"Default","hostname":"h","subdomain":"s","terminationGracePeriodSeconds":30,
          "activeDeadlineSeconds":60,"automountServiceAccountToken":false,"schedulerName":"mine","nodeSelector":{"disk":"ssd"},
          "securityContext":{"runAsUser":1000,"runAsNonRoot":true,"fsGroup":2000,"seccompProfile":{"type":"RuntimeDefault"}},
          "imagePullSecrets":[{"name":"registry"}],"schedulingGates":[{"name":"example.org/wait"}],"readinessGates":[{"conditionType":"example.org/ok"}],
          "tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"a","value":"b"}],
          "affinity":{
           "nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
             {"matchExpressions":[{"key":"zone","operator":"In","values":["a","b"]}],"matchFields":[{"key":"metadata.name","operator":"In","values":["worker-1"]}]}]}},
           "podAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"zone","labelSelector":{"matchLabels":{"app":"db"}},"namespaces":["data"]}]},
           "podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{},"namespaceSelector":{}}],
                              "preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"podAffinityTerm":{"topologyKey":"zone"}}]}},
          "topologySpreadConstraints":[{"maxSkew":2,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway","minDomains":3,"nodeTaintsPolicy":"Honor","matchLabelKeys":["rev"]}],
          "initContainers":[{"name":"setup","image":"setup:1"},{"name":"proxy","image":"proxy:1","restartPolicy":"Always"}],
          "containers":[{"name":"app","image":"web:1","imagePullPolicy":"IfNotPresent","command":["sh","-c"],"args":["--token=abc","--port=80"],
            "ports":[{"name":"http","containerPort":8080},{"containerPort":53,"protocol":"UDP","hostPort":53}],
            "env":[{"name":"DATABASE_URL","value":"postgres://shop:pw@db:5432/x"},{"name":"API_KEY","value":"abc"},{"name":"MAIL_URL","value":"smtp://$(USER):$(PASS)@mail"},{"name":"EMPTY"},
                   {"name":"FROM_MAP","valueFrom":{"configMapKeyRef":{"name":"conf","key":"a","optional":true}}},
                   {"name":"FROM_SECRET","valueFrom":{"secretKeyRef":{"name":"cred","key":"b"}}},
                   {"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}},
                   {"name":"MEM","valueFrom":{"resourceFieldRef":{"resource":"limits.memory"}}}],
            "envFrom":[{"configMapRef":{"name":"all"}},{"prefix":"X_","secretRef":{"name":"some","optional":true}}],
            "resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"cpu":1,"memory":"256Mi"}},
            "livenessProbe":{"httpGet":{"path":"/live","port":"http","scheme":"HTTPS"},"initialDelaySeconds":5,"periodSeconds":3,"timeoutSeconds":2,"failureThreshold":4},
            "readinessProbe":{"tcpSocket":{"port":8080}},"startupProbe":{"grpc":{"port":9090}},
            "lifecycle":{"preStop":{"exec":{"command":["sleep","5"]}}},
            "volumeMounts":[{"name":"data","mountPath":"/data","readOnly":true,"subPath":"x"}],
            "securityContext":{"runAsUser":0,"readOnlyRootFilesystem":true,"privileged":true}},
           {"name":"side","image":"side:1","livenessProbe":{"exec":{"command":["check","--password","x"]}}}],
          "ephemeralContainers":[{"name":"debug","image":"busybox"}],
          "volumes":[
            {"name":"a","secret":{"secretName":"cred","optional":true,"items":[{"key":"k1","path":"p"},{"key":"k2","path":"q"}]}},
            {"name":"b","configMap":{"name":"conf"}},
            {"name":"c","persistentVolumeClaim":{"claimName":"data"}},
            {"name":"d","emptyDir":{}},
            {"name":"e","hostPath":{"path":"/var/log","type":"Directory"}},
            {"name":"f","projected":{"sources":[{"secret":{"name":"cred"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt"}]}},{"serviceAccountToken":{"path":"token"}},
                {"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"fieldPath":"metadata.namespace"}}]}}]}},
            {"name":"g","csi":{"driver":"secrets-store.csi.k8s.io","nodePublishSecretRef":{"name":"store"}}},
            {"name":"h","nfs":{"server":"nas","path":"/exports"}},
            {"name":"i","ephemeral":{"volumeClaimTemplate":{"spec":{}}}},
            {"name":"j","cephfs":{"monitors":["m"],"secretRef":{"name":"ceph"}}},
            {"name":"k"}]},
         "status":{"phase":"Running","qosClass":"Burstable","podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"},{"ip":"fd00::1"}],"hostIP":"192.168.0.1","startTime":"2026-11-20T14:00:01Z",
          "nominatedNodeName":"","conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady","message":"m","lastProbeTime":null,"lastTransitionTime":"2026-11-20T14:01:00Z"}],
          "initContainerStatuses":[{"name":"setup","state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-20T14:00:02Z","finishedAt":"2026-11-20T14:00:03Z"}},"restartCount":0},
            {"name":"proxy","ready":true,"started":true,"state":{"running":{"startedAt":"2026-11-20T14:00:04Z"}}}],
          "containerStatuses":[
            {"name":"app","ready":false,"started":false,"restartCount":14,"imageID":"web@sha256:1","state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off 5m0s"}},
             "lastState":{"terminated":{"exitCode":137,"signal":9,"reason":"OOMKilled","message":"password=hunter2","startedAt":"2026-11-20T14:01:00Z","finishedAt":"2026-11-20T14:01:30Z"}}},
            {"name":"side","state":{}}]}}
        """;

    private readonly KubePod _pod = WireRead.One<KubePod>(Json);

    [Fact]
    public void Containers_carry_their_spec_their_status_and_their_pod()
    {
        Assert.Equal(["setup", "proxy", "app", "side", "debug"], _pod.Containers.Select(container => container.Name));
        Assert.Equal([ContainerType.Init, ContainerType.Sidecar, ContainerType.App, ContainerType.App, ContainerType.Ephemeral], _pod.Containers.Select(container => container.Type));
        Assert.All(_pod.Containers, container => Assert.Equal(("test", "shop", "web-1", "worker-1"), (container.Cluster, container.Namespace, container.Pod, container.Node)));
        Assert.Equal(
            [ContainerState.Terminated, ContainerState.Running, ContainerState.Waiting, ContainerState.Waiting, ContainerState.Unknown],
            _pod.Containers.Select(container => container.State));

        var app = _pod.Containers[2];
        Assert.Equal(("CrashLoopBackOff", "back-off 5m0s", 14, false, false), (app.Reason, app.Message, app.RestartCount, app.Ready, app.Started));
        Assert.Equal(("OOMKilled", 137, 9, "password=***"), (app.LastExitReason, app.LastExit, app.LastSignal, app.LastExitMessage));
        Assert.Equal(TimeSpan.FromSeconds(30), app.LastFinished - app.LastStarted);
        Assert.Equal("web@sha256:1", app.ImageId);
        Assert.Equal("Completed", _pod.Containers[0].Reason);
        Assert.NotNull(_pod.Containers[1].StartedAt);
        Assert.True(_pod.Containers[1].Started);
    }

    [Fact]
    public void The_container_spec_is_complete()
    {
        var app = _pod.Spec.Containers[2];

        Assert.Equal(("web:1", "IfNotPresent", true, true, 0L, true), (app.Image, app.ImagePullPolicy, app.ReadOnlyRoot, app.Privileged, app.RunAsUser, app.RunAsNonRoot));
        Assert.Equal(1000, _pod.Spec.Containers[3].RunAsUser);
        Assert.Equal("RuntimeDefault", app.SeccompProfile);
        Assert.Equal(["sh", "-c"], app.Command);
        Assert.Equal(["--token=***", "--port=80"], app.Args);
        Assert.Equal([new KubeContainerPort("http", 8080, "TCP", null), new KubeContainerPort(null, 53, "UDP", 53)], app.Ports);
        Assert.Equal("cpu=100m, memory=128Mi", app.Requests.ToString());
        Assert.Equal("cpu=1, memory=256Mi", app.Limits.ToString());
        Assert.True(app.HasPreStop);
        Assert.False(app.HasPostStart);
        Assert.Equal([new KubeMount("data", "/data", true, "x")], app.Mounts);
    }

    [Fact]
    public void Environment_keeps_references_and_hosts_and_no_credential()
    {
        Assert.Equal(
            [
                new KubeEnv("DATABASE_URL", "postgres://***@db:5432/x", null) { IsCredential = true },
                new KubeEnv("API_KEY", "***", null) { IsCredential = true },
                new KubeEnv("MAIL_URL", "smtp://***@mail", null),
                new KubeEnv("EMPTY", "", null),
                new KubeEnv("FROM_MAP", null, new KubeKeyReference("ConfigMap", "conf", "a", true)),
                new KubeEnv("FROM_SECRET", null, new KubeKeyReference("Secret", "cred", "b", false)),
                new KubeEnv("NODE", null, new KubeKeyReference("Field", "spec.nodeName", "", false)),
                new KubeEnv("MEM", null, new KubeKeyReference("ResourceField", "limits.memory", "", false)),
            ],
            _pod.Spec.Containers[2].Env);
        Assert.Equal([new KubeEnvFrom("ConfigMap", "all", false), new KubeEnvFrom("Secret", "some", true)], _pod.Spec.Containers[2].EnvFrom);
    }

    [Fact]
    public void Probes_have_kubernetes_defaults()
    {
        var app = _pod.Spec.Containers[2];

        Assert.Equal(("Http", "http", "/live", "HTTPS", 5, 3, 2, 4, 1), Of(app.LivenessProbe!));
        Assert.Equal(("Tcp", "8080", null, null, 0, 10, 1, 3, 1), Of(app.ReadinessProbe!));
        Assert.Equal(("Grpc", "9090", null, null, 0, 10, 1, 3, 1), Of(app.StartupProbe!));
        Assert.Equal(["check", "--password", "***"], _pod.Spec.Containers[3].LivenessProbe!.Command);
        Assert.Null(_pod.Spec.Containers[3].ReadinessProbe);

        static (string, string?, string?, string?, int, int, int, int, int) Of(KubeProbe probe) =>
            (probe.Type, probe.Port, probe.Path, probe.Scheme, probe.InitialDelaySeconds, probe.PeriodSeconds, probe.TimeoutSeconds, probe.FailureThreshold, probe.SuccessThreshold);
    }

    [Fact]
    public void Volumes_say_their_type_and_what_they_need()
    {
        var volumes = _pod.Spec.Volumes.ToDictionary(volume => volume.Name);

        Assert.Equal(
            ["secret", "configMap", "persistentVolumeClaim", "emptyDir", "hostPath", "projected", "csi", "nfs", "ephemeral", "cephfs", "emptyDir"],
            _pod.Spec.Volumes.Select(volume => volume.Type));
        Assert.Equal([new KubeKeyReference("Secret", "cred", "k1", true), new KubeKeyReference("Secret", "cred", "k2", true)], volumes["a"].References);
        Assert.Equal([new KubeKeyReference("ConfigMap", "conf", "", false)], volumes["b"].References);
        Assert.Equal("data", volumes["c"].Claim);
        Assert.Equal(("/var/log", "Directory"), (volumes["e"].Source, volumes["e"].HostPathType));
        Assert.Equal([new KubeKeyReference("Secret", "cred", "", false), new KubeKeyReference("ConfigMap", "kube-root-ca.crt", "ca.crt", false)], volumes["f"].References);
        Assert.Equal("secrets-store.csi.k8s.io", volumes["g"].Source);
        Assert.Equal([new KubeKeyReference("Secret", "store", "", false)], volumes["g"].References);
        Assert.Equal("nas:/exports", volumes["h"].Source);
        Assert.Equal("web-1-i", volumes["i"].Claim);
        Assert.Equal([new KubeKeyReference("Secret", "ceph", "", false)], volumes["j"].References);
    }

    [Fact]
    public void What_decides_scheduling_is_there()
    {
        var spec = _pod.Spec;

        Assert.Equal("zone in (a, b) and metadata.name in (worker-1)", Assert.Single(spec.RequiredNodeTerms).ToString());
        var near = Assert.Single(spec.RequiredAffinity);
        Assert.Equal(("zone", "app=db", "data", (KubeSelector?)null), (near.TopologyKey, near.Selector!.ToString(), near.Namespaces[0], near.NamespaceSelector));
        var apart = Assert.Single(spec.RequiredAntiAffinity);
        Assert.True(apart.Selector!.IsEmpty && apart.NamespaceSelector!.IsEmpty);
        var spread = Assert.Single(spec.TopologySpread);
        Assert.Equal((2, "zone", "ScheduleAnyway", 3, "Honor", "Honor"), (spread.MaxSkew, spread.TopologyKey, spread.WhenUnsatisfiable, spread.MinDomains, spread.NodeAffinityPolicy, spread.NodeTaintsPolicy));
        Assert.Null(spread.Selector);
        Assert.Equal(["rev"], spread.MatchLabelKeys);
        Assert.Equal([new KubeToleration("k", "Exists", null, "NoExecute", 300), new KubeToleration("a", "Equal", "b", null, null)], spec.Tolerations);
        Assert.Equal("ssd", spec.NodeSelector["disk"]);
        Assert.Equal(["example.org/wait"], spec.SchedulingGates);
        Assert.Equal(["example.org/ok"], spec.ReadinessGates);
        Assert.Equal(["registry"], spec.ImagePullSecrets);
        Assert.Equal("cpu=250m", spec.Overhead.ToString());
        Assert.Equal(("web", "Never", "high", 1000, "gvisor", "mine"), (spec.ServiceAccount, spec.RestartPolicy, spec.PriorityClass, spec.Priority, spec.RuntimeClass, spec.SchedulerName));
        Assert.Equal((true, "Default", "h", "s", 30L, 60L, 2000L, false), (spec.HostNetwork, spec.DnsPolicy, spec.Hostname, spec.Subdomain, spec.TerminationGracePeriodSeconds, spec.ActiveDeadlineSeconds, spec.FsGroup, spec.AutomountToken));
    }

    [Fact]
    public void The_status_is_there()
    {
        Assert.Equal(("Running", "Burstable", "10.0.0.1", "192.168.0.1", null), (_pod.Phase, _pod.QosClass, _pod.PodIP, _pod.HostIP, _pod.NominatedNode));
        Assert.Equal(["10.0.0.1", "fd00::1"], _pod.PodIPs);
        Assert.NotNull(_pod.Started);
        Assert.Equal("Ready=False (ContainersNotReady)", Assert.Single(_pod.Conditions).ToString());
    }

    [Fact]
    public void A_pod_of_which_only_the_name_is_known_has_kubernetes_defaults()
    {
        var pod = WireRead.One<KubePod>("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":null,"volumes":[null]},"status":null}""");

        Assert.Equal(("Unknown", "default-scheduler", "Always", "ClusterFirst"), (pod.Phase, pod.Spec.SchedulerName, pod.Spec.RestartPolicy, pod.Spec.DnsPolicy));
        Assert.Empty(pod.Containers);
        Assert.Empty(pod.Spec.Volumes);
    }
}
