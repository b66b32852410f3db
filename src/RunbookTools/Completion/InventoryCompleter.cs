using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;
using RunbookTools.Engine.Reports;

namespace RunbookTools.Completion;

/// <summary>
/// Completes from what is in memory. It never waits, and it never throws: a completer that fails leaves the prompt as it is.
/// </summary>
public abstract class InventoryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "A completer must not throw.")]
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var word = wordToComplete.Trim('\'', '"');
            var pattern = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
            return
            [
                .. Values(new CompletionRequest(commandName, parameterName, word, fakeBoundParameters))
                    .OfType<string>().Where(value => value.Length > 0 && pattern.IsMatch(value))
                    .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(value => new CompletionResult(Quote(value), value, CompletionResultType.ParameterValue, PlainText.OneLine(Tip(value)))),
            ];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>Everything that could stand here.</summary>
    private protected abstract IEnumerable<string?> Values(CompletionRequest request);

    /// <summary>What is shown beside a value: what it means, or the value itself.</summary>
    private protected virtual string Tip(string value) => value;

    private static string Quote(string value) =>
        value.All(character => char.IsLetterOrDigit(character) || character is '-' or '.' or '_' or '/') ? value : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
