# Every cause a playbook may name: what it means, where the fault lies (FaultDomain) and how bad it is when confirmed (Severity).
# One entry a line, in alphabetical order.
@{
    AccessModeMismatch = @{ Meaning = 'No free volume offers the access mode that a claim asks for.'; Domain = 'Storage'; Severity = 'Error' }
    ApplicationPanic = @{ Meaning = 'The process ended on an error of its own that it did not handle.'; Domain = 'Application'; Severity = 'Error' }
    AutoscalerAtMaximum = @{ Meaning = 'The cluster autoscaler may add no more nodes.'; Domain = 'Capacity'; Severity = 'Warning' }
    AutoscalerScaleUpFailed = @{ Meaning = 'The cluster autoscaler tried to add a node and failed.'; Domain = 'Platform'; Severity = 'Warning' }
    AutoscalerWouldNotHelp = @{ Meaning = 'No node that the cluster autoscaler could add would fit a pod.'; Domain = 'Configuration'; Severity = 'Warning' }
    BadArguments = @{ Meaning = 'A container is started with a command, flag or argument that the program does not know.'; Domain = 'Configuration'; Severity = 'Error' }
    ClaimInUse = @{ Meaning = 'A claim for one pod at a time is used by another pod.'; Domain = 'Storage'; Severity = 'Error' }
    ClaimMissing = @{ Meaning = 'A pod mounts a claim that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ClaimRefTaken = @{ Meaning = 'The volume that a claim names belongs to another claim.'; Domain = 'Storage'; Severity = 'Error' }
    ClaimUnbound = @{ Meaning = 'A pod waits for a claim that has no volume.'; Domain = 'Storage'; Severity = 'Warning' }
    ClusterAccessDenied = @{ Meaning = 'The Kubernetes API refuses what a service account asks for.'; Domain = 'Access'; Severity = 'Error' }
    CompletesWithZero = @{ Meaning = 'A process ends with success although it is meant to run for ever.'; Domain = 'Application'; Severity = 'Error' }
    ConfigFileMissing = @{ Meaning = 'A process does not find a file that it needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigInvalid = @{ Meaning = 'A process cannot make sense of its configuration.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapKeyMissing = @{ Meaning = 'A config map lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapMissing = @{ Meaning = 'A config map that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ContainersNotStopping = @{ Meaning = 'The kubelet cannot end the containers of a pod.'; Domain = 'Node'; Severity = 'Error' }
    CredentialsRejected = @{ Meaning = 'What a process calls does not accept its credentials.'; Domain = 'Access'; Severity = 'Error' }
    CsiDriverMissing = @{ Meaning = 'The storage driver of a volume is not registered on the node.'; Domain = 'Storage'; Severity = 'Error' }
    DatabaseConnectionsExhausted = @{ Meaning = 'A database takes no more connections.'; Domain = 'Capacity'; Severity = 'Error' }
    DatabaseReadOnly = @{ Meaning = 'A database that a process writes to takes no writes.'; Domain = 'Dependency'; Severity = 'Error' }
    DatabaseSchemaMissing = @{ Meaning = 'A database lacks a table, column or database that a process asks for.'; Domain = 'Dependency'; Severity = 'Error' }
    DependencyCertificateExpired = @{ Meaning = 'The certificate of something that a process calls has expired.'; Domain = 'Dependency'; Severity = 'Error' }
    DependencyCertificateUntrusted = @{ Meaning = 'A process does not trust the certificate of something that it calls.'; Domain = 'Configuration'; Severity = 'Error' }
    DependencyDown = @{ Meaning = 'A pod is not ready because something that it calls does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyNotResolving = @{ Meaning = 'The name of something that a process calls does not resolve.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyRefused = @{ Meaning = 'Nobody listens where a process calls something it needs.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyTimedOut = @{ Meaning = 'Something that a process calls does not answer in time.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyTlsMismatch = @{ Meaning = 'A process and what it calls do not agree on TLS.'; Domain = 'Configuration'; Severity = 'Error' }
    DependencyUnavailable = @{ Meaning = 'A process ends because something that it calls cannot be reached or hangs up.'; Domain = 'Dependency'; Severity = 'Warning' }
    DiskFull = @{ Meaning = 'There is no room left where something is written.'; Domain = 'Capacity'; Severity = 'Error' }
    EphemeralStorageLimitExceeded = @{ Meaning = 'A pod wrote more to local storage than its limits allow.'; Domain = 'Configuration'; Severity = 'Error' }
    ErrImageNeverPull = @{ Meaning = 'An image is not on the node and the pod forbids pulling it.'; Domain = 'Configuration'; Severity = 'Error' }
    EvictedByTaint = @{ Meaning = 'A taint drove a pod off its node.'; Domain = 'Configuration'; Severity = 'Warning' }
    EvictedDisk = @{ Meaning = 'A pod was evicted because it used up the disk of its node.'; Domain = 'Application'; Severity = 'Error' }
    EvictedMemory = @{ Meaning = 'A pod was evicted because it used up the memory of its node.'; Domain = 'Application'; Severity = 'Error' }
    ExecNotFound = @{ Meaning = 'What a container is told to run is not in its image.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountConfigMap = @{ Meaning = 'A config map that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountSecret = @{ Meaning = 'A secret that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    FinalizerHolds = @{ Meaning = 'A finalizer that nobody takes away holds what was deleted.'; Domain = 'Platform'; Severity = 'Warning' }
    GPUNodesWithoutDriver = @{ Meaning = 'Nodes with a device do not offer it, because its driver or device plugin does not work.'; Domain = 'Node'; Severity = 'Error' }
    GracePeriodLong = @{ Meaning = 'A pod takes long to end, as its grace period allows.'; Domain = 'Configuration'; Severity = 'Info' }
    HeapTooSmall = @{ Meaning = 'The heap that a language runtime allows itself is too small.'; Domain = 'Configuration'; Severity = 'Error' }
    HostPathWrongType = @{ Meaning = 'A path on the node is missing or of another type than the pod asks for.'; Domain = 'Node'; Severity = 'Error' }
    HostPortTaken = @{ Meaning = 'The port of the node that a pod wants is taken on every node it may use.'; Domain = 'Configuration'; Severity = 'Error' }
    ImageHasNoCommand = @{ Meaning = 'Neither image nor pod says what to run.'; Domain = 'Configuration'; Severity = 'Error' }
    ImageNotFound = @{ Meaning = 'The registry has no image of that tag or digest.'; Domain = 'Configuration'; Severity = 'Error' }
    ImagePullUnauthorized = @{ Meaning = 'The registry refuses a pull for lack of valid credentials.'; Domain = 'Access'; Severity = 'Error' }
    ImageSignatureRejected = @{ Meaning = 'The signature of an image does not satisfy the policy of the node.'; Domain = 'Access'; Severity = 'Error' }
    InitContainerCrash = @{ Meaning = 'An init container fails, so the containers of the pod never start.'; Domain = 'Application'; Severity = 'Error' }
    InsufficientCpu = @{ Meaning = 'The nodes that a pod may use have too little CPU left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientEphemeralStorage = @{ Meaning = 'The nodes that a pod may use have too little local storage left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientMemory = @{ Meaning = 'The nodes that a pod may use have too little memory left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientResource = @{ Meaning = 'The nodes that a pod may use have too few of the devices it asks for.'; Domain = 'Capacity'; Severity = 'Error' }
    InvalidImageName = @{ Meaning = 'An image is not written as an image is.'; Domain = 'Configuration'; Severity = 'Error' }
    JobPodCrashLoop = @{ Meaning = 'The container of a job fails again and again.'; Domain = 'Application'; Severity = 'Error' }
    KilledFromOutside = @{ Meaning = 'A process is ended by a signal from outside, and nothing says by whom.'; Domain = 'Application'; Severity = 'Warning' }
    KubeletNotReady = @{ Meaning = 'The kubelet of a node reports that it cannot run pods.'; Domain = 'Node'; Severity = 'Critical' }
    LimitRangeMaxExceeded = @{ Meaning = 'A limit range refuses pods for what their containers ask.'; Domain = 'Configuration'; Severity = 'Error' }
    ListensOnLoopback = @{ Meaning = 'A process listens on the loopback address, so nothing outside its pod reaches it.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeFailed = @{ Meaning = 'The kubelet kills a container because its liveness probe fails.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeTimeout = @{ Meaning = 'A process answers its liveness probe too late.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeTooEager = @{ Meaning = 'The liveness probe gives up before the process has started.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeWrongPath = @{ Meaning = 'The liveness probe asks a path that the process does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeWrongPort = @{ Meaning = 'The liveness probe asks a port that the process does not listen on.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeWrongScheme = @{ Meaning = 'The liveness probe speaks HTTP where TLS is spoken, or the other way round.'; Domain = 'Configuration'; Severity = 'Error' }
    ManualEndpointsMissing = @{ Meaning = 'A service without selector has no endpoints made by hand.'; Domain = 'Configuration'; Severity = 'Warning' }
    MemoryLimitTooLow = @{ Meaning = 'A container is killed because it needs more memory than its limit allows.'; Domain = 'Configuration'; Severity = 'Error' }
    MissingEnvironment = @{ Meaning = 'An environment variable that a process needs is not set.'; Domain = 'Configuration'; Severity = 'Error' }
    MultiAttach = @{ Meaning = 'A volume for one node at a time is still attached to another.'; Domain = 'Storage'; Severity = 'Error' }
    NetworkPluginNotReady = @{ Meaning = 'The pod network of a node is not set up.'; Domain = 'Network'; Severity = 'Critical' }
    NewRevisionPodsFail = @{ Meaning = 'The pods of the new revision do not become ready.'; Domain = 'Application'; Severity = 'Warning' }
    NoDefaultStorageClass = @{ Meaning = 'A claim names no storage class and none is the default.'; Domain = 'Storage'; Severity = 'Error' }
    NoImageForPlatform = @{ Meaning = 'An image is not built for the platform of the node.'; Domain = 'Configuration'; Severity = 'Error' }
    NoPodsCreated = @{ Meaning = 'The workload behind a service has no pods.'; Domain = 'Application'; Severity = 'Warning' }
    NoRoomForSurge = @{ Meaning = 'A rollout needs room for one more pod and there is none.'; Domain = 'Capacity'; Severity = 'Warning' }
    NoVolumeAvailable = @{ Meaning = 'No volume is free for a claim that cannot have one made.'; Domain = 'Storage'; Severity = 'Error' }
    NodeAffinityUnmatched = @{ Meaning = 'No node satisfies the node affinity of a pod.'; Domain = 'Configuration'; Severity = 'Error' }
    NodeCordoned = @{ Meaning = 'A node is cordoned and takes no new pods.'; Domain = 'Node'; Severity = 'Info' }
    NodeDiskPressure = @{ Meaning = 'A node is short of disk: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeMemoryPressure = @{ Meaning = 'A node is short of memory: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeNetworkUnavailable = @{ Meaning = 'The network of a node is not set up by the cloud or the network plugin.'; Domain = 'Network'; Severity = 'Critical' }
    NodeNotReady = @{ Meaning = 'A node does not report, so what runs on it counts as lost.'; Domain = 'Node'; Severity = 'Critical' }
    NodeOutOfMemory = @{ Meaning = 'A node ran out of memory and the kernel killed containers on it.'; Domain = 'Capacity'; Severity = 'Error' }
    NodePidPressure = @{ Meaning = 'A node is short of process ids: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeRestarted = @{ Meaning = 'A node was restarted under its containers.'; Domain = 'Node'; Severity = 'Warning' }
    NodeSelectorUnmatched = @{ Meaning = 'No node has the labels that the node selector of a pod asks for.'; Domain = 'Configuration'; Severity = 'Error' }
    NodeShuttingDown = @{ Meaning = 'A node is shutting down.'; Domain = 'Node'; Severity = 'Warning' }
    NodesCordoned = @{ Meaning = 'The nodes that a pod may use are cordoned.'; Domain = 'Node'; Severity = 'Error' }
    OnDeleteStrategy = @{ Meaning = 'A workload updates a pod only when somebody deletes it.'; Domain = 'Configuration'; Severity = 'Info' }
    PartitionHolds = @{ Meaning = 'The partition of a stateful set holds its update back.'; Domain = 'Configuration'; Severity = 'Info' }
    PermissionDenied = @{ Meaning = 'The operating system refuses a process what it tries to read, write or open.'; Domain = 'Access'; Severity = 'Error' }
    PodAddressesExhausted = @{ Meaning = 'There is no address left to give to a pod.'; Domain = 'Capacity'; Severity = 'Error' }
    PodAffinityUnmatched = @{ Meaning = 'The pods that a pod wants to be near are on no node it may use.'; Domain = 'Configuration'; Severity = 'Error' }
    PodAntiAffinity = @{ Meaning = 'Every node that a pod may use has a pod it must keep away from.'; Domain = 'Configuration'; Severity = 'Error' }
    PodLimitReached = @{ Meaning = 'The nodes that a pod may use run as many pods as they can.'; Domain = 'Capacity'; Severity = 'Error' }
    PodNetworkFailed = @{ Meaning = 'The network plugin cannot set up the network of a pod.'; Domain = 'Network'; Severity = 'Error' }
    PodPreempted = @{ Meaning = 'A pod of higher priority took the place of a pod.'; Domain = 'Capacity'; Severity = 'Warning' }
    PodSecurityViolation = @{ Meaning = 'The pod security standard of the namespace refuses the pods.'; Domain = 'Access'; Severity = 'Error' }
    PodTemplateInvalid = @{ Meaning = 'The API server refuses the pods for what is written in the template.'; Domain = 'Configuration'; Severity = 'Error' }
    PodsNotReady = @{ Meaning = 'The pods behind a service are not ready.'; Domain = 'Application'; Severity = 'Warning' }
    PortInUse = @{ Meaning = 'The port that a process listens on is taken.'; Domain = 'Configuration'; Severity = 'Error' }
    PostStartHookFailed = @{ Meaning = 'The postStart hook of a container fails, so the kubelet kills it.'; Domain = 'Application'; Severity = 'Error' }
    PriorityClassMissing = @{ Meaning = 'The priority class of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ProbeCommandMissing = @{ Meaning = 'The command of a probe is not in the image.'; Domain = 'Configuration'; Severity = 'Error' }
    ProgressDeadlineExceeded = @{ Meaning = 'A rollout took longer than its deadline allows, though its pods came up.'; Domain = 'Configuration'; Severity = 'Warning' }
    ProvisionerMissing = @{ Meaning = 'Nobody makes volumes for a storage class: its provisioner is not installed or does not answer.'; Domain = 'Platform'; Severity = 'Error' }
    ProvisioningFailed = @{ Meaning = 'The provisioner of a storage class refuses or fails to make a volume.'; Domain = 'Storage'; Severity = 'Error' }
    PullRateLimited = @{ Meaning = 'The registry limits how often this network may pull.'; Domain = 'Capacity'; Severity = 'Error' }
    PullSecretMissing = @{ Meaning = 'A pull secret that a pod names does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    PullSecretWrongType = @{ Meaning = 'A secret named for pulling is of another type and passed over.'; Domain = 'Configuration'; Severity = 'Error' }
    QuotaExceededStorage = @{ Meaning = 'A resource quota refuses the claims of a workload.'; Domain = 'Access'; Severity = 'Error' }
    ReadOnlyFileSystem = @{ Meaning = 'A process writes to a file system that is read-only.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessGateNotReady = @{ Meaning = 'A readiness gate of a pod is not set by whoever should set it.'; Domain = 'Platform'; Severity = 'Error' }
    ReadinessProbeFailing = @{ Meaning = 'A process answers its readiness probe with no.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeTimeout = @{ Meaning = 'A process does not answer its readiness probe in time.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeWrongPort = @{ Meaning = 'The readiness probe asks a port that nobody listens on.'; Domain = 'Configuration'; Severity = 'Error' }
    RegistryCertificateUntrusted = @{ Meaning = 'The node does not trust the certificate of a registry.'; Domain = 'Platform'; Severity = 'Error' }
    RegistryNameNotResolving = @{ Meaning = 'The name of a registry does not resolve on the node.'; Domain = 'Network'; Severity = 'Error' }
    RegistryUnreachable = @{ Meaning = 'The node gets no answer from a registry.'; Domain = 'Network'; Severity = 'Error' }
    RegistryWithoutTls = @{ Meaning = 'A registry speaks plain HTTP where HTTPS is expected.'; Domain = 'Configuration'; Severity = 'Error' }
    RepositoryMissing = @{ Meaning = 'The registry has no repository of that name.'; Domain = 'Configuration'; Severity = 'Error' }
    RequestedSizeTooLarge = @{ Meaning = 'A claim asks for more than any free volume holds.'; Domain = 'Storage'; Severity = 'Error' }
    RolloutBlockedByQuota = @{ Meaning = 'A resource quota refuses the pods of a workload.'; Domain = 'Access'; Severity = 'Error' }
    RolloutPaused = @{ Meaning = 'A rollout is paused.'; Domain = 'Configuration'; Severity = 'Info' }
    RunAsNonRootImage = @{ Meaning = 'An image would run as root where the pod forbids it.'; Domain = 'Configuration'; Severity = 'Error' }
    RuntimeDown = @{ Meaning = 'The container runtime of a node does not answer.'; Domain = 'Node'; Severity = 'Critical' }
    RuntimeHandlerMissing = @{ Meaning = 'A node has no container runtime of the class that a pod asks for.'; Domain = 'Configuration'; Severity = 'Error' }
    RuntimeOverloaded = @{ Meaning = 'The container runtime of a node does not answer in time.'; Domain = 'Node'; Severity = 'Error' }
    ScaledToZero = @{ Meaning = 'A workload is scaled to zero, so nobody answers for its service.'; Domain = 'Configuration'; Severity = 'Warning' }
    SchedulerDown = @{ Meaning = 'The scheduler of the cluster does not run.'; Domain = 'Platform'; Severity = 'Critical' }
    SchedulerMissing = @{ Meaning = 'No scheduler takes care of a pod.'; Domain = 'Platform'; Severity = 'Error' }
    SchedulingGated = @{ Meaning = 'A scheduling gate holds a pod back.'; Domain = 'Configuration'; Severity = 'Info' }
    SecretKeyMissing = @{ Meaning = 'A secret lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    SecretMissing = @{ Meaning = 'A secret that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    SelectorUnmatched = @{ Meaning = 'No free volume has the labels that a claim asks for.'; Domain = 'Storage'; Severity = 'Error' }
    ServiceAccountMissing = @{ Meaning = 'The service account of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ServiceSelectorMismatch = @{ Meaning = 'The selector of a service matches no pod, though there are pods meant for it.'; Domain = 'Configuration'; Severity = 'Error' }
    SlowStart = @{ Meaning = 'A container has started a moment ago and is not ready yet.'; Domain = 'Application'; Severity = 'Info' }
    StartupProbeFailed = @{ Meaning = 'The kubelet kills a container because its startup probe never passes.'; Domain = 'Application'; Severity = 'Error' }
    StatefulSetOrdinalBlocked = @{ Meaning = 'A pod of a stateful set holds up all that come after it.'; Domain = 'Application'; Severity = 'Warning' }
    StorageClassMissing = @{ Meaning = 'The storage class that a claim names does not exist.'; Domain = 'Storage'; Severity = 'Error' }
    TaintNotTolerated = @{ Meaning = 'Every node that a pod asks for has a taint it does not tolerate.'; Domain = 'Configuration'; Severity = 'Error' }
    TargetPortMissing = @{ Meaning = 'A service points at a named port that no container has.'; Domain = 'Configuration'; Severity = 'Error' }
    TopologySpread = @{ Meaning = 'Any node that a pod may use would spread its workload too unevenly.'; Domain = 'Configuration'; Severity = 'Error' }
    VolumeAttachFailed = @{ Meaning = 'A volume cannot be attached to a node.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeLimitReached = @{ Meaning = 'The nodes that a pod may use have as many volumes attached as they can.'; Domain = 'Capacity'; Severity = 'Error' }
    VolumeLost = @{ Meaning = 'The volume of a claim is gone.'; Domain = 'Storage'; Severity = 'Critical' }
    VolumeMissing = @{ Meaning = 'The volume that a claim names does not exist.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeMountFailed = @{ Meaning = 'A volume cannot be mounted on a node.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeNodeAffinityConflict = @{ Meaning = 'The volume of a pod is where the pod may not run.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeSubPathFailed = @{ Meaning = 'A path inside a volume cannot be mounted.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeUnmountStuck = @{ Meaning = 'The volumes of a pod that has ended are not unmounted.'; Domain = 'Storage'; Severity = 'Warning' }
    WaitForFirstConsumer = @{ Meaning = 'A claim waits for a pod that uses it, as its storage class says.'; Domain = 'Storage'; Severity = 'Info' }
    WebhookRejected = @{ Meaning = 'An admission webhook refuses the pods.'; Domain = 'Access'; Severity = 'Error' }
    WebhookUnreachable = @{ Meaning = 'An admission webhook that must be asked does not answer.'; Domain = 'Platform'; Severity = 'Error' }
    WrongArchitecture = @{ Meaning = 'An image is built for another processor than the node has.'; Domain = 'Configuration'; Severity = 'Error' }
}
