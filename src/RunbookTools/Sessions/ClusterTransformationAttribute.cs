using System.Management.Automation;

namespace RunbookTools;

/// <summary>Lets <c>-Cluster</c> take the name of a connected cluster.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ClusterTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string name
            ? ClusterSession.Current.Find(name)
                ?? throw new ArgumentTransformationMetadataException($"No cluster '{name}' is connected. Connect-KubeCluster connects one; Get-KubeCluster lists them.")
            : value;
    }
}
