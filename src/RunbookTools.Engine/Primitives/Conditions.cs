namespace RunbookTools.Engine.Primitives;

/// <summary>The conditions objects report of themselves.</summary>
public static class Conditions
{
    /// <summary>The conditions of an object, each with the object it is of; none when its kind has no conditions.</summary>
    public static IEnumerable<KubeObjectCondition> Of(KubeObject item) => item is not IHasConditions reporter ? []
        : reporter.Conditions.Select(condition => new KubeObjectCondition(
            item.Target, condition.Type, condition.Status, condition.Reason, condition.Message, condition.Since, condition.LastSeen));
}
