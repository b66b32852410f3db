using System.Collections.Concurrent;

namespace Engine.Tests;

public class OwnThreadsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Each_number_has_its_turn_once_and_on_no_thread_of_the_pool(int count)
    {
        var done = new ConcurrentBag<(int Index, bool OnPool)>();

        await OwnThreads.ForAsync(count, 4, index => done.Add((index, Thread.CurrentThread.IsThreadPoolThread)), CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, count), done.Select(each => each.Index).Order());
        Assert.DoesNotContain(done, each => each.OnPool);
    }

    [Fact]
    public async Task What_one_throws_is_told_and_ends_those_that_have_not_begun()
    {
        var begun = 0;

        await Assert.ThrowsAsync<InvalidDataException>(() => OwnThreads.ForAsync(1000, 1, _ => throw new InvalidDataException($"{++begun}"), CancellationToken.None));

        Assert.Equal(1, begun);
    }

    [Fact]
    public async Task Cancelled_it_begins_no_other()
    {
        using var source = new CancellationTokenSource();
        var begun = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OwnThreads.ForAsync(1000, 1, CancelAfterOne, source.Token));

        Assert.Equal(1, begun);

        void CancelAfterOne(int index)
        {
            begun++;
            source.Cancel();
        }
    }
}
