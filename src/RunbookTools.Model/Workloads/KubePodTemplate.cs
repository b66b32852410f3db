namespace RunbookTools.Model;

/// <summary>What a workload makes its pods from.</summary>
/// <param name="Labels">The pods' labels; never null.</param>
/// <param name="Annotations">The pods' annotations; never null.</param>
/// <param name="Spec">The pods' spec.</param>
public sealed record KubePodTemplate(IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, KubePodSpec Spec);
