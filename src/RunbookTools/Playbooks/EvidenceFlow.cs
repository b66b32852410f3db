using System.Management.Automation.Language;
using System.Runtime.CompilerServices;

namespace RunbookTools.Playbooks;

/// <summary>
/// What a piece of evidence is made of: the parts of the script its value comes from, through variables. So a value that came out of a read
/// that failed is known to be unknown, and an exhibit shows just the fields the test looked at.
/// </summary>
internal sealed class EvidenceFlow
{
    private static readonly ConditionalWeakTable<Ast, EvidenceFlow> s_flows = [];
    private readonly Dictionary<(int Line, int Column), (List<Ast> Parts, List<Ast> Denied, List<string> Fields)> _evidence = [];
    private readonly Dictionary<int, (int Line, int Column)> _calls = [];
    private readonly ILookup<(ScriptBlockExpressionAst? Hypothesis, string Name), Ast> _sources;

    private EvidenceFlow(Ast script)
    {
        _sources = script.FindAll(node => node is AssignmentStatementAst or ForEachStatementAst, searchNestedScriptBlocks: true)
            .SelectMany(node => node switch
            {
                AssignmentStatementAst assignment => Variables(assignment.Left).Select(name => (name, source: (Ast)assignment.Right)),
                ForEachStatementAst loop => [(name: loop.Variable.VariablePath.UserPath, source: (Ast)loop.Condition)],
                _ => [],
            })
            .ToLookup(pair => Key(HypothesisOf(pair.source), pair.name), pair => pair.source);
        foreach (var command in script.FindAll(node => CommandOf(node) is not null, searchNestedScriptBlocks: true))
        {
            var position = (command.Extent.StartLineNumber, command.Extent.StartColumnNumber);
            if (command is InvokeMemberExpressionAst { Arguments: [_, ConstantExpressionAst { Value: int number }, ..] })
            {
                _calls[number] = position;
            }

            if (CommandOf(command) is "Add-Evidence" or "Assert-Premise")
            {
                var parts = Trace([command]);
                var denied = Trace(parts.SelectMany(Denied), withItems: false);
                _evidence[position] = (parts, denied, [.. parts.SelectMany(Fields).Distinct(StringComparer.OrdinalIgnoreCase)]);
            }
        }
    }

    /// <summary>The flow of the script a part belongs to, worked out once.</summary>
    public static EvidenceFlow Of(Ast part)
    {
        while (part.Parent is { } parent)
        {
            part = parent;
        }

        return s_flows.GetValue(part, root => new EvidenceFlow(root));
    }

    /// <summary>Where a call stands, by its number (see <see cref="PlaybookCalls"/>).</summary>
    public (int Line, int Column) PositionOf(int call) => _calls.GetValueOrDefault(call);

    /// <summary>The parts of the script that the evidence at a position is made of.</summary>
    public IReadOnlyList<Ast> PartsOf(int line, int column) => _evidence.TryGetValue((line, column), out var evidence) ? evidence.Parts : [];

    /// <summary>
    /// Those among them that must be empty for the evidence at a position to be true: <c>-not $complaints</c>, <c>-notin $others.Name</c>. An object that passes
    /// because nothing could be read there proves nothing.
    /// </summary>
    public IReadOnlyList<Ast> DeniedPartsOf(int line, int column) => _evidence.TryGetValue((line, column), out var evidence) ? evidence.Denied : [];

    /// <summary>The fields that the evidence at a position looks at, in order.</summary>
    public IReadOnlyList<string> FieldsOf(int line, int column) => _evidence.TryGetValue((line, column), out var evidence) ? evidence.Fields : [];

    /// <summary>The name of a command, however it is called; null for another part of the script.</summary>
    private static string? CommandOf(Ast? part) => part switch
    {
        CommandAst command => command.GetCommandName(),
        InvokeMemberExpressionAst { Expression: VariableExpressionAst { VariablePath.UserPath: PlaybookCalls.Variable }, Arguments: [StringConstantExpressionAst name, ..] } => name.Value,
        _ => null,
    };

    private static IEnumerable<string> Variables(Ast ast, bool withItems = true) =>
        ast.FindAll(node => node is VariableExpressionAst variable && (withItems || !IsItem(variable)), searchNestedScriptBlocks: true).Cast<VariableExpressionAst>().Select(variable => variable.VariablePath.UserPath);

    private static IEnumerable<string> Fields(Ast part)
    {
        foreach (var node in part.FindAll(node => node is MemberExpressionAst or CommandAst, searchNestedScriptBlocks: true))
        {
            if (node is MemberExpressionAst { Member: StringConstantExpressionAst member } && CommandOf(node) is null)
            {
                yield return member.Value;
            }
            else if (node is CommandAst { CommandElements: [_, StringConstantExpressionAst property, ..] } command
                && string.Equals(command.GetCommandName(), "Where-Object", StringComparison.OrdinalIgnoreCase))
            {
                yield return property.Value;
            }
        }
    }

    /// <summary>True for the item of a loop that the variable stands in: what is denied of it is denied of an object that is there.</summary>
    private static bool IsItem(VariableExpressionAst variable)
    {
        for (var node = variable.Parent; node is not null; node = node.Parent)
        {
            if (node is ForEachStatementAst loop && string.Equals(loop.Variable.VariablePath.UserPath, variable.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<Ast> Denied(Ast part) => part
        .FindAll(node => node is UnaryExpressionAst or BinaryExpressionAst or CommandParameterAst { ParameterName: "NotIn" }, searchNestedScriptBlocks: true)
        .Select(node => node switch
        {
            CommandParameterAst { Parent: CommandAst command } parameter => command.CommandElements.ElementAtOrDefault(command.CommandElements.IndexOf(parameter) + 1),
            UnaryExpressionAst { TokenKind: TokenKind.Not or TokenKind.Exclaim } negation => negation.Child,
            BinaryExpressionAst { Operator: TokenKind.Inotin or TokenKind.Cnotin } without => without.Right,
            BinaryExpressionAst { Operator: TokenKind.Inotcontains or TokenKind.Cnotcontains } without => without.Left,
            _ => null,
        })
        .OfType<Ast>();

    private static (ScriptBlockExpressionAst? Hypothesis, string Name) Key(ScriptBlockExpressionAst? hypothesis, string name) => (hypothesis, name.ToUpperInvariant());

    /// <summary>The test a part stands in; null for what stands before and between the hypotheses.</summary>
    private static ScriptBlockExpressionAst? HypothesisOf(Ast part)
    {
        for (var node = part; node is not null; node = node.Parent)
        {
            if (node is ScriptBlockExpressionAst block && CommandOf(block.Parent) is "Test-Hypothesis")
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>What a variable was made from: in its own hypothesis when that sets it, else before. One hypothesis sees nothing of another's.</summary>
    private IEnumerable<Ast> SourcesOf(Ast part, string name)
    {
        var hypothesis = HypothesisOf(part);
        return hypothesis is not null && _sources.Contains(Key(hypothesis, name)) ? _sources[Key(hypothesis, name)] : _sources[Key(null, name)];
    }

    private List<Ast> Trace(IEnumerable<Ast> start, bool withItems = true)
    {
        var parts = start.ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            foreach (var source in Variables(part, withItems).SelectMany(name => SourcesOf(part, name)))
            {
                if (!parts.Contains(source))
                {
                    parts.Add(source);
                }
            }
        }

        return parts;
    }
}
