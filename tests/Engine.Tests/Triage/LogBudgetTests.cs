using System.Collections.Concurrent;
using RunbookTools.Engine.Triage;

namespace Engine.Tests.Triage;

public class LogBudgetTests
{
    [Fact]
    public void Twins_beyond_the_first_are_not_asked_for_and_named()
    {
        var budget = new LogBudget(Cluster(isRemote: true, pods: LogBudget.PodsOfOneWorkload + 2));
        var refused = Enumerable.Range(0, LogBudget.PodsOfOneWorkload + 2).Count(index => budget.Refuse(Log(index), isTarget: false) is not null);

        Assert.Equal(2, refused);
        Assert.Contains($"2 of {LogBudget.PodsOfOneWorkload + 2} logs were not asked for", budget.NotAsked()!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_asked_for_stays_and_the_pod_tested_is_always_asked()
    {
        var budget = new LogBudget(Cluster(isRemote: true, pods: LogBudget.PodsOfOneWorkload + 2));
        var logs = Enumerable.Range(0, LogBudget.PodsOfOneWorkload).Select(Log).ToList();
        logs.ForEach(log => budget.Refuse(log, isTarget: false));

        Assert.All(logs, log => Assert.Null(budget.Refuse(log, isTarget: false)));
        Assert.Null(budget.Refuse(Log(LogBudget.PodsOfOneWorkload + 1), isTarget: true));
        Assert.Null(budget.NotAsked());
    }

    [Fact]
    public void Which_are_left_out_does_not_hang_on_who_asks_first()
    {
        var (forth, back) = (new LogBudget(Cluster(isRemote: true, pods: 30)), new LogBudget(Cluster(isRemote: true, pods: 30)));

        var first = Enumerable.Range(0, 30).Where(index => forth.Refuse(Log(index), isTarget: false) is null).ToList();
        var last = Enumerable.Range(0, 30).Reverse().Where(index => back.Refuse(Log(index), isTarget: false) is null).Order().ToList();

        Assert.Equal(LogBudget.PodsOfOneWorkload, first.Count);
        Assert.Equal(first, last);

        // The one that is not well is the last by name.
        Assert.Contains(29, first);
        Assert.Equal(GapKind.NotAsked, forth.NotAsked()!.Kind);
    }

    [Fact]
    public void Many_workloads_are_bounded_together()
    {
        var budget = new LogBudget(new ClusterInventory(Data([], isRemote: true)));
        var asked = Enumerable.Range(0, LogBudget.InAll + 50).Count(index => budget.Refuse(Log(index), isTarget: false) is null);

        Assert.Equal(LogBudget.InAll, asked);
        Assert.NotNull(budget.NotAsked());
    }

    [Fact]
    public void Each_workload_has_a_log_before_others_have_all_of_theirs()
    {
        // Forty workloads of ten pods come first, and would take all there is.
        var groups = Enumerable.Range(0, LogBudget.Further).SelectMany(group => Enumerable.Range(0, group < 40 ? 10 : 1).Select(index => Of(group, index))).ToList();
        var budget = new LogBudget(new ClusterInventory(Data([.. groups], isRemote: true)));

        var refused = groups.Where(pod => budget.Refuse(new LogRequest(pod.Namespace!, pod.Name, "app", false), isTarget: false) is not null).ToList();

        Assert.Equal(groups.Count - LogBudget.InAll, refused.Count);
        Assert.DoesNotContain(refused, pod => pod.Name.EndsWith("-0", StringComparison.Ordinal));
        Assert.Contains("9 of ReplicaSet test/g023", budget.NotAsked()!.Reason, StringComparison.Ordinal);

        static KubePod Of(int group, int index) => TestCluster.Pod($"g{group:000}-{index}", "n1") with { Namespace = "test", Owners = [new KubeOwner("ReplicaSet", $"g{group:000}", $"u{group}", Controller: true)] };
    }

    [Fact]
    public void Of_suspects_each_workload_has_a_log_before_any_has_a_second()
    {
        var pods = new[] { "a", "b", "c" }.SelectMany(owner => Enumerable.Range(0, 3).Select(index => TestCluster.Pod($"{owner}-{index}", "n1") is var pod
            ? pod with { Owners = [new KubeOwner("ReplicaSet", owner, owner, Controller: true)], Containers = [.. pod.Containers.Select(container => container with { Ready = false, RestartCount = 3 })] }
            : pod)).ToList();

        var logs = SuspectLogs.Of(new ClusterInventory(Data(pods, isRemote: true)), pods);

        Assert.Equal(["a-0", "b-0", "c-0"], logs.Take(3).Select(log => log.Pod));
        Assert.Equal(pods.Select(pod => pod.Name), logs.Select(log => log.Pod).Distinct().Order());
    }

    [Fact]
    public async Task Logs_are_waited_for_on_no_thread_that_their_answers_need()
    {
        var logs = new EmptyLogs(isRemote: true);
        var inventory = new ClusterInventory(Data([TestCluster.Pod("web-0", "n1")], isRemote: true) with { Logs = logs });
        Assert.Null(inventory.LogIfRead(Log(0)));

        await SuspectLogs.FetchAsync(inventory, [.. Enumerable.Range(0, 5).Select(Log)], CancellationToken.None);

        Assert.Equal(5, logs.OnPool.Count);
        Assert.DoesNotContain(true, logs.OnPool);
        Assert.NotNull(inventory.LogIfRead(Log(0)));
    }

    [Fact]
    public void Logs_of_a_snapshot_are_not_counted()
    {
        var budget = new LogBudget(Cluster(isRemote: false, pods: 3 * LogBudget.PodsOfOneWorkload));

        Assert.All(Enumerable.Range(0, 3 * LogBudget.PodsOfOneWorkload), index => Assert.Null(budget.Refuse(Log(index), isTarget: false)));
        Assert.Null(budget.NotAsked());
    }

    private static LogRequest Log(int index) => new(TestCluster.DefaultNamespace, $"web-{index:00}", "app", false);

    private static ClusterInventory Cluster(bool isRemote, int pods) => new(Data(
        [.. Enumerable.Range(0, pods).Select(index => (TestCluster.Pod($"web-{index:00}", "n1") is var pod && index < 29 ? pod : pod with { Containers = [.. pod.Containers.Select(container => container with { Ready = false, RestartCount = 3 })] }) with { Owners = [new KubeOwner("ReplicaSet", "web", "u1", Controller: true)] })], isRemote));

    private static InventoryData Data(IReadOnlyCollection<KubeObject> objects, bool isRemote) => new()
    {
        Name = "test",
        Source = "test cluster",
        Location = "memory",
        CapturedAt = TestCluster.Now,
        Objects = objects,
        Coverage = new CoverageRecord(),
        Logs = new EmptyLogs(isRemote),
    };

    private sealed class EmptyLogs(bool isRemote) : ILogStore
    {
        public bool IsRemote => isRemote;

        public ConcurrentBag<bool> OnPool { get; } = [];

        public LogText Read(LogRequest request, CancellationToken cancellation, Func<string, string>? replace = null)
        {
            OnPool.Add(Thread.CurrentThread.IsThreadPoolThread);
            return new([], null);
        }
    }
}
