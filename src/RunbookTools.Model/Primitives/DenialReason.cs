namespace RunbookTools.Model;

/// <summary>Why an account may not do what it asked for, by the roles and bindings there are.</summary>
public enum DenialReason
{
    /// <summary>Roles or bindings could not be read.</summary>
    Unknown,

    /// <summary>It may by now: the right was given after it was refused.</summary>
    Granted,

    /// <summary>Nothing is bound to the account where it asked.</summary>
    NoBinding,

    /// <summary>What is bound to the account has no rule for it.</summary>
    RuleMissing,

    /// <summary>A binding of the account names a role that does not exist.</summary>
    RoleMissing,

    /// <summary>The right is bound to an account of another namespace, or to one that does not exist.</summary>
    WrongAccount,

    /// <summary>The account has the right in another namespace.</summary>
    WrongNamespace,

    /// <summary>The pod runs as the default account of its namespace, and another account there has the right.</summary>
    DefaultAccount,
}
