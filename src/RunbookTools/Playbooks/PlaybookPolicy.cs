using System.Collections.Frozen;
using System.Management.Automation;

namespace RunbookTools.Playbooks;

/// <summary>What a playbook may not do, and how PowerShell says that it tried.</summary>
internal static class PlaybookPolicy
{
    // Error ids of constrained language mode and of a command that is not in the playbook's runspace
    // (System.Management.Automation: ParserStrings, DiscoveryExceptions).
    private static readonly FrozenSet<string> s_breaches = FrozenSet.Create(
        StringComparer.Ordinal,
        "MethodInvocationNotSupportedInConstrainedLanguage",
        "ConversionSupportedOnlyToCoreTypes",
        "CannotCreateTypeConstrainedLanguage",
        "PropertySetterNotSupportedInConstrainedLanguage",
        "NotSupportedInConstrainedLanguage",
        "CommandNotFoundException",
        "ProviderNotFound",
        "DriveNotFound");

    /// <summary>True when the error says that a playbook tried what it may not.</summary>
    public static bool IsBreach(ErrorRecord error) => s_breaches.Contains(error.FullyQualifiedErrorId.Split(',')[0]);
}
