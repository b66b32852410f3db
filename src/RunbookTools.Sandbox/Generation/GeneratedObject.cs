using System.Buffers;
using System.Globalization;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Generation;

/// <summary>An object that is made when it is written: a template and what its holes need to know.</summary>
internal sealed class GeneratedObject : IStoredObject
{
    private readonly JsonTemplate _template;
    private readonly GeneratedCluster _cluster;
    private readonly GeneratedWorkload? _workload;
    private readonly int _index;
    private readonly int _part;

    /// <summary>Makes an object.</summary>
    /// <param name="cluster">The cluster it is in.</param>
    /// <param name="template">What it looks like.</param>
    /// <param name="ns">Its namespace; null when it has none.</param>
    /// <param name="name">Its name.</param>
    /// <param name="workload">The workload it belongs to; null for what belongs to none.</param>
    /// <param name="index">The number of the pod or the node it is, or is about.</param>
    /// <param name="part">Tells objects of the same number apart; of events it is the order.</param>
    public GeneratedObject(GeneratedCluster cluster, JsonTemplate template, string? ns, string name, GeneratedWorkload? workload = null, int index = 0, int part = 0)
    {
        _cluster = cluster;
        _template = template;
        _workload = workload;
        _index = index;
        _part = part;
        Namespace = ns;
        Name = name;
    }

    /// <inheritdoc/>
    public string? Namespace { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long ResourceVersion => 1000 + (_index * 7) + _part;

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> output) => _template.WriteTo(output, Value);

    private string Value(string hole) => hole switch
    {
        "name" => Name,
        "namespace" => Namespace ?? "",
        "uid" => Digits.Uid(30 + _part, _index),
        "version" => ResourceVersion.ToString(CultureInfo.InvariantCulture),
        "created" => Time(_index, 0),
        "now" => Recent(0),
        "scheduled" => Time(_index, 0),
        "initialized" => Time(_index, 2),
        "started" => Time(_index, 4),
        "ready" => Time(_index, 9),
        "lastStarted" => Recent(140),
        "lastFinished" => Recent(130),
        "recently" => Recent(60 + (20 * _part)),
        "workload" => _workload!.Name,
        "upstream" => GeneratedCluster.UpstreamOf(_workload!),
        "workloadUid" => Digits.Uid(1, _workload!.Index),
        "replicaSet" => _workload!.ReplicaSet,
        "replicaSetUid" => Digits.Uid(2, _workload!.Index),
        "hash" => _workload!.ReplicaSet[^9..],
        "replicas" => Number(_workload!.Replicas),
        "readyReplicas" => Number(_workload!.Ready),
        "unreadyReplicas" => Number(_workload!.Replicas - _workload.Ready),
        "pod" => GeneratedCluster.PodName(_workload!, _index),
        "podUid" => Digits.Uid(10, _index),
        "serviceUid" => Digits.Uid(30, _workload!.Index),
        "recentlyMicro" => Recent(60 + (20 * _part))[..^1] + ".118203Z",
        "token" => Digits.Word(Digits.Mix(5, _index), 5),
        "node" => GeneratedCluster.NodeName(_index % _cluster.Nodes),
        "nodeIP" => Address(20, _index % _cluster.Nodes),
        "podIP" => Address(128, _index),
        "nodeAddress" => Address(20, _index),
        "serviceIP" => Address(64, _workload!.Index),
        "nodes" => Number(_cluster.Nodes),
        "zone" => "zone-" + "abc"[_index % 3],
        "container" => Digits.Hash(6, _index),
        "sidecar" => Digits.Hash(7, _index),
        "step" => Digits.Hash(8, _index),
        "image" => Digits.Hash(9, _workload!.Index),
        "endpoints" => Endpoints(_workload!),
        _ => throw new ArgumentException($"A template has a hole nobody fills: {hole}.", nameof(hole)),
    };

    private string Endpoints(GeneratedWorkload workload) => workload.Fault == GeneratedFault.Unschedulable ? "null" : '[' + string.Join(',',
        Enumerable.Range(workload.FirstPod, workload.Replicas).Select(pod => $$"""
            {"addresses":["{{Address(128, pod)}}"],"conditions":{"ready":{{(workload.Ready > 0 ? "true" : "false")}},"serving":{{(workload.Ready > 0 ? "true" : "false")}},"terminating":false},"nodeName":"{{GeneratedCluster.NodeName(pod % _cluster.Nodes)}}","targetRef":{"kind":"Pod","name":"{{GeneratedCluster.PodName(workload, pod)}}","namespace":"{{workload.Namespace}}","uid":"{{Digits.Uid(10, pod)}}"},"zone":"zone-{{"abc"[pod % _cluster.Nodes % 3]}}"}
            """)) + ']';

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Address(int first, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"10.{first + (index >> 16)}.{(index >> 8) & 255}.{index & 255}");

    private string Time(int index, int later) =>
        _cluster.Now.AddSeconds(later - 3600 - (int)(Digits.Mix(3, index) % (30 * 24 * 3600))).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private string Recent(int seconds) => _cluster.Now.AddSeconds(-seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
