namespace RunbookTools.Sandbox.Generation;

/// <summary>A deployment with what belongs to it.</summary>
/// <param name="Index">Its number in the cluster, from which everything about it follows.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name, and that of its service, its config map and its container.</param>
/// <param name="Replicas">How many pods it has.</param>
/// <param name="FirstPod">The number of its first pod in the cluster.</param>
/// <param name="Fault">What is wrong with it.</param>
internal sealed record GeneratedWorkload(int Index, string Namespace, string Name, int Replicas, int FirstPod, GeneratedFault Fault)
{
    /// <summary>The replica set that has the pods.</summary>
    public string ReplicaSet { get; } = $"{Name}-{Digits.Word(Digits.Mix(1, Index), 9)}";

    /// <summary>True when every pod also has a proxy beside it and a step before it.</summary>
    public bool HasSidecar => Fault == GeneratedFault.None && Index % 4 == 3;

    /// <summary>How many of its pods are ready.</summary>
    public int Ready => Fault == GeneratedFault.None ? Replicas : 0;
}
