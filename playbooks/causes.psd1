# Every cause a playbook may name: what it means, where the fault lies (FaultDomain) and how bad it is when confirmed (Severity).
# One entry a line, in alphabetical order.
@{
    APIServiceUnavailable = @{ Meaning = 'The service that answers for an aggregated API is missing or has nobody behind it.'; Domain = 'Platform'; Severity = 'Error' }
    APIServiceUnreachable = @{ Meaning = 'The API server cannot reach the pods that answer for an aggregated API.'; Domain = 'Network'; Severity = 'Error' }
    APIServiceUntrusted = @{ Meaning = 'The API server does not trust the certificate of an aggregated API.'; Domain = 'Configuration'; Severity = 'Error' }
    AccessModeMismatch = @{ Meaning = 'No free volume offers the access mode that a claim asks for.'; Domain = 'Storage'; Severity = 'Error' }
    AccountWithoutBinding = @{ Meaning = 'Nothing is bound to a service account that needs a right.'; Domain = 'Access'; Severity = 'Error' }
    AdmissionPolicyRejected = @{ Meaning = 'An admission policy of the cluster refuses the pods.'; Domain = 'Access'; Severity = 'Error' }
    AffinityBypassed = @{ Meaning = 'A service holds clients to a pod, and the ingress controller goes past it.'; Domain = 'Network'; Severity = 'Info' }
    AffinityHiddenClients = @{ Meaning = 'A service holds clients to a pod by an address that nodes have replaced.'; Domain = 'Network'; Severity = 'Info' }
    AnonymousBound = @{ Meaning = 'A binding gives rights to whoever does not say who they are.'; Domain = 'Access'; Severity = 'Info' }
    ApiVersionDeprecated = @{ Meaning = 'An object is written in a version of its API that is going away.'; Domain = 'Configuration'; Severity = 'Info' }
    ApiVersionGone = @{ Meaning = 'An object is written in a version of its API that the server does not know any more.'; Domain = 'Configuration'; Severity = 'Warning' }
    ApplicationPanic = @{ Meaning = 'The process ended on an error of its own that it did not handle.'; Domain = 'Application'; Severity = 'Error' }
    ApplyForbidden = @{ Meaning = 'What applies a configuration has no right to.'; Domain = 'Access'; Severity = 'Error' }
    ApplyInvalid = @{ Meaning = 'The API server does not take a configuration for what is written in it.'; Domain = 'Configuration'; Severity = 'Error' }
    ApplyRejected = @{ Meaning = 'A webhook, a policy or a quota does not let a configuration in.'; Domain = 'Access'; Severity = 'Error' }
    AttacherDown = @{ Meaning = 'The part of a storage driver that attaches volumes does not run.'; Domain = 'Platform'; Severity = 'Error' }
    AutoscalerAtMaximum = @{ Meaning = 'The cluster autoscaler may add no more nodes.'; Domain = 'Capacity'; Severity = 'Warning' }
    AutoscalerMinimumOne = @{ Meaning = 'An autoscaler may leave a workload with one pod.'; Domain = 'Configuration'; Severity = 'Info' }
    AutoscalerScaleUpFailed = @{ Meaning = 'The cluster autoscaler tried to add a node and failed.'; Domain = 'Platform'; Severity = 'Warning' }
    AutoscalerWouldNotHelp = @{ Meaning = 'No node that the cluster autoscaler could add would fit a pod.'; Domain = 'Configuration'; Severity = 'Warning' }
    BadArguments = @{ Meaning = 'A container is started with a command, flag or argument that the program does not know.'; Domain = 'Configuration'; Severity = 'Error' }
    BindingWithoutSubject = @{ Meaning = 'A binding gives rights to accounts that do not exist.'; Domain = 'Access'; Severity = 'Info' }
    BindingWrongAccount = @{ Meaning = 'A right is bound to an account of another name or namespace than the one that needs it.'; Domain = 'Access'; Severity = 'Error' }
    BindingWrongNamespace = @{ Meaning = 'A service account has a right in another namespace than the one it asks in.'; Domain = 'Access'; Severity = 'Error' }
    BudgetBlocksEveryDrain = @{ Meaning = 'A disruption budget asks for as many pods as there are, so no node with them can be emptied.'; Domain = 'Configuration'; Severity = 'Info' }
    BudgetUncountable = @{ Meaning = 'A disruption budget lets no pod go because nobody can count how many there should be.'; Domain = 'Configuration'; Severity = 'Warning' }
    BudgetUnset = @{ Meaning = 'No disruption budget guards the pods of a workload that serves.'; Domain = 'Configuration'; Severity = 'Info' }
    BudgetUsedUp = @{ Meaning = 'A disruption budget lets no pod go because pods it guards are not healthy.'; Domain = 'Dependency'; Severity = 'Info' }
    BudgetWithoutMatch = @{ Meaning = 'The selector of a disruption budget matches nothing.'; Domain = 'Configuration'; Severity = 'Info' }
    BudgetsOverlap = @{ Meaning = 'Two disruption budgets guard the same pods, which cannot be evicted at all.'; Domain = 'Configuration'; Severity = 'Info' }
    CalledNamespaceMissing = @{ Meaning = 'A workload calls a service of a namespace that does not exist.'; Domain = 'Network'; Severity = 'Error' }
    CalledPortMissing = @{ Meaning = 'A workload calls a port that the service does not have.'; Domain = 'Network'; Severity = 'Error' }
    CalledServiceElsewhere = @{ Meaning = 'A workload calls a service in the wrong namespace.'; Domain = 'Network'; Severity = 'Error' }
    CalledServiceMissing = @{ Meaning = 'A workload calls a service that does not exist.'; Domain = 'Network'; Severity = 'Error' }
    CapabilityAdded = @{ Meaning = 'A container has a capability that opens its node.'; Domain = 'Access'; Severity = 'Info' }
    ClaimInUse = @{ Meaning = 'A claim for one pod at a time is used by another pod.'; Domain = 'Storage'; Severity = 'Error' }
    ClaimMissing = @{ Meaning = 'A pod mounts a claim that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ClaimRefTaken = @{ Meaning = 'The volume that a claim names belongs to another claim.'; Domain = 'Storage'; Severity = 'Error' }
    ClaimStillUsed = @{ Meaning = 'A claim was deleted while pods use it.'; Domain = 'Storage'; Severity = 'Warning' }
    ClaimUnbound = @{ Meaning = 'A pod waits for a claim that has no volume.'; Domain = 'Storage'; Severity = 'Warning' }
    ClaimUnused = @{ Meaning = 'No pod and no workload uses a claim.'; Domain = 'Storage'; Severity = 'Info' }
    ClusterAccessDenied = @{ Meaning = 'The Kubernetes API refuses what a service account asks for.'; Domain = 'Access'; Severity = 'Error' }
    ClusterAdminBound = @{ Meaning = 'Somebody besides the cluster itself may do everything in it.'; Domain = 'Access'; Severity = 'Info' }
    CompletesWithZero = @{ Meaning = 'A process ends with success although it is meant to run for ever.'; Domain = 'Application'; Severity = 'Error' }
    ConfigFileMissing = @{ Meaning = 'A process does not find a file that it needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigInvalid = @{ Meaning = 'A process cannot make sense of its configuration.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapKeyMissing = @{ Meaning = 'A config map lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapMissing = @{ Meaning = 'A config map that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapUnused = @{ Meaning = 'Nothing that was read uses a config map.'; Domain = 'Configuration'; Severity = 'Info' }
    ContainersNotStopping = @{ Meaning = 'The kubelet cannot end the containers of a pod.'; Domain = 'Node'; Severity = 'Error' }
    ControlPlaneCertificateExpired = @{ Meaning = 'A certificate of the control plane has expired.'; Domain = 'Platform'; Severity = 'Critical' }
    ControllerForbidden = @{ Meaning = 'A controller of the cluster may not create what it is there to create.'; Domain = 'Access'; Severity = 'Critical' }
    ControllerManagerDown = @{ Meaning = 'The controller manager has stopped.'; Domain = 'Platform'; Severity = 'Critical' }
    ConversionWebhookDown = @{ Meaning = 'What converts the versions of a custom kind does not answer.'; Domain = 'Platform'; Severity = 'Error' }
    CpuRequestUnset = @{ Meaning = 'A container does not say how much CPU it needs.'; Domain = 'Configuration'; Severity = 'Info' }
    CredentialsRejected = @{ Meaning = 'What a process calls does not accept its credentials.'; Domain = 'Access'; Severity = 'Error' }
    CronJobSuspended = @{ Meaning = 'A cron job is suspended.'; Domain = 'Configuration'; Severity = 'Info' }
    CronRunStuck = @{ Meaning = 'A cron job starts nothing because the run before has not ended.'; Domain = 'Application'; Severity = 'Warning' }
    CronScheduleInvalid = @{ Meaning = 'The schedule of a cron job cannot be understood.'; Domain = 'Configuration'; Severity = 'Error' }
    CronStartDeadlineMissed = @{ Meaning = 'Starts of a cron job came later than its deadline allows.'; Domain = 'Configuration'; Severity = 'Warning' }
    CronTimeZoneUnknown = @{ Meaning = 'The time zone of a cron job is not known.'; Domain = 'Configuration'; Severity = 'Error' }
    CsiDriverMissing = @{ Meaning = 'The storage driver of a volume is not registered on the node.'; Domain = 'Storage'; Severity = 'Error' }
    CsiDriverNotInstalled = @{ Meaning = 'The storage driver of a volume is not installed in the cluster.'; Domain = 'Platform'; Severity = 'Error' }
    CustomMetricMissing = @{ Meaning = 'Nobody measures the metric that an autoscaler names.'; Domain = 'Configuration'; Severity = 'Warning' }
    DaemonSetKeptOff = @{ Meaning = 'Nodes that a daemon set runs on have got a taint that it does not tolerate.'; Domain = 'Configuration'; Severity = 'Info' }
    DatabaseConnectionsExhausted = @{ Meaning = 'A database takes no more connections.'; Domain = 'Capacity'; Severity = 'Error' }
    DatabaseReadOnly = @{ Meaning = 'A database that a process writes to takes no writes.'; Domain = 'Dependency'; Severity = 'Error' }
    DatabaseSchemaMissing = @{ Meaning = 'A database lacks a table, column or database that a process asks for.'; Domain = 'Dependency'; Severity = 'Error' }
    DefaultAccountUsed = @{ Meaning = 'A pod runs as the default account, while the right it needs belongs to another.'; Domain = 'Access'; Severity = 'Error' }
    DefaultNamespaceUsed = @{ Meaning = 'Pods run in the default namespace.'; Domain = 'Configuration'; Severity = 'Info' }
    DefaultTokenMounted = @{ Meaning = 'A workload carries a token of the default account.'; Domain = 'Access'; Severity = 'Info' }
    DefinitionNamesConflict = @{ Meaning = 'Another custom resource definition has the same names.'; Domain = 'Configuration'; Severity = 'Error' }
    DependencyCertificateExpired = @{ Meaning = 'The certificate of something that a process calls has expired.'; Domain = 'Dependency'; Severity = 'Error' }
    DependencyCertificateUntrusted = @{ Meaning = 'A process does not trust the certificate of something that it calls.'; Domain = 'Configuration'; Severity = 'Error' }
    DependencyDown = @{ Meaning = 'A pod is not ready because something that it calls does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyNotResolving = @{ Meaning = 'The name of something that a process calls does not resolve.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyRefused = @{ Meaning = 'Nobody listens where a process calls something it needs.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyTimedOut = @{ Meaning = 'Something that a process calls does not answer in time.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyTlsMismatch = @{ Meaning = 'A process and what it calls do not agree on TLS.'; Domain = 'Configuration'; Severity = 'Error' }
    DependencyUnavailable = @{ Meaning = 'A process ends because something that it calls cannot be reached or hangs up.'; Domain = 'Dependency'; Severity = 'Warning' }
    DeploymentSelectorChanged = @{ Meaning = 'A deployment was made anew with another selector, and its old pods run on.'; Domain = 'Configuration'; Severity = 'Warning' }
    DeviceClaimUnmet = @{ Meaning = 'No node has a device left that meets the claim of a pod.'; Domain = 'Capacity'; Severity = 'Error' }
    DeviceClassMissing = @{ Meaning = 'A pod claims a device of a class that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    DeviceNotAllocated = @{ Meaning = 'A node could not give a pod a device that it promised.'; Domain = 'Node'; Severity = 'Error' }
    DiskFull = @{ Meaning = 'There is no room left where something is written.'; Domain = 'Capacity'; Severity = 'Error' }
    DnsApiUnreachable = @{ Meaning = 'The name service cannot read services from the API server.'; Domain = 'Network'; Severity = 'Critical' }
    DnsDeniedByPolicy = @{ Meaning = 'Network policies do not let a pod ask for names.'; Domain = 'Network'; Severity = 'Error' }
    DnsDown = @{ Meaning = 'Nobody answers for names in the cluster.'; Domain = 'Dependency'; Severity = 'Critical' }
    DnsFailing = @{ Meaning = 'The name service is ready and gives no answer to several workloads.'; Domain = 'Network'; Severity = 'Critical' }
    DnsLoop = @{ Meaning = 'The name service asks itself in a circle.'; Domain = 'Network'; Severity = 'Critical' }
    DnsOverloaded = @{ Meaning = 'The name service is short of memory or CPU.'; Domain = 'Network'; Severity = 'Error' }
    DnsSettingsOwn = @{ Meaning = 'A pod asks a name service that does not know the cluster.'; Domain = 'Network'; Severity = 'Error' }
    DnsUpstreamFailing = @{ Meaning = 'The name service gets no answer from where it asks further.'; Domain = 'Network'; Severity = 'Error' }
    EphemeralStorageLimitExceeded = @{ Meaning = 'A pod wrote more to local storage than its limits allow.'; Domain = 'Configuration'; Severity = 'Error' }
    ErrImageNeverPull = @{ Meaning = 'An image is not on the node and the pod forbids pulling it.'; Domain = 'Configuration'; Severity = 'Error' }
    EtcdSpaceExceeded = @{ Meaning = 'etcd has used up its space and takes no more writes.'; Domain = 'Capacity'; Severity = 'Critical' }
    EtcdUnavailable = @{ Meaning = 'The API server cannot reach etcd.'; Domain = 'Platform'; Severity = 'Critical' }
    EventFlood = @{ Meaning = 'An event is repeated without end.'; Domain = 'Application'; Severity = 'Warning' }
    EvictedByTaint = @{ Meaning = 'A taint drove a pod off its node.'; Domain = 'Configuration'; Severity = 'Warning' }
    EvictedDisk = @{ Meaning = 'A pod was evicted because it used up the disk of its node.'; Domain = 'Application'; Severity = 'Error' }
    EvictedMemory = @{ Meaning = 'A pod was evicted because it used up the memory of its node.'; Domain = 'Application'; Severity = 'Error' }
    ExecAllowed = @{ Meaning = 'Somebody may run commands in every pod of the cluster.'; Domain = 'Access'; Severity = 'Info' }
    ExecNotFound = @{ Meaning = 'What a container is told to run is not in its image.'; Domain = 'Configuration'; Severity = 'Error' }
    ExpanderMissing = @{ Meaning = 'The part of a storage driver that makes volumes larger does not run.'; Domain = 'Platform'; Severity = 'Warning' }
    ExpansionFailed = @{ Meaning = 'The storage driver cannot make a volume larger.'; Domain = 'Storage'; Severity = 'Warning' }
    ExpansionNeedsRestart = @{ Meaning = 'A volume was made larger, and its pods have to be started anew to see it.'; Domain = 'Storage'; Severity = 'Warning' }
    ExpansionWaitsForMount = @{ Meaning = 'A volume was made larger, and its file system grows when a pod mounts it.'; Domain = 'Storage'; Severity = 'Info' }
    ExternalNameMissing = @{ Meaning = 'A service stands for another one that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountConfigMap = @{ Meaning = 'A config map that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountSecret = @{ Meaning = 'A secret that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    FileSystemExpansionFailed = @{ Meaning = 'A node cannot make the file system of a volume larger.'; Domain = 'Storage'; Severity = 'Warning' }
    FinalizerHolds = @{ Meaning = 'A finalizer that nobody takes away holds what was deleted.'; Domain = 'Platform'; Severity = 'Warning' }
    GPUNodesWithoutDriver = @{ Meaning = 'Nodes with a device do not offer it, because its driver or device plugin does not work.'; Domain = 'Node'; Severity = 'Error' }
    GatewayAddressPending = @{ Meaning = 'A gateway has no address.'; Domain = 'Platform'; Severity = 'Error' }
    GatewayClassMissing = @{ Meaning = 'The class that a gateway names does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    GatewayClassRefused = @{ Meaning = 'The controller of a gateway class refuses it.'; Domain = 'Configuration'; Severity = 'Error' }
    GatewayControllerDown = @{ Meaning = 'The controller that serves a gateway has no ready pod.'; Domain = 'Dependency'; Severity = 'Error' }
    GatewayNotServed = @{ Meaning = 'No controller serves the class of a gateway.'; Domain = 'Platform'; Severity = 'Error' }
    GatewayRefused = @{ Meaning = 'The controller refuses a gateway.'; Domain = 'Configuration'; Severity = 'Error' }
    GoverningServiceMissing = @{ Meaning = 'The service that names the pods of a stateful set does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    GracePeriodLong = @{ Meaning = 'A pod takes long to end, as its grace period allows.'; Domain = 'Configuration'; Severity = 'Info' }
    HPAAtMaximum = @{ Meaning = 'An autoscaler wants more pods than it may have.'; Domain = 'Capacity'; Severity = 'Warning' }
    HPAMissingRequests = @{ Meaning = 'The pods of an autoscaler ask for none of what it measures.'; Domain = 'Configuration'; Severity = 'Warning' }
    HPAPodsUnmeasured = @{ Meaning = 'There are no measurements of the pods of an autoscaler.'; Domain = 'Dependency'; Severity = 'Warning' }
    HPAScaleRefused = @{ Meaning = 'An autoscaler is refused the scale of its target.'; Domain = 'Access'; Severity = 'Warning' }
    HPASelectorInvalid = @{ Meaning = 'The target of an autoscaler does not say which pods are its own.'; Domain = 'Configuration'; Severity = 'Warning' }
    HPASelectorShared = @{ Meaning = 'The targets of two autoscalers select the same pods.'; Domain = 'Configuration'; Severity = 'Warning' }
    HPATargetMissing = @{ Meaning = 'What an autoscaler shall scale does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    HeapTooSmall = @{ Meaning = 'The heap that a language runtime allows itself is too small.'; Domain = 'Configuration'; Severity = 'Error' }
    HostNamespaceShared = @{ Meaning = 'A workload shares the network, the processes or the memory of its node.'; Domain = 'Access'; Severity = 'Info' }
    HostPathMounted = @{ Meaning = 'A workload mounts a path of its node.'; Domain = 'Access'; Severity = 'Info' }
    HostPathWrongType = @{ Meaning = 'A path on the node is missing or of another type than the pod asks for.'; Domain = 'Node'; Severity = 'Error' }
    HostPortTaken = @{ Meaning = 'The port of the node that a pod wants is taken on every node it may use.'; Domain = 'Configuration'; Severity = 'Error' }
    HostPortUsed = @{ Meaning = 'A container asks for a port of its node.'; Domain = 'Network'; Severity = 'Info' }
    ImageDiffersByNode = @{ Meaning = 'Nodes may run different images under one tag.'; Domain = 'Configuration'; Severity = 'Info' }
    ImageHasNoCommand = @{ Meaning = 'Neither image nor pod says what to run.'; Domain = 'Configuration'; Severity = 'Error' }
    ImageNotFound = @{ Meaning = 'The registry has no image of that tag or digest.'; Domain = 'Configuration'; Severity = 'Error' }
    ImagePullUnauthorized = @{ Meaning = 'The registry refuses a pull for lack of valid credentials.'; Domain = 'Access'; Severity = 'Error' }
    ImageSignatureRejected = @{ Meaning = 'The signature of an image does not satisfy the policy of the node.'; Domain = 'Access'; Severity = 'Error' }
    ImageTagLatest = @{ Meaning = 'A restart may bring another image.'; Domain = 'Configuration'; Severity = 'Info' }
    ImmutableField = @{ Meaning = 'A configuration changes a field that cannot be changed, such as a selector.'; Domain = 'Configuration'; Severity = 'Error' }
    IngressBackendMissing = @{ Meaning = 'A rule of an ingress leads to an object that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    IngressClassMissing = @{ Meaning = 'The class that an ingress names does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    IngressControllerDown = @{ Meaning = 'The controller that serves an ingress has no ready pod.'; Domain = 'Dependency'; Severity = 'Error' }
    IngressHostConflict = @{ Meaning = 'An older ingress takes the requests for the same host and path.'; Domain = 'Configuration'; Severity = 'Warning' }
    IngressNotServed = @{ Meaning = 'No controller serves the class of an ingress.'; Domain = 'Platform'; Severity = 'Warning' }
    IngressPortMismatch = @{ Meaning = 'A rule of an ingress leads to a port that its service does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    IngressServiceMissing = @{ Meaning = 'A rule of an ingress leads to a service that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    IngressWithoutTls = @{ Meaning = 'An ingress takes requests without TLS.'; Domain = 'Network'; Severity = 'Info' }
    InitContainerCrash = @{ Meaning = 'An init container fails, so the containers of the pod never start.'; Domain = 'Application'; Severity = 'Error' }
    InsufficientCpu = @{ Meaning = 'The nodes that a pod may use have too little CPU left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientEphemeralStorage = @{ Meaning = 'The nodes that a pod may use have too little local storage left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientMemory = @{ Meaning = 'The nodes that a pod may use have too little memory left.'; Domain = 'Capacity'; Severity = 'Error' }
    InsufficientResource = @{ Meaning = 'The nodes that a pod may use have too few of the devices it asks for.'; Domain = 'Capacity'; Severity = 'Error' }
    InvalidImageName = @{ Meaning = 'An image is not written as an image is.'; Domain = 'Configuration'; Severity = 'Error' }
    JobBackoffLimitExceeded = @{ Meaning = 'The pods of a job failed more often than it allows.'; Domain = 'Application'; Severity = 'Error' }
    JobDeadlineExceeded = @{ Meaning = 'A job ran longer than its deadline allows.'; Domain = 'Configuration'; Severity = 'Error' }
    JobFailurePolicy = @{ Meaning = 'The failure policy of a job ended it.'; Domain = 'Application'; Severity = 'Error' }
    JobIndexesFailed = @{ Meaning = 'Indexes of a job failed for good.'; Domain = 'Application'; Severity = 'Error' }
    JobLeftBehind = @{ Meaning = 'A finished job stays for ever.'; Domain = 'Configuration'; Severity = 'Info' }
    JobParallelismZero = @{ Meaning = 'A job may run no pods at a time.'; Domain = 'Configuration'; Severity = 'Info' }
    JobPodCrashLoop = @{ Meaning = 'The container of a job fails again and again.'; Domain = 'Application'; Severity = 'Error' }
    JobSuspended = @{ Meaning = 'A job is suspended.'; Domain = 'Configuration'; Severity = 'Info' }
    KilledFromOutside = @{ Meaning = 'A process is ended by a signal from outside, and nothing says by whom.'; Domain = 'Application'; Severity = 'Warning' }
    KubeProxyDown = @{ Meaning = 'Addresses of services lead nowhere on a node whose kube-proxy does not run.'; Domain = 'Network'; Severity = 'Error' }
    KubeletNotReady = @{ Meaning = 'The kubelet of a node reports that it cannot run pods.'; Domain = 'Node'; Severity = 'Critical' }
    LeaderLeaseStale = @{ Meaning = 'A leader runs and has stopped renewing its lease.'; Domain = 'Platform'; Severity = 'Warning' }
    LimitRangeMaxExceeded = @{ Meaning = 'A limit range refuses pods for what their containers ask.'; Domain = 'Configuration'; Severity = 'Error' }
    ListenerCertificateInvalid = @{ Meaning = 'A listener of a gateway names a certificate that is missing or unusable.'; Domain = 'Configuration'; Severity = 'Error' }
    ListenerConflict = @{ Meaning = 'Two listeners of a gateway claim the same port in different ways.'; Domain = 'Configuration'; Severity = 'Error' }
    ListenerUnsupported = @{ Meaning = 'A listener of a gateway asks for what its controller cannot give.'; Domain = 'Configuration'; Severity = 'Error' }
    ListensOnLoopback = @{ Meaning = 'A process listens on the loopback address, so nothing outside its pod reaches it.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeFailed = @{ Meaning = 'The kubelet kills a container because its liveness probe fails.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeSameAsReadiness = @{ Meaning = 'What makes a container not ready also restarts it.'; Domain = 'Configuration'; Severity = 'Info' }
    LivenessProbeTimeout = @{ Meaning = 'A process answers its liveness probe too late.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeTooEager = @{ Meaning = 'The liveness probe gives up before the process has started.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeUnset = @{ Meaning = 'Nothing restarts a workload that hangs.'; Domain = 'Configuration'; Severity = 'Info' }
    LivenessProbeWrongPath = @{ Meaning = 'The liveness probe asks a path that the process does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeWrongPort = @{ Meaning = 'The liveness probe asks a port that the process does not listen on.'; Domain = 'Configuration'; Severity = 'Error' }
    LivenessProbeWrongScheme = @{ Meaning = 'The liveness probe speaks HTTP where TLS is spoken, or the other way round.'; Domain = 'Configuration'; Severity = 'Error' }
    LoadBalancerFailed = @{ Meaning = 'The load balancer in front of a service cannot be made.'; Domain = 'Platform'; Severity = 'Error' }
    LoadBalancerMissing = @{ Meaning = 'A service waits for a load balancer that nobody makes.'; Domain = 'Platform'; Severity = 'Warning' }
    MachineStopped = @{ Meaning = 'The machine of a node was stopped.'; Domain = 'Node'; Severity = 'Critical' }
    ManualEndpointsMissing = @{ Meaning = 'A service without selector has no endpoints made by hand.'; Domain = 'Configuration'; Severity = 'Warning' }
    MemoryLimitTooLow = @{ Meaning = 'A container is killed because it needs more memory than its limit allows.'; Domain = 'Configuration'; Severity = 'Error' }
    MemoryLimitUnset = @{ Meaning = 'A container may take all the memory of its node.'; Domain = 'Configuration'; Severity = 'Info' }
    MemoryRequestUnset = @{ Meaning = 'A container does not say how much memory it needs.'; Domain = 'Configuration'; Severity = 'Info' }
    MetricsAPIFailing = @{ Meaning = 'The metrics API that an autoscaler reads does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    MetricsAPIMissing = @{ Meaning = 'Nothing in the cluster serves the metrics that an autoscaler reads.'; Domain = 'Platform'; Severity = 'Warning' }
    MissingEnvironment = @{ Meaning = 'An environment variable that a process needs is not set.'; Domain = 'Configuration'; Severity = 'Error' }
    MultiAttach = @{ Meaning = 'A volume for one node at a time is still attached to another.'; Domain = 'Storage'; Severity = 'Error' }
    NakedPod = @{ Meaning = 'A pod that nothing controls is not made anew.'; Domain = 'Configuration'; Severity = 'Info' }
    NamespaceApiUnavailable = @{ Meaning = 'A namespace cannot be emptied while an API does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    NamespaceDeletionRefused = @{ Meaning = 'The content of a namespace may not be deleted.'; Domain = 'Access'; Severity = 'Warning' }
    NamespacePodsLeft = @{ Meaning = 'Pods of a namespace that is being deleted have not ended.'; Domain = 'Dependency'; Severity = 'Warning' }
    NamespaceStuckTerminating = @{ Meaning = 'Objects in a namespace that is being deleted have finalizers that nobody takes off.'; Domain = 'Platform'; Severity = 'Warning' }
    NetworkAgentDown = @{ Meaning = 'The network plugin does not run on a node.'; Domain = 'Network'; Severity = 'Error' }
    NetworkPluginNotReady = @{ Meaning = 'The pod network of a node is not set up.'; Domain = 'Network'; Severity = 'Critical' }
    NetworkPolicyUnset = @{ Meaning = 'A namespace has no network policy, so everybody may call what runs in it.'; Domain = 'Network'; Severity = 'Info' }
    NeverScaledUp = @{ Meaning = 'A workload has asked for no pods since it was made, so nobody answers for its service.'; Domain = 'Configuration'; Severity = 'Info' }
    NewRevisionPodsFail = @{ Meaning = 'The pods of the new revision do not become ready.'; Domain = 'Application'; Severity = 'Warning' }
    NoDefaultStorageClass = @{ Meaning = 'A claim names no storage class and none is the default.'; Domain = 'Storage'; Severity = 'Error' }
    NoImageForPlatform = @{ Meaning = 'An image is not built for the platform of the node.'; Domain = 'Configuration'; Severity = 'Error' }
    NoLocalEndpoints = @{ Meaning = 'A service that serves from the same node only is called where none of its pods is ready.'; Domain = 'Configuration'; Severity = 'Error' }
    NoPodsCreated = @{ Meaning = 'The workload behind a service has no pods.'; Domain = 'Application'; Severity = 'Warning' }
    NoRoomForSurge = @{ Meaning = 'A rollout needs room for one more pod and there is none.'; Domain = 'Capacity'; Severity = 'Warning' }
    NoVolumeAvailable = @{ Meaning = 'No volume is free for a claim that cannot have one made.'; Domain = 'Storage'; Severity = 'Error' }
    NodeAffinityUnmatched = @{ Meaning = 'No node satisfies the node affinity of a pod.'; Domain = 'Configuration'; Severity = 'Error' }
    NodeClockSkew = @{ Meaning = 'The clock of a node differs from that of the API server.'; Domain = 'Node'; Severity = 'Warning' }
    NodeCordoned = @{ Meaning = 'A node is cordoned and takes no new pods.'; Domain = 'Node'; Severity = 'Info' }
    NodeDiskPressure = @{ Meaning = 'A node is short of disk: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeDoesNotServe = @{ Meaning = 'Pods fail on one node that work on every other.'; Domain = 'Node'; Severity = 'Error' }
    NodeFlapping = @{ Meaning = 'A node goes to not ready and back again and again.'; Domain = 'Node'; Severity = 'Warning' }
    NodeHeartbeatIgnored = @{ Meaning = 'A node has stopped to report and still counts as ready.'; Domain = 'Platform'; Severity = 'Warning' }
    NodeMemoryPressure = @{ Meaning = 'A node is short of memory: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeNetworkCut = @{ Meaning = 'Calls get no answer from one node.'; Domain = 'Network'; Severity = 'Error' }
    NodeNetworkUnavailable = @{ Meaning = 'The network of a node is not set up by the cloud or the network plugin.'; Domain = 'Network'; Severity = 'Critical' }
    NodeNoLongerMatches = @{ Meaning = 'A node refused a pod because it does not have the labels the pod asks for.'; Domain = 'Configuration'; Severity = 'Warning' }
    NodeNotReady = @{ Meaning = 'A node does not report, so what runs on it counts as lost.'; Domain = 'Node'; Severity = 'Critical' }
    NodeOutOfMemory = @{ Meaning = 'A node ran out of memory and the kernel killed containers on it.'; Domain = 'Capacity'; Severity = 'Error' }
    NodeOutOfResources = @{ Meaning = 'A node refused a pod because it had less left than the pod asks for.'; Domain = 'Capacity'; Severity = 'Warning' }
    NodePidPressure = @{ Meaning = 'A node is short of process ids: it takes no new pods and evicts others.'; Domain = 'Node'; Severity = 'Error' }
    NodeRestarted = @{ Meaning = 'A node was restarted under its containers.'; Domain = 'Node'; Severity = 'Warning' }
    NodeSelectorUnmatched = @{ Meaning = 'No node has the labels that the node selector of a pod asks for.'; Domain = 'Configuration'; Severity = 'Error' }
    NodeShuttingDown = @{ Meaning = 'A node is shutting down.'; Domain = 'Node'; Severity = 'Warning' }
    NodeUninitialized = @{ Meaning = 'The controller of the cloud has not initialised a node, so it takes no pods.'; Domain = 'Platform'; Severity = 'Error' }
    NodeVersionSkew = @{ Meaning = 'The kubelet of a node is newer, or much older, than the API server.'; Domain = 'Node'; Severity = 'Warning' }
    NodesCordoned = @{ Meaning = 'The nodes that a pod may use are cordoned.'; Domain = 'Node'; Severity = 'Error' }
    OnDeleteStrategy = @{ Meaning = 'A workload updates a pod only when somebody deletes it.'; Domain = 'Configuration'; Severity = 'Info' }
    PartitionHolds = @{ Meaning = 'The partition of a stateful set holds its update back.'; Domain = 'Configuration'; Severity = 'Info' }
    PermissionDenied = @{ Meaning = 'The operating system refuses a process what it tries to read, write or open.'; Domain = 'Access'; Severity = 'Error' }
    PodAddressesExhausted = @{ Meaning = 'There is no address left to give to a pod.'; Domain = 'Capacity'; Severity = 'Error' }
    PodAffinityUnmatched = @{ Meaning = 'The pods that a pod wants to be near are on no node it may use.'; Domain = 'Configuration'; Severity = 'Error' }
    PodAntiAffinity = @{ Meaning = 'Every node that a pod may use has a pod it must keep away from.'; Domain = 'Configuration'; Severity = 'Error' }
    PodDeadlineExceeded = @{ Meaning = 'A pod ran longer than its own deadline allows.'; Domain = 'Configuration'; Severity = 'Error' }
    PodLimitReached = @{ Meaning = 'The nodes that a pod may use run as many pods as they can.'; Domain = 'Capacity'; Severity = 'Error' }
    PodNameNotReady = @{ Meaning = 'A pod is called by its name, which is not given out before the pod is ready.'; Domain = 'Configuration'; Severity = 'Error' }
    PodNameUnpublished = @{ Meaning = 'A pod behind a service is called by a name of its own, and has none.'; Domain = 'Configuration'; Severity = 'Error' }
    PodNetworkFailed = @{ Meaning = 'The network plugin cannot set up the network of a pod.'; Domain = 'Network'; Severity = 'Error' }
    PodPreempted = @{ Meaning = 'A pod of higher priority took the place of a pod.'; Domain = 'Capacity'; Severity = 'Warning' }
    PodSecurityUnset = @{ Meaning = 'Nothing keeps a pod of a namespace from asking for everything its node has.'; Domain = 'Access'; Severity = 'Info' }
    PodSecurityViolation = @{ Meaning = 'The pod security standard of the namespace refuses the pods.'; Domain = 'Access'; Severity = 'Error' }
    PodTemplateInvalid = @{ Meaning = 'The API server refuses the pods for what is written in the template.'; Domain = 'Configuration'; Severity = 'Error' }
    PodsNotReady = @{ Meaning = 'The pods behind a service are not ready.'; Domain = 'Application'; Severity = 'Warning' }
    PolicyDeniesEgress = @{ Meaning = 'A network policy does not let a pod reach what it calls.'; Domain = 'Network'; Severity = 'Error' }
    PolicyDeniesIngress = @{ Meaning = 'A network policy does not let a caller in.'; Domain = 'Network'; Severity = 'Error' }
    PolicyPeerUnmatched = @{ Meaning = 'A network policy names pods of its namespace that there are none of.'; Domain = 'Network'; Severity = 'Info' }
    PolicyWithoutMatch = @{ Meaning = 'A network policy guards no pod.'; Domain = 'Network'; Severity = 'Info' }
    PortInUse = @{ Meaning = 'The port that a process listens on is taken.'; Domain = 'Configuration'; Severity = 'Error' }
    PostStartHookFailed = @{ Meaning = 'The postStart hook of a container fails, so the kubelet kills it.'; Domain = 'Application'; Severity = 'Error' }
    PreStopHookFailed = @{ Meaning = 'The preStop hook of a container fails, so it does not end in good order.'; Domain = 'Application'; Severity = 'Warning' }
    PriorityClassMissing = @{ Meaning = 'The priority class of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    PrivilegeEscalationAllowed = @{ Meaning = 'A process may get more rights than it started with.'; Domain = 'Access'; Severity = 'Info' }
    PrivilegedContainer = @{ Meaning = 'A container may do everything its node may.'; Domain = 'Access'; Severity = 'Info' }
    ProbeCommandMissing = @{ Meaning = 'The command of a probe is not in the image.'; Domain = 'Configuration'; Severity = 'Error' }
    ProgressDeadlineExceeded = @{ Meaning = 'A rollout took longer than its deadline allows, though its pods came up.'; Domain = 'Configuration'; Severity = 'Warning' }
    ProvisionerMissing = @{ Meaning = 'Nobody makes volumes for a storage class: its provisioner is not installed or does not answer.'; Domain = 'Platform'; Severity = 'Error' }
    ProvisioningFailed = @{ Meaning = 'The provisioner of a storage class refuses or fails to make a volume.'; Domain = 'Storage'; Severity = 'Error' }
    PullRateLimited = @{ Meaning = 'The registry limits how often this network may pull.'; Domain = 'Capacity'; Severity = 'Error' }
    PullSecretMissing = @{ Meaning = 'A pull secret that a pod names does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    PullSecretOtherRegistry = @{ Meaning = 'The pull secret that a pod names is for another registry than its image.'; Domain = 'Configuration'; Severity = 'Error' }
    PullSecretWrongType = @{ Meaning = 'A secret named for pulling is of another type and passed over.'; Domain = 'Configuration'; Severity = 'Error' }
    QuotaExceededServices = @{ Meaning = 'A resource quota leaves no room for the service of a workload.'; Domain = 'Access'; Severity = 'Warning' }
    QuotaExceededStorage = @{ Meaning = 'A resource quota refuses the claims of a workload.'; Domain = 'Access'; Severity = 'Error' }
    RawSocketsAllowed = @{ Meaning = 'A process may send packets in the name of others.'; Domain = 'Access'; Severity = 'Info' }
    ReadOnlyFileSystem = @{ Meaning = 'A process writes to a file system that is read-only.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessGateNotReady = @{ Meaning = 'A readiness gate of a pod is not set by whoever should set it.'; Domain = 'Platform'; Severity = 'Error' }
    ReadinessProbeFailing = @{ Meaning = 'A process answers its readiness probe with no.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeTimeout = @{ Meaning = 'A process does not answer its readiness probe in time.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeUnauthorized = @{ Meaning = 'A process refuses its readiness probe for want of credentials.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessProbeUnset = @{ Meaning = 'A service sends requests to a workload before it can answer.'; Domain = 'Configuration'; Severity = 'Info' }
    ReadinessProbeWrongPath = @{ Meaning = 'The readiness probe asks a path that the process does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessProbeWrongPort = @{ Meaning = 'The readiness probe asks a port that nobody listens on.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessProbeWrongScheme = @{ Meaning = 'The readiness probe speaks HTTP where TLS is spoken, or the other way round.'; Domain = 'Configuration'; Severity = 'Error' }
    RecreateInterrupts = @{ Meaning = 'Each rollout of a workload stops all its pods first.'; Domain = 'Configuration'; Severity = 'Info' }
    ReferenceGrantMissing = @{ Meaning = 'A namespace does not grant what a gateway or route of another refers to.'; Domain = 'Access'; Severity = 'Error' }
    RegistryCertificateUntrusted = @{ Meaning = 'The node does not trust the certificate of a registry.'; Domain = 'Platform'; Severity = 'Error' }
    RegistryFailing = @{ Meaning = 'A registry answers with errors of its own.'; Domain = 'Platform'; Severity = 'Error' }
    RegistryNameNotResolving = @{ Meaning = 'The name of a registry does not resolve on the node.'; Domain = 'Network'; Severity = 'Error' }
    RegistryUnreachable = @{ Meaning = 'The node gets no answer from a registry.'; Domain = 'Network'; Severity = 'Error' }
    RegistryWithoutTls = @{ Meaning = 'A registry speaks plain HTTP where HTTPS is expected.'; Domain = 'Configuration'; Severity = 'Error' }
    ReplicaSetOrphaned = @{ Meaning = 'A replica set runs on without the deployment that made it.'; Domain = 'Configuration'; Severity = 'Warning' }
    ReplicasOnOneNode = @{ Meaning = 'All pods of a workload are on one node.'; Domain = 'Configuration'; Severity = 'Info' }
    ReplicasSetBack = @{ Meaning = 'Something keeps setting the count of pods that an autoscaler sets.'; Domain = 'Configuration'; Severity = 'Warning' }
    RepositoryMissing = @{ Meaning = 'The registry has no repository of that name.'; Domain = 'Configuration'; Severity = 'Error' }
    RequestedSizeTooLarge = @{ Meaning = 'A claim asks for more than any free volume holds.'; Domain = 'Storage'; Severity = 'Error' }
    RightsExtendable = @{ Meaning = 'Those who have a role may give themselves more rights.'; Domain = 'Access'; Severity = 'Info' }
    RoleMissing = @{ Meaning = 'A binding of a service account names a role that does not exist.'; Domain = 'Access'; Severity = 'Error' }
    RoleRuleMissing = @{ Meaning = 'The role of a service account lacks a rule that it needs.'; Domain = 'Access'; Severity = 'Error' }
    RoleUnbound = @{ Meaning = 'Nobody has a role.'; Domain = 'Access'; Severity = 'Info' }
    RolloutBlockedByQuota = @{ Meaning = 'A resource quota refuses the pods of a workload.'; Domain = 'Access'; Severity = 'Error' }
    RolloutPaused = @{ Meaning = 'A rollout is paused.'; Domain = 'Configuration'; Severity = 'Info' }
    RootAllowed = @{ Meaning = 'A process of a workload may be root.'; Domain = 'Access'; Severity = 'Info' }
    RootFileSystemWritable = @{ Meaning = 'A container can write to its root file system.'; Domain = 'Access'; Severity = 'Info' }
    RouteHostnameUnmatched = @{ Meaning = 'No listener of a gateway has one of the host names of a route.'; Domain = 'Configuration'; Severity = 'Error' }
    RouteListenerMissing = @{ Meaning = 'A route hangs on a listener that its gateway does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    RouteNotAllowed = @{ Meaning = 'The listeners of a gateway do not let a route in.'; Domain = 'Access'; Severity = 'Error' }
    RouteNotServed = @{ Meaning = 'The controller of a gateway says nothing of a route.'; Domain = 'Platform'; Severity = 'Warning' }
    RouteParentMissing = @{ Meaning = 'A route hangs on a gateway that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    RoutePortMismatch = @{ Meaning = 'A route leads to a port that its service does not have.'; Domain = 'Configuration'; Severity = 'Error' }
    RouteRefused = @{ Meaning = 'A gateway refuses a route.'; Domain = 'Configuration'; Severity = 'Error' }
    RouteServiceMissing = @{ Meaning = 'A route leads to a service that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    RunAsNonRootImage = @{ Meaning = 'An image would run as root where the pod forbids it.'; Domain = 'Configuration'; Severity = 'Error' }
    RuntimeClassMissing = @{ Meaning = 'The runtime class of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    RuntimeDown = @{ Meaning = 'The container runtime of a node does not answer.'; Domain = 'Node'; Severity = 'Critical' }
    RuntimeHandlerMissing = @{ Meaning = 'A node has no container runtime of the class that a pod asks for.'; Domain = 'Configuration'; Severity = 'Error' }
    RuntimeOverloaded = @{ Meaning = 'The container runtime of a node does not answer in time.'; Domain = 'Node'; Severity = 'Error' }
    RuntimeSocketMounted = @{ Meaning = 'The socket of the container runtime is mounted into a workload.'; Domain = 'Access'; Severity = 'Info' }
    ScaledToZero = @{ Meaning = 'A workload is scaled to zero, so nobody answers for its service.'; Domain = 'Configuration'; Severity = 'Warning' }
    SchedulerDown = @{ Meaning = 'The scheduler of the cluster does not run.'; Domain = 'Platform'; Severity = 'Critical' }
    SchedulerMissing = @{ Meaning = 'No scheduler takes care of a pod.'; Domain = 'Platform'; Severity = 'Error' }
    SchedulingGated = @{ Meaning = 'A scheduling gate holds a pod back.'; Domain = 'Configuration'; Severity = 'Info' }
    SeccompUnset = @{ Meaning = 'Nothing limits the system calls of a container.'; Domain = 'Access'; Severity = 'Info' }
    SecretInPlainText = @{ Meaning = 'A credential is written out in the environment of a container.'; Domain = 'Access'; Severity = 'Info' }
    SecretKeyMissing = @{ Meaning = 'A secret lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    SecretMissing = @{ Meaning = 'A secret that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    SecretUnused = @{ Meaning = 'Nothing that was read uses a secret.'; Domain = 'Configuration'; Severity = 'Info' }
    SecretsReadable = @{ Meaning = 'Somebody may read every secret of the cluster.'; Domain = 'Access'; Severity = 'Info' }
    SelectorUnmatched = @{ Meaning = 'No free volume has the labels that a claim asks for.'; Domain = 'Storage'; Severity = 'Error' }
    ServiceAccountMissing = @{ Meaning = 'The service account of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ServiceAccountUnused = @{ Meaning = 'No pod runs as a service account.'; Domain = 'Access'; Severity = 'Info' }
    ServiceOnEveryNode = @{ Meaning = 'A port of every node leads to a service.'; Domain = 'Network'; Severity = 'Info' }
    ServiceSelectorMismatch = @{ Meaning = 'The selector of a service matches no pod, though there are pods meant for it.'; Domain = 'Configuration'; Severity = 'Error' }
    SingleReplica = @{ Meaning = 'A workload that serves runs one pod.'; Domain = 'Configuration'; Severity = 'Info' }
    SlowStart = @{ Meaning = 'A container has started a moment ago and is not ready yet.'; Domain = 'Application'; Severity = 'Info' }
    SpreadUnset = @{ Meaning = 'Nothing asks for the pods of a workload to be on different nodes.'; Domain = 'Configuration'; Severity = 'Info' }
    SshPortExposed = @{ Meaning = 'Those outside may try to log in by ssh.'; Domain = 'Network'; Severity = 'Info' }
    StandbyReplica = @{ Meaning = 'A replica stands by until it is elected.'; Domain = 'Application'; Severity = 'Info' }
    StartupProbeFailed = @{ Meaning = 'The kubelet kills a container because its startup probe never passes.'; Domain = 'Application'; Severity = 'Error' }
    StartupProbeWrongPort = @{ Meaning = 'The startup probe asks a port that the process does not listen on.'; Domain = 'Configuration'; Severity = 'Error' }
    StatefulSetOrdinalBlocked = @{ Meaning = 'A pod of a stateful set holds up all that come after it.'; Domain = 'Application'; Severity = 'Warning' }
    StorageAccessDenied = @{ Meaning = 'A storage server or cloud account refuses a node.'; Domain = 'Access'; Severity = 'Error' }
    StorageClassMissing = @{ Meaning = 'The storage class that a claim names does not exist.'; Domain = 'Storage'; Severity = 'Error' }
    StorageServerUnreachable = @{ Meaning = 'A node does not reach the server behind a volume.'; Domain = 'Storage'; Severity = 'Error' }
    StoredVersionNotServed = @{ Meaning = 'Objects of a custom kind may be stored in a version that is not served.'; Domain = 'Configuration'; Severity = 'Warning' }
    SysctlForbidden = @{ Meaning = 'A node refused a pod for a kernel parameter that it does not allow.'; Domain = 'Configuration'; Severity = 'Error' }
    TaintLeftBehind = @{ Meaning = 'A taint keeps pods off a node for something that is over.'; Domain = 'Platform'; Severity = 'Warning' }
    TaintNotTolerated = @{ Meaning = 'Every node that a pod asks for has a taint it does not tolerate.'; Domain = 'Configuration'; Severity = 'Error' }
    TargetPortMissing = @{ Meaning = 'A service points at a named port that no container has.'; Domain = 'Configuration'; Severity = 'Error' }
    TargetPortWrong = @{ Meaning = 'A service leads to a port that nobody listens on.'; Domain = 'Configuration'; Severity = 'Error' }
    TlsCertificateEnding = @{ Meaning = 'A certificate that is served ends within days, and nobody has renewed it.'; Domain = 'Configuration'; Severity = 'Warning' }
    TlsCertificateExpired = @{ Meaning = 'A certificate that is served has ended.'; Domain = 'Configuration'; Severity = 'Error' }
    TlsCertificateOtherHost = @{ Meaning = 'A certificate that is served is not for the host it is served for.'; Domain = 'Configuration'; Severity = 'Error' }
    TlsSecretInvalid = @{ Meaning = 'The secret that an ingress names for TLS holds no certificate and key.'; Domain = 'Configuration'; Severity = 'Warning' }
    TlsSecretMissing = @{ Meaning = 'The secret with the certificate of an ingress does not exist.'; Domain = 'Configuration'; Severity = 'Warning' }
    TooManyMissedTimes = @{ Meaning = 'A cron job has missed more than a hundred starts.'; Domain = 'Configuration'; Severity = 'Warning' }
    TopologyAffinityError = @{ Meaning = 'A node cannot give a pod processors and devices that are near each other.'; Domain = 'Capacity'; Severity = 'Error' }
    TopologySpread = @{ Meaning = 'Any node that a pod may use would spread its workload too unevenly.'; Domain = 'Configuration'; Severity = 'Error' }
    TrustExpired = @{ Meaning = 'The authority that the API server trusts something by has ended.'; Domain = 'Platform'; Severity = 'Error' }
    TrustExpiring = @{ Meaning = 'The authority that the API server trusts something by ends within days.'; Domain = 'Platform'; Severity = 'Warning' }
    TwoAutoscalers = @{ Meaning = 'Two autoscalers scale the same workload.'; Domain = 'Configuration'; Severity = 'Warning' }
    TwoDefaultStorageClasses = @{ Meaning = 'Two storage classes are the default, and claims get the one that makes no volumes.'; Domain = 'Configuration'; Severity = 'Warning' }
    UnusedAddress = @{ Meaning = 'A workload is given an address that leads nowhere, and works without it.'; Domain = 'Configuration'; Severity = 'Info' }
    VariableSetTwice = @{ Meaning = 'An environment variable is set more than once.'; Domain = 'Configuration'; Severity = 'Info' }
    VolumeAttachFailed = @{ Meaning = 'A volume cannot be attached to a node.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeDeleteFailed = @{ Meaning = 'What is behind a volume cannot be deleted.'; Domain = 'Storage'; Severity = 'Warning' }
    VolumeDetachFailed = @{ Meaning = 'A volume cannot be taken off a node.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeFull = @{ Meaning = 'Next to nothing is left of a volume.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeInodesUsedUp = @{ Meaning = 'A volume can take no more files, though it may have room.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeLimitReached = @{ Meaning = 'The nodes that a pod may use have as many volumes attached as they can.'; Domain = 'Capacity'; Severity = 'Error' }
    VolumeLost = @{ Meaning = 'The volume of a claim is gone.'; Domain = 'Storage'; Severity = 'Critical' }
    VolumeMissing = @{ Meaning = 'The volume that a claim names does not exist.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeModeMismatch = @{ Meaning = 'The free volumes are of another volume mode than a claim wants.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeMountFailed = @{ Meaning = 'A volume cannot be mounted on a node.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeNodeAffinityConflict = @{ Meaning = 'The volume of a pod is where the pod may not run.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeOwnershipFailed = @{ Meaning = 'The files of a volume cannot be given to the group that a pod asks for.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeOwnershipSlow = @{ Meaning = 'Changing the owner of every file in a volume keeps a pod from starting.'; Domain = 'Storage'; Severity = 'Warning' }
    VolumeRecycleFailed = @{ Meaning = 'The files of a volume could not be scrubbed for the next claim.'; Domain = 'Storage'; Severity = 'Warning' }
    VolumeReleased = @{ Meaning = 'A volume that a claim could have is still reserved for the claim that had it before.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeStillAttached = @{ Meaning = 'A volume was deleted while it is attached to a node.'; Domain = 'Storage'; Severity = 'Warning' }
    VolumeStillBound = @{ Meaning = 'A volume was deleted while a claim has it.'; Domain = 'Storage'; Severity = 'Warning' }
    VolumeSubPathFailed = @{ Meaning = 'A path inside a volume cannot be mounted.'; Domain = 'Storage'; Severity = 'Error' }
    VolumeUnmountStuck = @{ Meaning = 'The volumes of a pod that has ended are not unmounted.'; Domain = 'Storage'; Severity = 'Warning' }
    WaitForFirstConsumer = @{ Meaning = 'A claim waits for a pod that uses it, as its storage class says.'; Domain = 'Storage'; Severity = 'Info' }
    WebhookRejected = @{ Meaning = 'An admission webhook refuses the pods.'; Domain = 'Access'; Severity = 'Error' }
    WebhookSkipped = @{ Meaning = 'An admission webhook does not answer, and requests pass without it.'; Domain = 'Platform'; Severity = 'Warning' }
    WebhookUnreachable = @{ Meaning = 'An admission webhook that must be asked does not answer.'; Domain = 'Platform'; Severity = 'Error' }
    WebhookUntrusted = @{ Meaning = 'The API server does not trust the certificate of an admission webhook.'; Domain = 'Configuration'; Severity = 'Error' }
    WildcardRule = @{ Meaning = 'A role allows every verb or every resource.'; Domain = 'Access'; Severity = 'Info' }
    WrongArchitecture = @{ Meaning = 'An image is built for another processor than the node has.'; Domain = 'Configuration'; Severity = 'Error' }
}
