namespace RunbookTools.Engine.Primitives;

/// <summary>The containers that objects declare.</summary>
public static class ContainerTemplates
{
    /// <summary>The containers of a workload's template or of a pod, ephemeral ones left out; none of other kinds.</summary>
    public static IReadOnlyList<KubeContainerTemplate> Of(KubeObject item)
    {
        var spec = item switch { KubeWorkload workload => workload.Template.Spec, KubePod pod => pod.Spec, _ => null };
        return spec is null ? [] :
        [
            .. spec.Containers.Where(container => container.Type != ContainerType.Ephemeral)
                .Select(container => new KubeContainerTemplate(item.Target, container.Name, container, spec)),
        ];
    }
}
