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

    [Theory]
    [InlineData("OOMKilled", 137, "Liveness probe", RunEnd.Kernel)]
    [InlineData("StartError", 128, "", RunEnd.Runtime)]
    [InlineData("Error", 1, "", RunEnd.Process)]
    [InlineData("Error", 139, "", RunEnd.Process)]
    [InlineData("Error", 137, "", RunEnd.Signal)]
    [InlineData("Completed", 0, "", RunEnd.Completed)]
    [InlineData("Error", 137, "Container app failed liveness probe, will be restarted", RunEnd.LivenessProbe)]
    [InlineData("Completed", 0, "Container app failed startup probe, will be restarted", RunEnd.StartupProbe)]
    [InlineData("Error", 137, "FailedPostStartHook", RunEnd.PostStartHook)]
    [InlineData("Unknown", 255, "", RunEnd.Node)]
    [InlineData("ContainerStatusUnknown", 137, "", RunEnd.Node)]
    public void Tells_who_ended_a_run(string reason, int exit, string killing, RunEnd end) =>
        Assert.Equal(end, Assert.Single(Of(Ended(reason, exit), killing)).EndedBy);

    [Fact]
    public void Without_events_a_guarded_container_may_have_been_ended_by_the_kubelet()
    {
        var pod = TestCluster.Pod("web", "n", TestCluster.Container() with { LivenessProbe = new KubeProbe { Type = "Tcp", Port = "1" } });
        pod = pod with { Containers = [Ended("Error", 137)(pod.Containers[0])] };

        var restart = Assert.Single(Restarts.Of(new TestCluster().Add(pod).Forbidden("Event").Build(), pod));

        Assert.Equal(RunEnd.Unknown, restart.EndedBy);
        Assert.True(Restarts.NeedsEvents(restart, [RunEnd.LivenessProbe]));
        Assert.False(Restarts.NeedsEvents(restart, [RunEnd.Kernel]));
    }

    private static Func<KubeContainer, KubeContainer> Ended(string reason, int exit) => container => container with
    {
        RestartCount = 3,
        LastReason = reason,
        LastExitCode = exit,
        LastStarted = TestCluster.MinutesAgo(3),
        LastFinished = TestCluster.MinutesAgo(2),
    };

    private static IReadOnlyList<KubeRestart> Of(Func<KubeContainer, KubeContainer> change, string killing)
    {
        var pod = TestCluster.Pod("web", "n");
        pod = pod with { Containers = [change(pod.Containers[0])] };
        return Restarts.Of(new TestCluster().Add(pod, new KubeEvent
        {
            Kind = "Event",
            Namespace = pod.Namespace,
            Name = "e",
            Reason = killing == "FailedPostStartHook" ? killing : "Killing",
            Message = killing,
            Object = pod.Target,
            Container = "app",
            LastSeen = TestCluster.MinutesAgo(2),
        }).Build(), pod);
    }

    private static IReadOnlyList<KubeRestart> Of(Func<KubeContainer, KubeContainer> change)
    {
        var pod = TestCluster.Pod("web", "n");
        pod = pod with { Containers = [change(pod.Containers[0])] };
        return Restarts.Of(new TestCluster().Add(pod).Build(), pod);
    }
}
