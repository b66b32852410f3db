namespace RunbookTools.Engine.Wire;

/// <summary>A document does not parse, or is larger inside than anything a cluster writes.</summary>
public sealed class WireException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What is wrong, in a sentence without a full stop.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The column, counted from 1.</param>
    /// <param name="inner">What led to it; null when nothing did.</param>
    public WireException(string reason, long line, long column, Exception? inner = null)
        : base($"line {line}, column {column}: {reason}", inner)
    {
        Line = line;
        Column = column;
    }

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; }

    /// <summary>The column, counted from 1.</summary>
    public long Column { get; }
}
