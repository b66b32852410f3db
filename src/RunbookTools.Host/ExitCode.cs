namespace RunbookTools.Host;

/// <summary>What <c>runbook</c> exits with.</summary>
internal static class ExitCode
{
    /// <summary>Everything went well.</summary>
    public const int Success = 0;

    /// <summary>A terminating error, or the last statement failed.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>The module was not found or does not load (EX_UNAVAILABLE of sysexits.h).</summary>
    public const int NoModule = 69;

    /// <summary>Stopped with Ctrl+C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
