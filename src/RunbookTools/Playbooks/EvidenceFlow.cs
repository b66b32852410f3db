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
    private readonly Dictionary<(int Line, int Column), (List<Ast> Parts, List<string> Fields)> _evidence = [];
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
        foreach (var command in script.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>())
        {
            if (command.GetCommandName() is "Add-Evidence" or "Assert-Premise")
            {
                var parts = Trace(command);
                _evidence[(command.Extent.StartLineNumber, command.Extent.StartColumnNumber)] = (parts, [.. parts.SelectMany(Fields).Distinct(StringComparer.OrdinalIgnoreCase)]);
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

    /// <summary>The parts of the script that the evidence at a position is made of.</summary>
    public IReadOnlyList<Ast> PartsOf(int line, int column) => _evidence.TryGetValue((line, column), out var evidence) ? evidence.Parts : [];

    /// <summary>The fields that the evidence at a position looks at, in order.</summary>
    public IReadOnlyList<string> FieldsOf(int line, int column) => _evidence.TryGetValue((line, column), out var evidence) ? evidence.Fields : [];

    private static IEnumerable<string> Variables(Ast ast) =>
        ast.FindAll(node => node is VariableExpressionAst, searchNestedScriptBlocks: true).Cast<VariableExpressionAst>().Select(variable => variable.VariablePath.UserPath);

    private static IEnumerable<string> Fields(Ast part)
    {
        foreach (var node in part.FindAll(node => node is MemberExpressionAst or CommandAst, searchNestedScriptBlocks: true))
        {
            if (node is MemberExpressionAst { Member: StringConstantExpressionAst member })
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

    private static (ScriptBlockExpressionAst? Hypothesis, string Name) Key(ScriptBlockExpressionAst? hypothesis, string name) => (hypothesis, name.ToUpperInvariant());

    /// <summary>The test a part stands in; null for what stands before and between the hypotheses.</summary>
    private static ScriptBlockExpressionAst? HypothesisOf(Ast part)
    {
        for (var node = part; node is not null; node = node.Parent)
        {
            if (node is ScriptBlockExpressionAst { Parent: CommandAst command } block && command.GetCommandName() is "Test-Hypothesis")
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

    private List<Ast> Trace(Ast start)
    {
        var parts = new List<Ast> { start };
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            foreach (var source in Variables(part).SelectMany(name => SourcesOf(part, name)))
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
