namespace RunbookTools.Model;

/// <summary>A label selector: every label and every requirement must match. An empty one matches everything.</summary>
/// <param name="MatchLabels">Labels that must be equal; never null.</param>
/// <param name="Requirements">Requirements that must hold; never null.</param>
public sealed record KubeSelector(IReadOnlyDictionary<string, string> MatchLabels, IReadOnlyList<KubeRequirement> Requirements)
{
    /// <summary>True when nothing is asked for, which matches every object.</summary>
    public bool IsEmpty => MatchLabels.Count == 0 && Requirements.Count == 0;

    /// <summary>True when the labels satisfy this selector.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        MatchLabels.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && Requirements.All(requirement => requirement.Matches(labels));

    /// <summary>The form <c>kubectl -l</c> takes.</summary>
    public override string ToString() =>
        string.Join(',', MatchLabels.Select(pair => $"{pair.Key}={pair.Value}").Concat(Requirements.Select(requirement => requirement.ToString())));
}
