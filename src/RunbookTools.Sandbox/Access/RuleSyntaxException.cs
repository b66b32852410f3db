namespace RunbookTools.Sandbox.Access;

/// <summary>A rule on the command line that is not one.</summary>
public sealed class RuleSyntaxException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">What is wrong with it, and what to write instead.</param>
    public RuleSyntaxException(string rule, string problem)
        : base($"'{rule}': {problem}") => Rule = rule;

    /// <summary>The rule.</summary>
    public string Rule { get; }
}
