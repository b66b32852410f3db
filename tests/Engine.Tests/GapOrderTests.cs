namespace Engine.Tests;

public class GapOrderTests
{
    [Fact]
    public void What_was_read_in_part_comes_before_what_may_not_be_read_and_what_is_not_there()
    {
        CoverageGap[] gaps =
        [
            Gap(GapKind.Absent, "Pod"), Gap(GapKind.Forbidden, "ControllerRevision"), Gap(GapKind.NotAsked, "PodLog"), Gap(GapKind.Forbidden, "Node"),
            Gap(GapKind.Unreadable, "Ingress"), Gap(GapKind.Unreadable, "", "pods/shop.json"), Gap(GapKind.Failed, "Pod"),
        ];

        Assert.Equal(
            ["Failed Pod", "Unreadable pods/shop.json", "Unreadable Ingress", "Forbidden Node", "Forbidden ControllerRevision", "NotAsked PodLog", "Absent Pod"],
            GapOrder.Sort(gaps).Select(Describe));
    }

    [Fact]
    public void The_kinds_that_matter_most_come_first_and_the_others_keep_their_order()
    {
        string[] kinds = ["Pod", "Node", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Service", "Event"];
        string[] others = ["Secret", "ControllerRevision", "Ingress"];

        Assert.Equal(kinds.Concat(others), GapOrder.Sort(others.Concat(kinds.Reverse()).Select(kind => Gap(GapKind.Forbidden, kind))).Select(gap => gap.Resource));
        Assert.Empty(GapOrder.Sort([]));
    }

    private static CoverageGap Gap(GapKind kind, string resource, string? path = null) => new(kind, resource, null, "why") { Path = path };

    private static string Describe(CoverageGap gap) => $"{gap.Kind} {gap.Path ?? gap.Resource}";
}
