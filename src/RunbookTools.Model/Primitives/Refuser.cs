namespace RunbookTools.Model;

/// <summary>What in the API server, or beside it, refused to let an object be made.</summary>
public enum Refuser
{
    /// <summary>Something that is none of the others; the message says what.</summary>
    Other,

    /// <summary>A resource quota: it is used up, or asks for requests or limits that are not written.</summary>
    Quota,

    /// <summary>A limit range: too much, too little, or too wide a ratio.</summary>
    LimitRange,

    /// <summary>The pod security standard of the namespace.</summary>
    PodSecurity,

    /// <summary>An admission webhook that said no.</summary>
    Webhook,

    /// <summary>An admission webhook that must be asked and did not answer.</summary>
    WebhookUnreachable,

    /// <summary>A validating admission policy.</summary>
    AdmissionPolicy,

    /// <summary>A service account that does not exist.</summary>
    ServiceAccount,

    /// <summary>A priority class that does not exist.</summary>
    PriorityClass,

    /// <summary>A runtime class that does not exist.</summary>
    RuntimeClass,

    /// <summary>The validation of what is written in the object.</summary>
    Validation,

    /// <summary>Authorization: who asked has no right to.</summary>
    Authorization,

    /// <summary>A namespace that is being deleted.</summary>
    Namespace,
}
