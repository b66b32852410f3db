namespace Engine.Tests;

public class ClockTests
{
    private static readonly DateTimeOffset s_day = new(2022, 4, 12, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Takes_the_newest_timestamp() => Assert.Equal(s_day.AddHours(2), Clock.Newest([Map(s_day.AddHours(2)), Lease(s_day)]));

    [Fact]
    public void Passes_over_what_was_created_days_after_the_last_sign_of_life() => Assert.Equal(s_day, Clock.Newest([Map(s_day.AddDays(700)), Lease(s_day)]));

    [Fact]
    public void Takes_creations_when_there_is_nothing_else() => Assert.Equal(s_day, Clock.Newest([Map(s_day), Map(s_day.AddDays(-3))]));

    private static KubeConfigMap Map(DateTimeOffset created) => new() { Kind = "ConfigMap", Name = "x", Created = created };

    private static KubeLease Lease(DateTimeOffset renewed) => new() { Kind = "Lease", Name = "n1", Renewed = renewed };
}
