namespace RunbookTools.Model;

/// <summary>An object whose status speaks in conditions.</summary>
public interface IHasConditions
{
    /// <summary>The conditions in the order they were written; never null.</summary>
    IReadOnlyList<KubeCondition> Conditions { get; }
}
