using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Triage;

/// <summary>Who calls which service, as far as addresses stand in environment, command and arguments.</summary>
internal sealed partial class ServiceCalls
{
    private readonly ILookup<KubeTarget, (KubeObject Caller, string Address)> _callers;

    public ServiceCalls(ClusterInventory inventory)
    {
        var services = inventory.All<KubeService>().ToDictionary(service => (service.Namespace ?? "", service.Name));
        var roots = inventory.All<KubeWorkload>().Where(workload => workload.Controller is null).Select(workload => ((KubeObject)workload, workload.Template.Spec))
            .Concat(inventory.All<KubePod>().Where(pod => pod.Controller is null).Select(pod => ((KubeObject)pod, pod.Spec)));
        _callers = roots.SelectMany(root => root.Item2.Containers
                .SelectMany(container => container.Env.Select(env => env.Value).OfType<string>().Concat(container.Command).Concat(container.Args))
                .SelectMany(text => Addresses(text, root.Item1.Namespace ?? ""))
                .Where(address => services.ContainsKey((address.Namespace, address.Name)))
                .Select(address => (Service: services[(address.Namespace, address.Name)].Target, Caller: root.Item1, address.Text))
                .DistinctBy(call => call.Service))
            .ToLookup(call => call.Service, call => (call.Caller, call.Text));
    }

    /// <summary>Who calls a service, and under which address.</summary>
    public IEnumerable<(KubeObject Caller, string Address)> Of(KubeService service) => _callers[service.Target];

    private static IEnumerable<(string Namespace, string Name, string Text)> Addresses(string text, string ns)
    {
        foreach (Match match in Address().Matches(text))
        {
            var parts = match.Groups["host"].Value.Split('.');
            var port = match.Groups["port"].Value;
            // A bare word is taken for an address only where something shows that it is one, or where it is all there is.
            var shown = port.Length > 0 || match.Groups["scheme"].Length > 0 || match.Length == text.Length;
            if (parts.Length == 1 && shown)
            {
                yield return (ns, parts[0], port.Length > 0 ? $"{parts[0]}:{port}" : parts[0]);
            }
            else if (parts.Length >= 2 && (parts.Length == 2 || parts[2] == "svc"))
            {
                yield return (parts[1], parts[0], string.Create(CultureInfo.InvariantCulture, $"{parts[0]}.{parts[1]}{(port.Length > 0 ? ":" + port : "")}"));
            }
        }
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9_./-])(?<scheme>[a-z][a-z0-9+]*://)?(?:[^\s/@]*@)?(?<host>[a-z]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)(:(?<port>[0-9]{1,5}))?(?![A-Za-z0-9_-])", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
