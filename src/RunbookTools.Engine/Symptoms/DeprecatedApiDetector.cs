using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Object.DeprecatedApi</c>: whoever keeps an object up to date writes it in a version of its API that is going away or gone.</summary>
internal sealed class DeprecatedApiDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        var release = ApiVersions.ReleaseOf(inventory.ServerVersion);
        foreach (var item in inventory.Objects.Where(item => item.Managers.Count > 0 && item.Deleted is null))
        {
            if (item.Managers.FirstOrDefault(manager => manager is { Subresource: null, RemovedIn: not null } && IsLatestOf(item, manager)) is { } old)
            {
                var gone = old.RemovedIn <= release;
                yield return Signs.Of(
                    inventory, "Object.DeprecatedApi", item, $"{old.Name} writes it as {old.ApiVersion}, {(gone ? "gone since" : "which ends with")} {old.RemovedIn}",
                    old.At, gone ? Severity.Warning : Severity.Info, old.ApiVersion);
            }
        }
    }

    /// <summary>True unless the same writer has written it in another version since.</summary>
    private static bool IsLatestOf(KubeObject item, KubeFieldManager manager) =>
        !item.Managers.Any(other => other.Name == manager.Name && other.ApiVersion != manager.ApiVersion && other.At > manager.At);
}
