namespace RunbookTools.Engine.Inventory;

/// <summary>
/// Work that keeps its thread while it waits, on threads of its own. Answers of servers come on threads of the pool, of which there are as many as cores: a few that
/// wait there and none is left for what they wait for, until the pool adds one, half a second later.
/// </summary>
public static class OwnThreads
{
    /// <summary>Starts work on a thread of its own.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends it before it starts.</param>
    public static Task<T> Start<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Does something for each number from zero on, several at once; who is free takes the next. What one throws ends those that have not begun.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="threads">How many threads at most.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Ends it before the next number.</param>
    public static Task ForAsync(int count, int threads, Action<int> work, CancellationToken cancellation)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(count, threads)).Select(_ => Start(Work, cancellation)));

        int Work()
        {
            try
            {
                int index;
                while ((index = Interlocked.Increment(ref next)) < count)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(index);
                }

                return count;
            }
            catch
            {
                Volatile.Write(ref next, count);
                throw;
            }
        }
    }
}
