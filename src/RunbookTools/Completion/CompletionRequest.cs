using System.Collections;
using System.Management.Automation;
using RunbookTools.Engine.Inventory;

namespace RunbookTools.Completion;

/// <summary>What is being typed.</summary>
/// <param name="command">The command's name.</param>
/// <param name="parameter">The parameter's name.</param>
/// <param name="word">What is typed of its value.</param>
/// <param name="bound">Its other parameters, as far as they are known without running anything.</param>
internal sealed class CompletionRequest(string command, string parameter, string word, IDictionary bound)
{
    /// <summary>The command's name.</summary>
    public string Command => command;

    /// <summary>The parameter's name.</summary>
    public string Parameter => parameter;

    /// <summary>What is typed of its value, without quotes.</summary>
    public string Word => word;

    /// <summary>The cluster the command would work on; null when none is connected.</summary>
    public KubeCluster? Cluster => Value("Cluster") switch
    {
        KubeCluster given => given,
        string name => ClusterSession.Current.Find(name),
        _ => ClusterSession.Current.Default,
    };

    /// <summary>The inventory of that cluster.</summary>
    public ClusterInventory? Inventory => Cluster?.Inventory;

    /// <summary>A parameter's text values.</summary>
    public IEnumerable<string> Texts(string parameter) => Value(parameter) switch
    {
        string text => [text],
        IEnumerable items => items.Cast<object?>().Select(item => item?.ToString()).OfType<string>(),
        _ => [],
    };

    /// <summary>True when an object is in the namespaces given.</summary>
    public bool IsInScope(KubeObject item)
    {
        var namespaces = Texts("Namespace").ToList();
        return namespaces.Count == 0
            ? item.Namespace is null || Cluster?.DefaultNamespace is not { } only || item.Namespace == only
            : namespaces.Exists(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(item.Namespace ?? ""));
    }

    private object? Value(string parameter) => bound[parameter].Unwrap();
}
