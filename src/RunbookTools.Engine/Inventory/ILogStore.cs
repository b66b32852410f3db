namespace RunbookTools.Engine.Inventory;

/// <summary>Where logs are read from, lazily.</summary>
public interface ILogStore
{
    /// <summary>True when each log is a request to a server.</summary>
    bool IsRemote => false;

    /// <summary>Reads one log.</summary>
    /// <param name="request">Which one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="replace">What to put in the place of a credential; null for three asterisks.</param>
    /// <returns>Its lines, oldest first, or the gap that stands in the way. An empty log is no gap.</returns>
    LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null);
}
