using RunbookTools.Engine.Primitives;

namespace RunbookTools.Engine.Symptoms;

/// <summary><c>Gateway.NotProgrammed</c>: a gateway, or one of its listeners, takes no traffic.</summary>
internal sealed class GatewayNotProgrammedDetector : ISymptomDetector
{
    /// <summary>How long a controller may take to set a gateway up: a load balancer in front of it takes minutes.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<Symptom> Find(ClusterInventory inventory)
    {
        foreach (var gateway in inventory.All<KubeGateway>().Where(gateway => gateway.Deleted is null))
        {
            if (inventory.Find("GatewayClass", null, gateway.Class) is null && inventory.GapFor("GatewayClass") is null && Signs.Condition(gateway.Conditions, "Accepted") is not { IsTrue: true })
            {
                yield return Make(inventory, gateway, $"gateway class {gateway.Class} does not exist", Severity.Error);
                continue;
            }

            var whole = gateway.Conditions.FirstOrDefault(condition => condition is { Type: "Accepted" or "Programmed", IsTrue: false } && IsSettled(inventory, gateway, condition));
            var listeners = gateway.Listeners.Select(listener => (Listener: listener, Fault: Fault(listener))).Where(pair => pair.Fault is not null).ToList();
            if (listeners.Count > 0)
            {
                yield return Make(
                    inventory, gateway, string.Join("; ", listeners.Select(pair => $"listener {pair.Listener.Name}: {pair.Fault!.Reason}: {pair.Fault.Message}")),
                    listeners.Count == gateway.Listeners.Count || whole is not null ? Severity.Error : Severity.Warning);
            }
            else if (whole is not null)
            {
                yield return Make(inventory, gateway, $"{whole.Type} is {whole.Status}: {whole.Reason}: {whole.Message}", Severity.Error);
            }
            else if (gateway.Conditions.Count == 0 && Signs.Lasts(inventory, gateway.Created, s_patience))
            {
                yield return Make(inventory, gateway, "no controller says anything of it", Severity.Error);
            }
            else if (ServedCertificates.Of(inventory, gateway).SelectMany(CertificateSigns.Of).ToList() is { Count: > 0 } certificates)
            {
                yield return Make(inventory, gateway, string.Join("; ", certificates), Severity.Warning);
            }
        }
    }

    /// <summary>True when the condition is no passing one: a controller says no, or says nothing for longer than it may take.</summary>
    private static bool IsSettled(ClusterInventory inventory, KubeGateway gateway, KubeCondition condition) =>
        (condition.IsFalse && condition.Reason is not ("Pending" or "AddressNotAssigned")) || Signs.Lasts(inventory, gateway.Created, s_patience);

    private static KubeCondition? Fault(KubeListener listener) => listener.Conditions.FirstOrDefault(condition =>
        condition is { Type: "Conflicted", IsTrue: true } or { Type: "ResolvedRefs", IsFalse: true } or { Type: "Accepted", IsFalse: true });

    private static Symptom Make(ClusterInventory inventory, KubeGateway gateway, string summary, Severity severity) =>
        Signs.Of(inventory, "Gateway.NotProgrammed", gateway, summary, gateway.Created, severity, summary);
}
