using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>A playbook as it stands in its file, read without running it.</summary>
internal sealed class PlaybookScript
{
    private readonly Lazy<RunnerText> _written;

    private PlaybookScript(PlaybookInfo info, ScriptBlockAst script, string text, IReadOnlyList<StatedHypothesis> hypotheses)
    {
        Info = info;

        // Of all the playbooks that are read only those are run that something calls for.
        _written = new(() => RunnerText.Of(script, text));
        Hypotheses = hypotheses;
    }

    /// <summary>What it says of itself.</summary>
    public PlaybookInfo Info { get; }

    /// <summary>The script as the runner lets the engine compile it.</summary>
    public string Text => _written.Value.Text;

    /// <summary>The calls that are in it, by number.</summary>
    public IReadOnlyList<CommandCall> Calls => _written.Value.Calls;

    /// <summary>What it tests, in order.</summary>
    public IReadOnlyList<StatedHypothesis> Hypotheses { get; }

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

        List<StatedHypothesis> hypotheses = [.. ast.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            .Where(command => command.GetCommandName() == "Test-Hypothesis").Select(Read).OfType<StatedHypothesis>()];
        return new PlaybookScript(
            new PlaybookInfo(
                id, ast.GetHelpContent()?.Synopsis?.Trim() ?? "", Named(attribute, "Symptom"), Named(attribute, "Access"), [.. hypotheses.Select(hypothesis => hypothesis.Cause)], path),
            ast, text, hypotheses);
    }

    /// <summary>Reads the parameters of <c>Test-Hypothesis</c>; null when its cause is not written out.</summary>
    private static StatedHypothesis? Read(CommandAst command) =>
        StaticParameterBinder.BindCommand(command, resolve: false) is { BoundParameters: var bound }
        && (TextOf(bound, "Cause") ?? TextOf(bound, "0")) is { } cause
            ? new StatedHypothesis(
                cause, TextOf(bound, "Statement") ?? TextOf(bound, "1") ?? cause,
                bound.GetValueOrDefault("Target")?.Value is VariableExpressionAst { VariablePath.UserPath: "Target" })
            : null;

    private static string? TextOf(IReadOnlyDictionary<string, ParameterBindingResult> bound, string parameter) =>
        (bound.GetValueOrDefault(parameter)?.Value as StringConstantExpressionAst)?.Value;

    private static string[] Named(AttributeAst attribute, string name) =>
        [.. attribute.NamedArguments.Where(argument => argument.ArgumentName == name).SelectMany(argument => Texts(argument.Argument))];

    private static IEnumerable<string> Texts(Ast ast) =>
        ast.FindAll(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: false).Cast<StringConstantExpressionAst>().Select(text => text.Value);
}
