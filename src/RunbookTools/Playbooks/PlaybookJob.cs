using System.Diagnostics;
using System.Management.Automation;

namespace RunbookTools.Playbooks;

/// <summary>One run of one playbook, from its start: what it uses, what it wrote, and why it ended.</summary>
/// <param name="work">What runs on what.</param>
/// <param name="script">The playbook.</param>
/// <param name="scope">What it knows.</param>
/// <param name="limits">What it may use.</param>
internal sealed class PlaybookJob(PlaybookWork work, PlaybookScript script, PlaybookScope scope, PlaybookLimits limits) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly long _heap = GC.GetTotalMemory(forceFullCollection: false);
    private volatile string? _breach;
    private int _written;

    /// <summary>What runs on what.</summary>
    public PlaybookWork Work { get; } = work;

    /// <summary>The playbook.</summary>
    public PlaybookScript Script { get; } = script;

    /// <summary>What it knows.</summary>
    public PlaybookScope Scope { get; } = scope;

    /// <summary>When it started, as <see cref="Stopwatch"/> counts.</summary>
    public long Started { get; } = Stopwatch.GetTimestamp();

    /// <summary>Ends what it is doing.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>What its hypotheses came to; empty before its end.</summary>
    public IReadOnlyList<HypothesisResult> Results { get; private set; } = [];

    /// <summary>Why it did not run to its end, or what it did besides; empty before its end.</summary>
    public IReadOnlyList<PlaybookFailure> Failures { get; private set; } = [];

    /// <summary>Notes that it writes an object.</summary>
    /// <exception cref="PlaybookOutputException">It wrote more than it may.</exception>
    public void Write()
    {
        if (++_written > limits.Objects)
        {
            _breach ??= "PlaybookOutput";
            throw new PlaybookOutputException();
        }
    }

    /// <summary>Looks whether it must be stopped.</summary>
    /// <param name="isOldest">True when none has run longer: whose memory it is cannot be told.</param>
    /// <param name="isCancelled">True when nobody waits for it any more.</param>
    public bool MustStop(bool isOldest, bool isCancelled)
    {
        _breach ??= isCancelled ? "PlaybookCancelled"
            : Stopwatch.GetElapsedTime(Started) > limits.Time ? "PlaybookTimeout"
            : isOldest && GC.GetTotalMemory(forceFullCollection: false) - _heap > limits.Memory ? "PlaybookMemory"
            : null;
        return _breach is not null;
    }

    /// <summary>Ends what it is doing.</summary>
    public void Stop() => _stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    /// <summary>Notes that it has ended.</summary>
    /// <param name="output">What it wrote.</param>
    /// <param name="errors">Errors it went on after.</param>
    /// <param name="failure">What ended it before its end; null when nothing did.</param>
    public void End(IEnumerable<PSObject?> output, IEnumerable<ErrorRecord> errors, Exception? failure)
    {
        var written = output.Select(item => item?.BaseObject).ToList();
        var results = written.OfType<HypothesisResult>().ToList();
        var isStray = results.Count < written.Count;
        if (Scope.IsOver)
        {
            results.AddRange(Script.Hypotheses.ExceptBy(results.Select(result => result.Cause), hypothesis => hypothesis.Cause).Select(Scope.Conclude).OfType<HypothesisResult>());
        }

        Results = results;
        Failures = [.. Explain(errors, failure, isStray)];
    }

    private IEnumerable<PlaybookFailure> Explain(IEnumerable<ErrorRecord> errors, Exception? failure, bool isStray)
    {
        if (_breach is null && failure is not null)
        {
            yield return failure is RuntimeException { ErrorRecord: { } record } ? Explain(record) : Fail("PlaybookFailed", failure.Message);
        }

        foreach (var error in errors.Concat(Scope.Failures))
        {
            yield return Explain(error);
        }

        if (_breach is { } breach and not "PlaybookCancelled")
        {
            yield return Fail(breach, breach switch
            {
                "PlaybookTimeout" => $"It ran longer than {limits.Time.TotalSeconds:0} s and was stopped. Look for a loop without end.",
                "PlaybookOutput" => $"It wrote more than {limits.Objects} objects and was stopped. A playbook writes one result for each hypothesis.",
                _ => $"It took more than {limits.Memory >> 20} MB of memory and was stopped.",
            });
        }
        else if (_breach is null && isStray)
        {
            yield return Fail("PlaybookStrayOutput", "It wrote objects that are no results of hypotheses; they were left out. Assign them to a variable, or to $null.");
        }
    }

    private PlaybookFailure Explain(ErrorRecord error)
    {
        var isForbidden = PlaybookPolicy.IsBreach(error);
        var message = isForbidden
            ? $"{error.Exception.Message.Split('\n')[0].TrimEnd()} A playbook may use the language, Where-Object, ForEach-Object and the commands that read a cluster; nothing else."
            : error.Exception.Message;
        return Fail(
            isForbidden ? "PlaybookNotAllowed" : error.FullyQualifiedErrorId.Split(',')[0],
            error.InvocationInfo?.ScriptLineNumber is > 0 and var line ? $"line {line}: {message}" : message);
    }

    private PlaybookFailure Fail(string id, string message) => new(Work.Playbook.Id, Work.Target.Target, id, message);
}
