using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class RestartsTests
{
    [Fact]
    public void Tells_how_the_last_run_ended()
    {
        var restart = Assert.Single(Of(container => container with
        {
            State = ContainerState.Waiting,
            Reason = "CrashLoopBackOff",
            RestartCount = 4,
            LastReason = "OOMKilled",
            LastExitCode = 137,
            LastStarted = TestCluster.MinutesAgo(200),
            LastFinished = TestCluster.MinutesAgo(190),
        }));

        Assert.Equal((4, "OOMKilled", 137, TimeSpan.FromMinutes(10)), (restart.Count, restart.Reason, restart.ExitCode, restart.Ran));
        Assert.True(restart.IsRecent);
    }

    [Fact]
    public void A_restart_of_yesterday_is_not_recent() => Assert.False(Assert.Single(Of(container => container with
    {
        RestartCount = 1,
        LastReason = "Error",
        LastExitCode = 1,
        LastFinished = TestCluster.MinutesAgo(1440),
    })).IsRecent);

    [Fact]
    public void Work_that_was_done_is_no_restart() => Assert.Empty(Of(container => container with
    {
        State = ContainerState.Terminated,
        Reason = "Completed",
        ExitCode = 0,
        FinishedAt = TestCluster.MinutesAgo(1),
    }));

    [Fact]
    public void A_run_that_failed_counts_before_any_restart() => Assert.Equal(2, Assert.Single(Of(container => container with
    {
        State = ContainerState.Terminated,
        Reason = "Error",
        ExitCode = 2,
        FinishedAt = TestCluster.MinutesAgo(1),
    })).ExitCode);

    private static IReadOnlyList<KubeRestart> Of(Func<KubeContainer, KubeContainer> change)
    {
        var pod = TestCluster.Pod("web", "n");
        pod = pod with { Containers = [change(pod.Containers[0])] };
        return Restarts.Of(new TestCluster().Add(pod).Build(), pod);
    }
}
