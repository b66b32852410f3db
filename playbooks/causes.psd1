# Every cause a playbook may name: what it means, where the fault lies (FaultDomain) and how bad it is when confirmed (Severity).
# One entry a line, in alphabetical order.
@{
    ApplicationPanic = @{ Meaning = 'The process ended on an error of its own that it did not handle.'; Domain = 'Application'; Severity = 'Error' }
    BadArguments = @{ Meaning = 'A container is started with a command, flag or argument that the program does not know.'; Domain = 'Configuration'; Severity = 'Error' }
    ClaimMissing = @{ Meaning = 'A pod mounts a claim that does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ClusterAccessDenied = @{ Meaning = 'The Kubernetes API refuses what a service account asks for.'; Domain = 'Access'; Severity = 'Error' }
    CompletesWithZero = @{ Meaning = 'A process ends with success although it is meant to run for ever.'; Domain = 'Application'; Severity = 'Error' }
    ConfigFileMissing = @{ Meaning = 'A process does not find a file that it needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigInvalid = @{ Meaning = 'A process cannot make sense of its configuration.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapKeyMissing = @{ Meaning = 'A config map lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    ConfigMapMissing = @{ Meaning = 'A config map that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    CredentialsRejected = @{ Meaning = 'What a process calls does not accept its credentials.'; Domain = 'Access'; Severity = 'Error' }
    CsiDriverMissing = @{ Meaning = 'The storage driver of a volume is not registered on the node.'; Domain = 'Storage'; Severity = 'Error' }
    DependencyDown = @{ Meaning = 'A pod is not ready because something that it calls does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    DependencyUnavailable = @{ Meaning = 'A process ends because something that it calls does not answer.'; Domain = 'Dependency'; Severity = 'Warning' }
    DiskFull = @{ Meaning = 'There is no room left where something is written.'; Domain = 'Capacity'; Severity = 'Error' }
    ErrImageNeverPull = @{ Meaning = 'An image is not on the node and the pod forbids pulling it.'; Domain = 'Configuration'; Severity = 'Error' }
    ExecNotFound = @{ Meaning = 'What a container is told to run is not in its image.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountConfigMap = @{ Meaning = 'A config map that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    FailedMountSecret = @{ Meaning = 'A secret that a pod mounts does not exist or lacks a key.'; Domain = 'Configuration'; Severity = 'Error' }
    HeapTooSmall = @{ Meaning = 'The heap that a language runtime allows itself is too small.'; Domain = 'Configuration'; Severity = 'Error' }
    HostPathWrongType = @{ Meaning = 'A path on the node is missing or of another type than the pod asks for.'; Domain = 'Node'; Severity = 'Error' }
    ImageHasNoCommand = @{ Meaning = 'Neither image nor pod says what to run.'; Domain = 'Configuration'; Severity = 'Error' }
    ImageNotFound = @{ Meaning = 'The registry has no image of that tag or digest.'; Domain = 'Configuration'; Severity = 'Error' }
    ImagePullUnauthorized = @{ Meaning = 'The registry refuses a pull for lack of valid credentials.'; Domain = 'Access'; Severity = 'Error' }
    ImageSignatureRejected = @{ Meaning = 'The signature of an image does not satisfy the policy of the node.'; Domain = 'Access'; Severity = 'Error' }
    InitContainerCrash = @{ Meaning = 'An init container fails, so the containers of the pod never start.'; Domain = 'Application'; Severity = 'Error' }
    InvalidImageName = @{ Meaning = 'An image is not written as an image is.'; Domain = 'Configuration'; Severity = 'Error' }
    JobPodCrashLoop = @{ Meaning = 'The container of a job fails again and again.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeFailed = @{ Meaning = 'The kubelet kills a container because its liveness probe fails.'; Domain = 'Application'; Severity = 'Error' }
    LivenessProbeTooEager = @{ Meaning = 'The liveness probe gives up before the process has started.'; Domain = 'Configuration'; Severity = 'Error' }
    MemoryLimitTooLow = @{ Meaning = 'A container is killed because it needs more memory than its limit allows.'; Domain = 'Configuration'; Severity = 'Error' }
    MissingEnvironment = @{ Meaning = 'An environment variable that a process needs is not set.'; Domain = 'Configuration'; Severity = 'Error' }
    MultiAttach = @{ Meaning = 'A volume for one node at a time is still attached to another.'; Domain = 'Storage'; Severity = 'Error' }
    NoImageForPlatform = @{ Meaning = 'An image is not built for the platform of the node.'; Domain = 'Configuration'; Severity = 'Error' }
    NodeNotReady = @{ Meaning = 'A node does not report, so what runs on it counts as lost.'; Domain = 'Node'; Severity = 'Critical' }
    NodeOutOfMemory = @{ Meaning = 'A node ran out of memory and the kernel killed containers on it.'; Domain = 'Capacity'; Severity = 'Error' }
    PermissionDenied = @{ Meaning = 'The operating system refuses a process what it tries to read, write or open.'; Domain = 'Access'; Severity = 'Error' }
    PortInUse = @{ Meaning = 'The port that a process listens on is taken.'; Domain = 'Configuration'; Severity = 'Error' }
    PostStartHookFailed = @{ Meaning = 'The postStart hook of a container fails, so the kubelet kills it.'; Domain = 'Application'; Severity = 'Error' }
    PullRateLimited = @{ Meaning = 'The registry limits how often this network may pull.'; Domain = 'Capacity'; Severity = 'Error' }
    PullSecretMissing = @{ Meaning = 'A pull secret that a pod names does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    PullSecretWrongType = @{ Meaning = 'A secret named for pulling is of another type and passed over.'; Domain = 'Configuration'; Severity = 'Error' }
    ReadinessGateNotReady = @{ Meaning = 'A readiness gate of a pod is not set by whoever should set it.'; Domain = 'Platform'; Severity = 'Error' }
    ReadinessProbeFailing = @{ Meaning = 'A process answers its readiness probe with no.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeTimeout = @{ Meaning = 'A process does not answer its readiness probe in time.'; Domain = 'Application'; Severity = 'Error' }
    ReadinessProbeWrongPort = @{ Meaning = 'The readiness probe asks a port that nobody listens on.'; Domain = 'Configuration'; Severity = 'Error' }
    RegistryCertificateUntrusted = @{ Meaning = 'The node does not trust the certificate of a registry.'; Domain = 'Platform'; Severity = 'Error' }
    RegistryNameNotResolving = @{ Meaning = 'The name of a registry does not resolve on the node.'; Domain = 'Network'; Severity = 'Error' }
    RegistryUnreachable = @{ Meaning = 'The node gets no answer from a registry.'; Domain = 'Network'; Severity = 'Error' }
    RegistryWithoutTls = @{ Meaning = 'A registry speaks plain HTTP where HTTPS is expected.'; Domain = 'Configuration'; Severity = 'Error' }
    RepositoryMissing = @{ Meaning = 'The registry has no repository of that name.'; Domain = 'Configuration'; Severity = 'Error' }
    RunAsNonRootImage = @{ Meaning = 'An image would run as root where the pod forbids it.'; Domain = 'Configuration'; Severity = 'Error' }
    SecretKeyMissing = @{ Meaning = 'A secret lacks a key that a container needs.'; Domain = 'Configuration'; Severity = 'Error' }
    SecretMissing = @{ Meaning = 'A secret that a container needs does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    ServiceAccountMissing = @{ Meaning = 'The service account of a pod does not exist.'; Domain = 'Configuration'; Severity = 'Error' }
    SlowStart = @{ Meaning = 'A container has started a moment ago and is not ready yet.'; Domain = 'Application'; Severity = 'Info' }
    StartupProbeFailed = @{ Meaning = 'The kubelet kills a container because its startup probe never passes.'; Domain = 'Application'; Severity = 'Error' }
    VolumeSubPathFailed = @{ Meaning = 'A path inside a volume cannot be mounted.'; Domain = 'Storage'; Severity = 'Error' }
    WrongArchitecture = @{ Meaning = 'An image is built for another processor than the node has.'; Domain = 'Configuration'; Severity = 'Error' }
}
