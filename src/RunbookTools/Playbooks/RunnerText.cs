using System.Management.Automation.Language;
using System.Text;

namespace RunbookTools.Playbooks;

/// <summary>
/// A playbook as the runner lets the engine compile it. It does the same as the script, line by line, without what costs the engine most: an exception to end a
/// hypothesis whose outcome is known, and a command it makes anew from its type for each pipeline that starts with an empty result.
/// </summary>
internal static class RunnerText
{
    /// <summary>Rewrites a script.</summary>
    /// <param name="script">The script, parsed without errors.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The text with additions; no line of it moves.</returns>
    public static string Of(ScriptBlockAst script, string text)
    {
        // Outer parts come first, and an addition stands before what is already added at the same place when it closes, after it when it opens.
        var added = new SortedDictionary<int, string>();
        foreach (var pipeline in script.FindAll(node => node is PipelineAst, searchNestedScriptBlocks: true).Cast<PipelineAst>())
        {
            if (EndsWhereItStands(pipeline))
            {
                Enclose(pipeline, "if (", ") { return }");
            }
            else if (pipeline.PipelineElements is [CommandExpressionAst { Expression: not ArrayExpressionAst } first, _, ..])
            {
                Enclose(first, "@(", ")");
            }
        }

        var result = new StringBuilder();
        var at = 0;
        foreach (var (offset, addition) in added)
        {
            result.Append(text, at, offset - at).Append(addition);
            at = offset;
        }

        return result.Append(text, at, text.Length - at).ToString();

        void Enclose(Ast part, string open, string close)
        {
            added[part.Extent.StartOffset] = added.GetValueOrDefault(part.Extent.StartOffset) + open;
            added[part.Extent.EndOffset] = close + added.GetValueOrDefault(part.Extent.EndOffset);
        }
    }

    /// <summary>True for a statement of evidence of which the script can be left with a return: one that stands in a block of it, not in a value.</summary>
    private static bool EndsWhereItStands(PipelineAst pipeline) =>
        pipeline is { PipelineElements: [CommandAst command], Parent: NamedBlockAst or StatementBlockAst { Parent: not (ArrayExpressionAst or SubExpressionAst) } }
        && command.GetCommandName() is "Add-Evidence" or "Assert-Premise";
}
