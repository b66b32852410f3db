namespace RunbookTools.Playbooks;

/// <summary>Ends a playbook whose premise does not hold. It is how a script is left, not a failure.</summary>
internal sealed class PlaybookOverException : Exception
{
    public PlaybookOverException()
        : base("A premise of the playbook does not hold.")
    {
    }
}
