using System.Globalization;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Claim.Full</c>: next to nothing is left of a volume, as its kubelet measured it. An error when nothing is left at all.</summary>
internal sealed class ClaimFullDetector : ISymptomDetector
{
    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var (claim, usages) in Usages.FullClaims(inventory))
        {
            var worst = usages.MaxBy(usage => usage.Share)!;
            yield return Signs.Of(
                inventory, "Claim.Full", claim,
                string.Create(CultureInfo.InvariantCulture, $"{worst.Available} of {worst.Capacity} {(worst.Resource == UsageResource.Inodes ? "inodes " : "")}are left"),
                null, usages.Any(usage => usage.Available is { Value: <= 0 }) ? Severity.Error : Severity.Warning, worst.Resource.ToString());
        }
    }
}
