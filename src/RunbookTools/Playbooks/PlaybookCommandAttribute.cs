namespace RunbookTools.Playbooks;

/// <summary>Marks a command a playbook may use: it reads the inventory, or adds to a hypothesis.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class PlaybookCommandAttribute : Attribute;
