using System.Collections.Frozen;
using System.Management.Automation;
using System.Reflection;

namespace RunbookTools.Playbooks;

/// <summary>The commands of this module that a playbook may use.</summary>
internal static class PlaybookCommands
{
    /// <summary>Their types by name.</summary>
    public static FrozenDictionary<string, Type> All { get; } = typeof(PlaybookCommands).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<PlaybookCommandAttribute>() is not null)
        .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
        .Where(command => command.Cmdlet is not null)
        .ToFrozenDictionary(command => $"{command.Cmdlet!.VerbName}-{command.Cmdlet.NounName}", command => command.Type, StringComparer.OrdinalIgnoreCase);
}
