namespace RunbookTools.Model;

/// <summary>A time that may be absent, in eight bytes: a hundred thousand pods keep a million of them.</summary>
/// <param name="Ticks">Ticks (UTC); 0 for none.</param>
internal readonly record struct Moment(long Ticks)
{
    /// <summary>The time, or none.</summary>
    public static implicit operator Moment(DateTimeOffset? time) => new(time?.UtcTicks ?? 0);

    /// <summary>The time (UTC), or none.</summary>
    public static implicit operator DateTimeOffset?(Moment moment) => moment.Ticks == 0 ? null : new DateTimeOffset(moment.Ticks, TimeSpan.Zero);
}
