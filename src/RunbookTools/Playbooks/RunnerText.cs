using System.Collections.Frozen;
using System.Globalization;
using System.Management.Automation.Language;
using System.Text;

namespace RunbookTools.Playbooks;

/// <summary>
/// A playbook as the runner lets the engine compile it. It does the same as the script, line by line, without what costs the engine most: a pipeline for each
/// command, with the binding of its parameters, where the command can be called (<see cref="PlaybookCalls"/>); Where-Object, which takes some sixty times as long as
/// the loop that is written in its place; the binding of the script itself; and an exception to end a hypothesis of which the outcome is known.
/// </summary>
internal sealed class RunnerText
{
    private static readonly FrozenSet<string> s_operators = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "EQ", "NE", "GT", "GE", "LT", "LE", "Like", "NotLike", "Match", "NotMatch", "Contains", "NotContains", "In", "NotIn");

    private readonly string _text;
    private readonly List<Ast> _parts;
    private readonly Dictionary<ScriptBlockAst, string> _items = [];
    private readonly List<CommandCall> _calls = [];

    private RunnerText(ScriptBlockAst script, string text)
    {
        _text = text;

        // In the order of their starts, those around others first.
        _parts = [.. script.FindAll(node => node is VariableExpressionAst { VariablePath.UserPath: "_" } or PipelineAst && IsWritten(node), searchNestedScriptBlocks: true)];
        Text = WriteAll(script);
    }

    /// <summary>The text. Every part of the script stands on the line it stood on.</summary>
    public string Text { get; }

    /// <summary>The calls that are in it, by number.</summary>
    public IReadOnlyList<CommandCall> Calls => _calls;

    /// <summary>Rewrites a script.</summary>
    /// <param name="script">The script, parsed without errors.</param>
    /// <param name="text">Its text.</param>
    public static RunnerText Of(ScriptBlockAst script, string text) => new(script, text);

    private static bool IsWritten(Ast node) => node is not PipelineAst { PipelineElements: [var only] } || (only is CommandAst command && PlaybookCommands.All.ContainsKey(command.GetCommandName() ?? ""));

    /// <summary>The whole script. Run as a cmdlet it would be bound anew each time; of its parameters only one is given.</summary>
    private string WriteAll(ScriptBlockAst script)
    {
        if (script is not { ParamBlock: { Parameters: [{ DefaultValue: null } only] } block, BeginBlock: null, ProcessBlock: null } || only.Name.VariablePath.UserPath != "Target"
            || script.Find(node => node is VariableExpressionAst { VariablePath.UserPath: "PSCmdlet" or "PSBoundParameters" }, searchNestedScriptBlocks: true) is not null)
        {
            return Write(0, _text.Length);
        }

        var start = block.Attributes.Select(attribute => attribute.Extent.StartOffset).Append(block.Extent.StartOffset).Min();
        return $"{Write(0, start)}param($Target){Lines(_text[start..block.Extent.EndOffset])}{Write(block.Extent.EndOffset, _text.Length)}";
    }

    private string Write(IScriptExtent extent, Ast? around = null) => Write(extent.StartOffset, extent.EndOffset, around);

    private string Write(int from, int to, Ast? around = null)
    {
        var result = new StringBuilder();
        var at = from;
        foreach (var part in _parts)
        {
            if (part != around && part.Extent.StartOffset >= at && part.Extent.EndOffset <= to)
            {
                result.Append(_text, at, part.Extent.StartOffset - at).Append(part is PipelineAst pipeline ? Write(pipeline) : ItemOf(part));
                at = part.Extent.EndOffset;
            }
        }

        return result.Append(_text, at, to - at).ToString();
    }

    /// <summary>What stands for $_: the item of the loop that its block has become, or $_ itself.</summary>
    private string ItemOf(Ast variable)
    {
        var block = variable.Parent;
        while (block is not ScriptBlockAst)
        {
            block = block.Parent;
        }

        return _items.GetValueOrDefault((ScriptBlockAst)block, "$_");
    }

    private string Write(PipelineAst pipeline)
    {
        var elements = pipeline.PipelineElements;
        var first = elements[0] as CommandAst;
        var call = first is null ? null : Call(first, input: null);
        if (elements.Count == 1)
        {
            call ??= Write(pipeline.Extent, pipeline);
            return EndsWhereItStands(pipeline) ? $"if ({call}) {{ return }}" : call;
        }

        // Each loop has an item of its own, so that it can be traced what a piece of evidence is made of.
        var item = string.Create(CultureInfo.InvariantCulture, $"$item{pipeline.Extent.StartOffset}");
        var written = call ?? Write(elements[0].Extent);
        var isCommand = first is not null && call is null;
        List<string> conditions = [];
        for (var i = 1; i < elements.Count; i++)
        {
            var joint = _text[elements[i - 1].Extent.EndOffset..elements[i].Extent.StartOffset];
            if (!joint.Contains('\n', StringComparison.Ordinal) && Condition(elements[i], item) is { } condition)
            {
                conditions.Add(condition);
                continue;
            }

            // What starts with nothing must start with an empty list.
            var isLoop = conditions.Count > 0;
            written = isLoop ? $"@({Loop()})" : written;
            if (elements[i] is CommandAst next && Call(next, isCommand ? $"@({written})" : $"({written})", Lines(joint)) is { } called)
            {
                (written, isCommand) = (called, false);
                continue;
            }

            written = (isLoop || isCommand ? written : $"@({written})") + joint + Write(elements[i].Extent);
            isCommand = true;
        }

        return conditions.Count > 0 ? $"$({Loop()})" : written;

        string Loop()
        {
            var loop = $"foreach ({item} in @({written})) {{ {string.Concat(conditions.Select(condition => $"if ({condition}) {{ "))}{item} {new string('}', conditions.Count)} }}";
            conditions.Clear();
            isCommand = false;
            return loop;
        }
    }

    /// <summary>A command as a call; null when it has to be left to the engine.</summary>
    /// <param name="command">The command.</param>
    /// <param name="input">What comes down the pipeline, as an expression; null when nothing does.</param>
    /// <param name="lines">The ends of lines between that and the command.</param>
    private string? Call(CommandAst command, string? input, string lines = "")
    {
        if (CommandCall.Read(command, input is not null) is not var (call, values))
        {
            return null;
        }

        // Text from the end of the name or value before up to each value, of which only the ends of lines count.
        var arguments = new StringBuilder(input is null ? "" : $", {input}{lines}");
        var at = command.CommandElements[0].Extent.EndOffset;
        foreach (var value in values)
        {
            if (value is null)
            {
                arguments.Append(", $true");
                continue;
            }

            arguments.Append(", ").Append(Lines(_text[at..value.Extent.StartOffset])).Append(Argument(value));
            at = value.Extent.EndOffset;
        }

        arguments.Append(Lines(_text[at..command.Extent.EndOffset]));
        _calls.Add(call);
        return string.Create(CultureInfo.InvariantCulture, $"${PlaybookCalls.Variable}.{PlaybookCalls.Method}('{command.GetCommandName()}', {_calls.Count - 1}{arguments})");
    }

    /// <summary>What a parameter is given, as an argument of a call.</summary>
    private string Argument(ExpressionAst value) => value switch
    {
        StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word => $"'{CodeGeneration.EscapeSingleQuotedStringContent(word.Value)}'",
        ArrayLiteralAst { Elements: var items } =>
            $"({string.Concat(items.Select((item, i) => i == 0 ? Argument(item) : $",{Lines(_text[items[i - 1].Extent.EndOffset..item.Extent.StartOffset])} {Argument(item)}"))})",
        _ => Write(value.Extent),
    };

    private static string Lines(string text) => new('\n', text.Count(letter => letter == '\n'));

    /// <summary>What a <c>Where-Object</c> asks of an item; null for another command, or when it is not written in one line.</summary>
    private string? Condition(CommandBaseAst element, string item) =>
        element is not CommandAst { Redirections.Count: 0 } command || command.GetCommandName() != "Where-Object" || command.Extent.Text.Contains('\n', StringComparison.Ordinal) ? null
        : command.CommandElements switch
        {
            [_, ScriptBlockExpressionAst block] => Condition(block.ScriptBlock, item),
            [_, StringConstantExpressionAst property] => $"{item}.{property.Value}",
            [_, StringConstantExpressionAst property, CommandParameterAst { Argument: null } comparison, ExpressionAst value] when s_operators.Contains(comparison.ParameterName) && Value(value) is { } text =>
                $"{item}.{property.Value} -{comparison.ParameterName} {text}",
            _ => null,
        };

    private string? Condition(ScriptBlockAst block, string item)
    {
        if (block is not { ParamBlock: null, BeginBlock: null, ProcessBlock: null, EndBlock.Statements: { Count: > 0 } statements }
            || block.Find(node => node is ReturnStatementAst or BreakStatementAst or ContinueStatementAst, searchNestedScriptBlocks: false) is not null)
        {
            return null;
        }

        _items[block] = item;
        return statements is [PipelineAst only] ? Write(only.Extent) : $"$({Write(block.EndBlock.Extent)})";
    }

    /// <summary>A value as an expression; null when it is not the same each time, or takes long.</summary>
    private string? Value(ExpressionAst value) =>
        value is StringConstantExpressionAst or ArrayLiteralAst && value.Find(node => node is not (ConstantExpressionAst or ArrayLiteralAst), searchNestedScriptBlocks: true) is null ? Argument(value)
        : value.Find(node => node is CommandAst or ScriptBlockExpressionAst or StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord, Parent: not MemberExpressionAst }, searchNestedScriptBlocks: true) is null ? Write(value.Extent)
        : null;

    /// <summary>True for a statement of evidence of which the script can be left with a return: one that stands in a block of it, not in a value.</summary>
    private static bool EndsWhereItStands(PipelineAst pipeline) =>
        pipeline is { PipelineElements: [CommandAst command], Parent: NamedBlockAst or StatementBlockAst { Parent: not (ArrayExpressionAst or SubExpressionAst) } }
        && command.GetCommandName() is "Add-Evidence" or "Assert-Premise";
}
