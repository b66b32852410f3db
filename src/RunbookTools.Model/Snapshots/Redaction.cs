namespace RunbookTools.Model;

/// <summary>What is taken out of a snapshot when it is written.</summary>
[Flags]
public enum Redaction
{
    /// <summary>Nothing. Values of secrets are left out all the same.</summary>
    None = 0,

    /// <summary>Passwords, tokens, private keys and what else looks like a credential, wherever it stands.</summary>
    Credentials = 1,

    /// <summary>Certificates.</summary>
    Certificates = 2,

    /// <summary>E-mail addresses.</summary>
    Email = 4,

    /// <summary>IP addresses. Each becomes another one, the same everywhere; addresses of one network stay in one network.</summary>
    Address = 8,
}
