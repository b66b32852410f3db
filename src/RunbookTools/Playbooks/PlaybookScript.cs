using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>A playbook as it stands in its file, read without running it.</summary>
internal sealed class PlaybookScript
{
    private PlaybookScript(PlaybookInfo info, string text)
    {
        Info = info;
        Text = text;
    }

    /// <summary>What it says of itself.</summary>
    public PlaybookInfo Info { get; }

    /// <summary>The script.</summary>
    public string Text { get; }

    /// <summary>Reads a playbook.</summary>
    /// <exception cref="InvalidDataException">The script does not parse or is no playbook.</exception>
    public static PlaybookScript Load(string path)
    {
        var text = File.ReadAllText(path);
        var ast = Parser.ParseInput(text, path, out _, out var errors);
        if (errors.Length > 0)
        {
            throw new InvalidDataException($"{path}:{errors[0].Extent.StartLineNumber}: {errors[0].Message}");
        }

        var attribute = ast.ParamBlock?.Attributes.OfType<AttributeAst>()
            .FirstOrDefault(candidate => candidate.TypeName.FullName is "RunbookTools.Playbook" or "RunbookTools.PlaybookAttribute")
            ?? throw new InvalidDataException($"{path}: [RunbookTools.Playbook('subject/Name')] is missing above param()");
        var id = attribute.PositionalArguments.Select(Texts).FirstOrDefault()?.FirstOrDefault() ?? "";
        if (id.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw new InvalidDataException($"{path}: the id must be 'subject/Name', not '{id}'");
        }

        var causes = ast.FindAll(node => node is CommandAst command && command.GetCommandName() == "Test-Hypothesis", searchNestedScriptBlocks: true)
            .Cast<CommandAst>().Select(CauseOf).OfType<string>();
        return new PlaybookScript(
            new PlaybookInfo(id, ast.GetHelpContent()?.Synopsis?.Trim() ?? "", Named(attribute, "Symptom"), Named(attribute, "Access"), [.. causes], path),
            text);
    }

    private static string? CauseOf(CommandAst command)
    {
        // The cause is the first positional argument, or the one named.
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            switch (command.CommandElements[i])
            {
                case CommandParameterAst parameter when parameter.ParameterName.Equals("Cause", StringComparison.OrdinalIgnoreCase):
                    return ((parameter.Argument ?? command.CommandElements[i + 1]) as StringConstantExpressionAst)?.Value;
                case CommandParameterAst:
                    i++;
                    break;
                case StringConstantExpressionAst text:
                    return text.Value;
            }
        }

        return null;
    }

    private static string[] Named(AttributeAst attribute, string name) =>
        [.. attribute.NamedArguments.Where(argument => argument.ArgumentName == name).SelectMany(argument => Texts(argument.Argument))];

    private static IEnumerable<string> Texts(Ast ast) =>
        ast.FindAll(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: false).Cast<StringConstantExpressionAst>().Select(text => text.Value);
}
