using RunbookTools.Engine.Sources;

namespace RunbookTools.Engine.Inventory;

/// <summary>
/// Masks what is known as a credential from one place of a cluster in all others that are shown: the password of a variable in an event, a message, an
/// annotation, an argument or a log line. Objects are copied only where something is found.
/// </summary>
internal sealed class SecretMask
{
    private readonly KnownSecrets _secrets;

    // Pods of one owner share what was asked for, and go on sharing it.
    private readonly Dictionary<object, object> _specs = new(ReferenceEqualityComparer.Instance);

    // Made once, for they are asked of every pod.
    private readonly Func<string, string> _text;
    private readonly Func<KubeContainer, KubeContainer> _container;
    private readonly Func<KubeCondition, KubeCondition> _condition;

    /// <summary>Learns what to look for.</summary>
    public SecretMask(IReadOnlyCollection<KubeObject> objects)
    {
        _secrets = new KnownSecrets(KnownSecrets.CredentialsIn(objects).Select(secret => KeyValuePair.Create(secret, SecretText.Mask)), KnownSecrets.NamesIn(objects));
        (_text, _container, _condition) = (_secrets.Replace, Of, Of);
    }

    /// <summary>The object without the secrets of others; itself when it has none.</summary>
    public KubeObject Of(KubeObject item)
    {
        if (_secrets.IsEmpty)
        {
            return item;
        }

        if (Of(item.Annotations) is var annotations && !ReferenceEquals(annotations, item.Annotations))
        {
            item = item with { Annotations = annotations };
        }

        return item switch
        {
            KubeEvent seen => Of(seen.Message) is var message && ReferenceEquals(message, seen.Message) ? seen : seen with { Message = message },
            KubePod pod => Of(pod),
            KubeWorkload workload => Of(workload),
            KubeUntypedObject other => Each(other.Properties, Value) is var properties && ReferenceEquals(properties, other.Properties)
                ? other
                : other with { Properties = properties, Conditions = Each(other.Conditions, Of) },
            _ => item,
        };
    }

    /// <summary>The log without the secrets of objects.</summary>
    public LogText Of(LogText log) => _secrets.IsEmpty || Each(log.Lines, Of) is var lines && ReferenceEquals(lines, log.Lines) ? log : log with { Lines = lines };

    /// <summary>The texts of a config map without the secrets of others.</summary>
    public ConfigText Of(ConfigText texts) =>
        _secrets.IsEmpty || Each(texts.Entries, Of) is var entries && ReferenceEquals(entries, texts.Entries) ? texts : texts with { Entries = entries };

    private KubeConfigText Of(KubeConfigText entry) => Of(entry.Text) is var text && ReferenceEquals(text, entry.Text) ? entry : entry with { Text = text };

    private KubeLogLine Of(KubeLogLine line) => Of(line.Text) is var text && ReferenceEquals(text, line.Text) ? line : line with { Text = text };

    private KubePod Of(KubePod pod)
    {
        var (shared, node, token) = pod.SharedSpec;
        var spec = Of(shared);
        var containers = Each(pod.Containers, _container);
        var conditions = Each(pod.Conditions, _condition);
        var message = Of(pod.Message);
        return ReferenceEquals(spec, shared) && ReferenceEquals(containers, pod.Containers) && ReferenceEquals(conditions, pod.Conditions) && ReferenceEquals(message, pod.Message)
            ? pod
            : pod with { SharedSpec = (spec, node, token), Containers = containers, Conditions = conditions, Message = message };
    }

    private KubeContainer Of(KubeContainer container)
    {
        var (shared, token) = container.SharedSpec;
        var spec = Of(shared);
        var (message, last) = (Of(container.Message), Of(container.LastMessage));
        return ReferenceEquals(spec, shared) && ReferenceEquals(message, container.Message) && ReferenceEquals(last, container.LastMessage)
            ? container
            : container with { SharedSpec = (spec, token), Message = message, LastMessage = last };
    }

    private KubeWorkload Of(KubeWorkload workload)
    {
        var template = workload.Template;
        var (spec, annotations, conditions) = (Of(template.Spec), Of(template.Annotations), Each(workload.Conditions, Of));
        return ReferenceEquals(spec, template.Spec) && ReferenceEquals(annotations, template.Annotations) && ReferenceEquals(conditions, workload.Conditions)
            ? workload
            : workload with { Template = template with { Spec = spec, Annotations = annotations }, Conditions = conditions };
    }

    private KubePodSpec Of(KubePodSpec spec) => Once(spec, static (mask, spec) =>
        Each(spec.Containers, mask.Of) is var containers && ReferenceEquals(containers, spec.Containers) ? spec : spec with { Containers = containers });

    private KubeContainerSpec Of(KubeContainerSpec spec) => Once(spec, static (mask, spec) => mask.Masked(spec));

    private KubeContainerSpec Masked(KubeContainerSpec spec)
    {
        var (command, arguments, variables) = (Each(spec.Command, _text), Each(spec.Args, _text), Each(spec.Env, Of));
        var (liveness, readiness, startup) = (Of(spec.LivenessProbe), Of(spec.ReadinessProbe), Of(spec.StartupProbe));
        return ReferenceEquals(command, spec.Command) && ReferenceEquals(arguments, spec.Args) && ReferenceEquals(variables, spec.Env)
            && ReferenceEquals(liveness, spec.LivenessProbe) && ReferenceEquals(readiness, spec.ReadinessProbe) && ReferenceEquals(startup, spec.StartupProbe)
            ? spec
            : spec with { Command = command, Args = arguments, Env = variables, LivenessProbe = liveness, ReadinessProbe = readiness, StartupProbe = startup };
    }

    private KubeProbe? Of(KubeProbe? probe) =>
        probe is null || (Each<string>(probe.Command, Of) is var command && ReferenceEquals(command, probe.Command)) ? probe : probe with { Command = command };

    private T Once<T>(T spec, Func<SecretMask, T, T> masked)
        where T : class
    {
        if (_specs.TryGetValue(spec, out var known))
        {
            return (T)known;
        }

        var result = masked(this, spec);
        _specs[spec] = result;
        return result;
    }

    private KubeEnv Of(KubeEnv variable) => Of(variable.Value) is var value && ReferenceEquals(value, variable.Value) ? variable : variable with { Value = value };

    private KubeCondition Of(KubeCondition condition) =>
        Of(condition.Message) is var message && ReferenceEquals(message, condition.Message) ? condition : condition with { Message = message };

    private IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> entries) => Each(entries, _text);

    // What a custom resource holds: texts, lists and dictionaries of the same.
    private object? Value(object? value) => value switch
    {
        string text => Of(text),
        IReadOnlyList<object?> list => Each(list, Value),
        IReadOnlyDictionary<string, object?> entries => Each(entries, Value),
        _ => value,
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private string? Of(string? text) => text is null ? null : _secrets.Replace(text);

    // The same list when nothing in it changes.
    private static IReadOnlyList<T> Each<T>(IReadOnlyList<T> items, Func<T, T> masked)
    {
        T[]? results = null;
        for (var index = 0; index < items.Count; index++)
        {
            var result = masked(items[index]);
            if (results is null && !ReferenceEquals(result, items[index]))
            {
                results = [.. items];
            }

            results?[index] = result;
        }

        return results ?? items;
    }

    private static IReadOnlyDictionary<string, T> Each<T>(IReadOnlyDictionary<string, T> entries, Func<T, T> masked)
    {
        Dictionary<string, T>? results = null;
        foreach (var (name, value) in entries)
        {
            if (masked(value) is var result && !ReferenceEquals(result, value))
            {
                results ??= new(entries, StringComparer.Ordinal);
                results[name] = result;
            }
        }

        return results ?? entries;
    }
}
