using System.Management.Automation;
using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>A place of a playbook where a command of this module is called with parameters that are all plain to see, so that it takes no pipeline to call it.</summary>
internal sealed class CommandCall
{
    private readonly CommandShape _shape;
    private readonly CommandParameter[] _parameters;
    private readonly bool _hasInput;

    private CommandCall(CommandShape shape, CommandParameter[] parameters, bool hasInput) => (_shape, _parameters, _hasInput) = (shape, parameters, hasInput);

    /// <summary>Reads a command of a script.</summary>
    /// <param name="command">The command.</param>
    /// <param name="hasInput">True when something comes down the pipeline to it.</param>
    /// <returns>The call, and what its parameters are given, in order, null for a switch; nothing when it has to be left to the engine.</returns>
    public static (CommandCall Call, IReadOnlyList<ExpressionAst?> Arguments)? Read(CommandAst command, bool hasInput)
    {
        if (command is not { InvocationOperator: TokenKind.Unknown, Redirections.Count: 0 } || CommandShape.Of(command.GetCommandName()) is not { } shape || (hasInput && shape.Input is null))
        {
            return null;
        }

        List<(CommandParameter? Parameter, ExpressionAst? Value)> arguments = [];
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            if (command.CommandElements[i] is not CommandParameterAst name)
            {
                arguments.Add((null, command.CommandElements[i] as ExpressionAst));
                continue;
            }

            var parameter = shape.Find(name.ParameterName);
            var value = parameter is null or { IsSwitch: true } ? null : name.Argument ?? command.CommandElements.ElementAtOrDefault(++i) as ExpressionAst;
            if (parameter is null || parameter.IsSwitch != (value is null) || (parameter.IsSwitch && name.Argument is not null))
            {
                return null;
            }

            arguments.Add((parameter, value));
        }

        var free = new Queue<CommandParameter>(shape.Positional.Except(arguments.Select(argument => argument.Parameter).OfType<CommandParameter>()));
        if (arguments.Count(argument => argument.Parameter is null) > free.Count)
        {
            return null;
        }

        List<(CommandParameter Parameter, ExpressionAst? Value)> bound = [.. arguments.Select(argument => (argument.Parameter ?? free.Dequeue(), argument.Value))];
        var parameters = bound.Select(argument => argument.Parameter).ToArray();
        return parameters.Distinct().Count() == parameters.Length && shape.Mandatory.All(parameters.Contains) && !(hasInput && parameters.Contains(shape.Input))
            && bound.TrueForAll(argument => argument.Value is null || argument.Parameter.Takes(argument.Value))
            ? (new CommandCall(shape, parameters, hasInput), [.. bound.Select(argument => argument.Value)])
            : null;
    }

    /// <summary>Makes the call.</summary>
    /// <param name="values">What comes down the pipeline when something does, then what its parameters are given.</param>
    /// <param name="position">Where in the script it stands.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What it wrote, as a pipeline would have it: nothing, one object or an array.</returns>
    /// <exception cref="RuntimeException">It failed.</exception>
    public object Run(ReadOnlySpan<object?> values, Func<(int Line, int Column)> position, CancellationToken cancellation)
    {
        var given = _hasInput ? values[1..] : values;
        var runtime = new CallRuntime(_parameters, _hasInput, position, cancellation);
        using var command = _shape.Make();
        for (var i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].Set(command, _parameters[i].IsSwitch ? SwitchParameter.Present : given[i]);
        }

        command.Run(runtime, _hasInput ? _shape.Input : null, _hasInput ? values[0] : null);
        return runtime.Output;
    }
}
