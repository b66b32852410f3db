namespace RunbookTools.Playbooks;

/// <summary>Marks a command a playbook may use: it reads the inventory, or adds to a hypothesis. Every query inherits it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
internal sealed class PlaybookCommandAttribute : Attribute;
