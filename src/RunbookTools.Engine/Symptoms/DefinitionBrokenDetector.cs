namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Definition.Broken</c>: objects of a custom kind cannot be read or written.</summary>
internal sealed class DefinitionBrokenDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var definition in inventory.All<KubeCustomResourceDefinition>().Where(definition => definition.Deleted is null))
        {
            if (definition.Converter is { } converter && ServiceSigns.StateOf(inventory, converter) is ServiceState.Missing or ServiceState.NoEndpoints)
            {
                yield return Signs.Of(inventory, "Definition.Broken", definition, $"its versions are converted by {converter}, which does not answer", null, Severity.Error, "converter");
            }

            // k8s.io/apiextensions-apiserver/pkg/controller/status/naming_controller.go.
            if (Signs.Condition(definition.Conditions, "NamesAccepted") is { IsFalse: true } refused)
            {
                yield return Signs.Of(inventory, "Definition.Broken", definition, $"{refused.Reason}: {refused.Message}", refused.Since, Severity.Error, "names");
            }

            if (definition.StoredVersions.Except(definition.Versions).FirstOrDefault() is { } lost && definition.Versions.Count > 0)
            {
                yield return Signs.Of(inventory, "Definition.Broken", definition, $"objects may be stored as {lost}, which is served no more", null, Severity.Warning, "stored");
            }
        }
    }
}
