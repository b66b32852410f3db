namespace RunbookTools.Engine.Sources;

/// <summary>Nothing could be read from a source.</summary>
public sealed class SourceException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="errorId">An id that scripts can match: <c>NoObjects</c>, <c>PathNotFound</c>, <c>KubeConfigNotFound</c>.</param>
    /// <param name="target">The path or context it is about.</param>
    /// <param name="message">What went wrong, what was looked for and what to do.</param>
    /// <param name="inner">What led to it; null when nothing did.</param>
    public SourceException(string errorId, string target, string message, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Target = target;
    }

    /// <summary>An id that scripts can match.</summary>
    public string ErrorId { get; }

    /// <summary>The path or context it is about.</summary>
    public string Target { get; }
}
