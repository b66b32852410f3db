namespace RunbookTools.Engine.Primitives;

/// <summary>The conditions objects report of themselves.</summary>
public static class Conditions
{
    /// <summary>
    /// The conditions of an object, each with the object it is of; of a gateway those of its listeners too, of a route what its parents say of it. None when its
    /// kind has no conditions.
    /// </summary>
    public static IEnumerable<KubeObjectCondition> Of(KubeObject item)
    {
        IEnumerable<KubeCondition> conditions = item switch
        {
            KubeGateway gateway => gateway.Conditions.Concat(gateway.Listeners.SelectMany(listener => listener.Conditions)),
            KubeHttpRoute route => route.Parents.SelectMany(parent => parent.Conditions),
            IHasConditions reporter => reporter.Conditions,
            _ => [],
        };
        return conditions.Select(condition => new KubeObjectCondition(
            item.Target, condition.Type, condition.Status, condition.Reason, condition.Message, condition.Since, condition.LastSeen));
    }
}
