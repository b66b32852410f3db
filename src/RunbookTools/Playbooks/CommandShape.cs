using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;
using RunbookTools.Commands;

namespace RunbookTools.Playbooks;

/// <summary>A command and its parameters.</summary>
internal sealed class CommandShape
{
    private static readonly ConcurrentDictionary<string, CommandShape?> s_shapes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConstructorInvoker _make;
    private readonly CommandParameter[] _parameters;

    private CommandShape(Type type, CommandParameter[] parameters)
    {
        _make = ConstructorInvoker.Create(type.GetConstructor(Type.EmptyTypes)!);
        _parameters = parameters;
        Positional = [.. parameters.Where(parameter => parameter.Attribute.Position >= 0).OrderBy(parameter => parameter.Attribute.Position)];
        Mandatory = [.. parameters.Where(parameter => parameter.Attribute.Mandatory)];
        Input = Array.Find(parameters, parameter => parameter.Attribute.ValueFromPipeline);
    }

    /// <summary>The parameters that need no name, in order.</summary>
    public IReadOnlyList<CommandParameter> Positional { get; }

    /// <summary>The parameters that must be there.</summary>
    public IReadOnlyList<CommandParameter> Mandatory { get; }

    /// <summary>The parameter that takes what comes down the pipeline; null when none does.</summary>
    public CommandParameter? Input { get; }

    /// <summary>The shape of a command of this module; null for another, and for one that has to be left to the engine because it has several parameter sets.</summary>
    public static CommandShape? Of(string? name) => name is null ? null : s_shapes.GetOrAdd(name, static name => PlaybookCommands.All.TryGetValue(name, out var type) ? Read(type) : null);

    /// <summary>A parameter by its name or another name of it, written out; null when there is none.</summary>
    public CommandParameter? Find(string name) => Array.Find(_parameters, parameter => parameter.Names.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>A new command.</summary>
    public KubeCommand Make() => (KubeCommand)_make.Invoke()!;

    private static CommandShape? Read(Type type)
    {
        List<CommandParameter> parameters = [];
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            var attributes = property.GetCustomAttributes<ParameterAttribute>(inherit: false).ToList();
            if (attributes.Count > 1 || attributes.Exists(attribute => attribute.ParameterSetName != ParameterAttribute.AllParameterSets || attribute.ValueFromPipelineByPropertyName))
            {
                return null;
            }

            parameters.AddRange(attributes.Select(attribute => new CommandParameter(property, attribute)));
        }

        return typeof(KubeCommand).IsAssignableFrom(type) && parameters.Count(parameter => parameter.Attribute.ValueFromPipeline) < 2 && parameters.TrueForAll(parameter => !parameter.Attribute.ValueFromPipeline || parameter.IsObject)
            ? new CommandShape(type, [.. parameters])
            : null;
    }
}
