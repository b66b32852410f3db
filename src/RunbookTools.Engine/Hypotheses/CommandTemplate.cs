using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace RunbookTools.Engine.Hypotheses;

/// <summary>
/// Fills the braces of a next step: <c>{Namespace}</c>, <c>{Owner}</c>, <c>{Rollout}</c> (the owner when it rolls changes out), <c>{Container}</c>, any property of the object, and a property times a
/// number such as <c>{MemoryLimit*2}</c>. For an object that is in no namespace <c>-n {Namespace}</c> falls away. <c>{Names}</c> are the names of all objects, for
/// commands that take several.
/// </summary>
public static partial class CommandTemplate
{
    /// <summary>Fills a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="item">The object the step is for.</param>
    /// <param name="inventory">Where its owner is looked up.</param>
    /// <param name="all">All objects the step is for, the first among them; null when there is but one.</param>
    /// <returns>The command; null when something named in braces is not known, because half a command is worse than none.</returns>
    public static string? Fill(string template, object? item, ClusterInventory inventory, IReadOnlyList<object?>? all = null)
    {
        if (Exhibits.TargetOf(item) is { Namespace: null } target && KindTable.Find(target.Kind) is { IsNamespaced: false })
        {
            template = template.Replace(" -n {Namespace}", "", StringComparison.Ordinal);
        }

        var complete = true;
        var text = Token().Replace(template, match =>
        {
            if (match.Groups["name"].Value == "Names")
            {
                var names = (all ?? [item]).Select(each => Exhibits.TargetOf(each)?.Name).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
                complete &= names.Count > 0;
                return string.Join(' ', names.Select(KubectlText.Quote));
            }

            var value = Value(match.Groups["name"].Value, item, inventory);
            if (value is KubeQuantity quantity && match.Groups["factor"].Success)
            {
                value = quantity * decimal.Parse(match.Groups["factor"].ValueSpan, CultureInfo.InvariantCulture);
            }

            var word = value switch
            {
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                string plain => plain,
                IEnumerable list => list.Cast<object?>().FirstOrDefault()?.ToString(),
                _ => value?.ToString(),
            };
            complete &= !string.IsNullOrEmpty(word);
            return word is null ? "" : KubectlText.Quote(word);
        });
        return complete ? text : null;
    }

    private static object? Value(string name, object? item, ClusterInventory inventory)
    {
        // A pull that failed is about its container.
        item = item is KubePullFailure failure ? failure.Container : item;
        var target = Exhibits.TargetOf(item);
        var part = target is null ? null : inventory.Find(target);
        return name switch
        {
            "Owner" when target is not null => KubectlText.Reference(part is null ? target : inventory.RootTargetOf(part)),
            "Rollout" when target is not null => Rollout(part is null ? target : inventory.RootTargetOf(part)),
            "Object" when target is not null => KubectlText.Reference(target),
            "Namespace" => target?.Namespace,
            "Pod" => Container(item)?.Pod ?? (target is { Kind: "Pod" } ? target.Name : null),
            "Container" => Container(item)?.Name ?? (item as KubeLogLine)?.Container ?? (item as KubeLogSign)?.Container ?? (item as KubeEvent)?.Container ?? (part as KubePod)?.Containers.FirstOrDefault()?.Name,
            "Node" => Container(item)?.Node ?? (part as KubePod)?.Node ?? (target is { Kind: "Node" } ? target.Name : null),
            "Name" when item is not KubeContainer => target?.Name,
            _ => Property(item, name) ?? Property(Container(item), name) ?? Property(part, name),
        };
    }

    private static KubeContainer? Container(object? item) => item switch
    {
        KubeContainer container => container,
        KubeRestart restart => restart.Container,
        KubeProbeFailure failure => failure.Container,
        _ => null,
    };

    /// <summary>An owner whose pods are replaced when its template changes. Those of a job are not, and a pod alone has no template.</summary>
    private static string? Rollout(KubeTarget owner) => owner.Kind is "Deployment" or "StatefulSet" or "DaemonSet" ? KubectlText.Reference(owner) : null;

    private static object? Property(object? item, string name) => item?.GetType().GetProperty(name)?.GetValue(item);

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)(\*(?<factor>[0-9.]+))?\}")]
    private static partial Regex Token();
}
