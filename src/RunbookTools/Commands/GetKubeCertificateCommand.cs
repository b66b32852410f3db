using System.Management.Automation;
using RunbookTools.Engine.Primitives;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>
/// <para type="synopsis">Gets the certificates ingresses and gateways serve: until when they hold, and for which hosts they are.</para>
/// </summary>
/// <example>
/// <code>Get-KubeCertificate | Where-Object IsExpired</code>
/// <para>Certificates that clients refuse because they have ended.</para>
/// </example>
/// <example>
/// <code>Get-KubeResource Ingress -Namespace shop | Get-KubeCertificate | Where-Object Uncovered</code>
/// <para>Certificates that are for other hosts than their ingress.</para>
/// </example>
[PlaybookCommand]
[Cmdlet(VerbsCommon.Get, "KubeCertificate")]
[OutputType(typeof(KubeServedCertificate))]
public sealed class GetKubeCertificateCommand : KubeQueryCommand
{
    /// <inheritdoc/>
    internal override string Noun => "Ingress";

    /// <inheritdoc/>
    internal override void Query(QueryStart start)
    {
        if (start.Object is null)
        {
            RequireListed(start, ["Ingress", "Gateway"]);
        }

        var items = start.Object is { } only ? [only] : AllWanted(start, "Ingress").Concat(AllWanted(start, "Gateway"));
        foreach (var certificate in items.Where(item => IsWanted(start, item)).SelectMany(item => ServedCertificates.Of(start.Inventory, item)))
        {
            if (Stopping)
            {
                return;
            }

            if (ServedCertificates.GapOf(start.Inventory, certificate.Secret) is { } gap)
            {
                ReportGap(gap);
            }

            WriteObject(certificate);
        }
    }
}
