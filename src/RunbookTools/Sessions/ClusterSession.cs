using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RunbookTools;

/// <summary>The clusters a runspace has read. Kept with the runspace, not static, so that parallel work does not share a current cluster.</summary>
internal sealed class ClusterSession
{
    private static readonly ConditionalWeakTable<Runspace, ClusterSession> s_sessions = [];
    private readonly Dictionary<string, KubeCluster> _clusters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SortedDictionary<int, Evidence>> _premises = new(StringComparer.Ordinal);

    /// <summary>The session of the runspace that is running.</summary>
    public static ClusterSession Current => Of(Runspace.DefaultRunspace);

    /// <summary>The cluster connected last, which a command uses when none is named; null before.</summary>
    public KubeCluster? Default { get; private set; }

    /// <summary>Every cluster connected.</summary>
    public IReadOnlyCollection<KubeCluster> Clusters => _clusters.Values;

    /// <summary>The playbook that is running here; null at the prompt.</summary>
    public Playbooks.PlaybookScope? Playbook { get; set; }

    /// <summary>The session of a runspace.</summary>
    public static ClusterSession Of(Runspace runspace) => s_sessions.GetValue(runspace, _ => new ClusterSession());

    /// <summary>The premises, by line, of a playbook that was run as a script, not by the runner, as they were found last.</summary>
    public SortedDictionary<int, Evidence> PremisesOf(string script)
    {
        if (!_premises.TryGetValue(script, out var premises))
        {
            _premises[script] = premises = [];
        }

        return premises;
    }

    /// <summary>Adds a cluster and makes it the default. One of the same name is replaced.</summary>
    public void Add(KubeCluster cluster)
    {
        _clusters[cluster.Name] = cluster;
        Default = cluster;
    }

    /// <summary>The cluster of that name; null when it is not connected.</summary>
    public KubeCluster? Find(string name) => _clusters.GetValueOrDefault(name);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _clusters.Clear();
        Default = null;
        Playbook = null;
    }
}
