using System.Globalization;

namespace RunbookTools.Engine.Symptoms;

/// <summary>What detectors ask of a certificate that is served.</summary>
internal static class CertificateSigns
{
    /// <summary>What is wrong with it, in words; nothing when nothing is known to be.</summary>
    public static IEnumerable<string> Of(KubeServedCertificate served)
    {
        if (served.IsExpired || served.IsEnding)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"the certificate in secret {served.Secret.Name} {(served.IsExpired ? "ended" : "ends")} at {served.Ends:yyyy-MM-dd HH:mm}Z");
        }

        if (served.Uncovered.Count > 0)
        {
            yield return $"the certificate in secret {served.Secret.Name} is not for {string.Join(", ", served.Uncovered.Take(5))}";
        }
    }
}
