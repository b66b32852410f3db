namespace RunbookTools.Model;

/// <summary>An item of a limit range.</summary>
/// <param name="Type"><c>Container</c>, <c>Pod</c> or <c>PersistentVolumeClaim</c>.</param>
/// <param name="Minimum">At least; never null.</param>
/// <param name="Maximum">At most; never null.</param>
/// <param name="Default">The limit given to who asks for none; never null.</param>
/// <param name="DefaultRequest">The request given to who asks for none; never null.</param>
/// <param name="MaxRatio">Limit over request at most; never null.</param>
public sealed record KubeLimit(
    string Type, KubeResources Minimum, KubeResources Maximum, KubeResources Default, KubeResources DefaultRequest, KubeResources MaxRatio);
