using System.Globalization;

namespace RunbookTools.Engine.Symptoms;

/// <summary>A cron job's schedule: when it last came round. Five fields as in <c>crontab(5)</c>, and the @ words Kubernetes takes.</summary>
internal sealed class CronSchedule
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private readonly bool[] _daysOfMonth;
    private readonly bool[] _monthsOfYear;
    private readonly bool[] _daysOfWeek;
    private readonly bool _eitherDay;

    private CronSchedule(bool[] minutes, bool[] hours, bool[] daysOfMonth, bool[] months, bool[] daysOfWeek, bool eitherDay)
    {
        (_minutes, _hours, _daysOfMonth, _monthsOfYear, _daysOfWeek, _eitherDay) = (minutes, hours, daysOfMonth, months, daysOfWeek, eitherDay);
    }

    /// <summary>True when it comes round in every hour, so that the time zone does not matter.</summary>
    public bool IsHourly => _hours.All(hour => hour) && _daysOfMonth.Skip(1).All(day => day) && _daysOfWeek.All(day => day);

    /// <summary>Reads a schedule; null when it is not understood.</summary>
    public static CronSchedule? Parse(string text)
    {
        var fields = (text.Trim() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            var plain => plain,
        }).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5
            || Field(fields[0], 0, 59, []) is not { } minutes
            || Field(fields[1], 0, 23, []) is not { } hours
            || Field(fields[2], 1, 31, []) is not { } days
            || Field(fields[3], 1, 12, s_months) is not { } months
            || Field(fields[4], 0, 7, s_days) is not { } week)
        {
            return null;
        }

        // Sunday is 0 and 7.
        week[0] |= week[7];
        // Both days restricted means either of them.
        var either = !fields[2].StartsWith('*') && !fields[4].StartsWith('*') && fields[2] != "?" && fields[4] != "?";
        return new CronSchedule(minutes, hours, days, months, week[..7], either);
    }

    /// <summary>True when it comes round in that minute.</summary>
    public bool Fires(DateTime at) => IsDay(at) && _hours[at.Hour] && _minutes[at.Minute];

    /// <summary>The last time it came round at or before a moment; null when not within a year.</summary>
    public DateTime? Previous(DateTime at)
    {
        for (var day = 0; day <= 366; day++)
        {
            var date = at.Date.AddDays(-day);
            if (!IsDay(date))
            {
                continue;
            }

            for (var minute = day == 0 ? (int)at.TimeOfDay.TotalMinutes : (24 * 60) - 1; minute >= 0; minute--)
            {
                if (_hours[minute / 60] && _minutes[minute % 60])
                {
                    return date.AddMinutes(minute);
                }
            }
        }

        return null;
    }

    private static bool[]? Field(string text, int least, int most, string[] names)
    {
        var set = new bool[most + 1];
        foreach (var part in text.Split(','))
        {
            var range = part.Split('/');
            var step = 1;
            if (range.Length > 2 || (range.Length == 2 && (!int.TryParse(range[1], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1)))
            {
                return null;
            }

            var (first, last) = (least, most);
            if (range[0] is not ("*" or "?"))
            {
                var ends = range[0].Split('-');
                if (ends.Length > 2 || Value(ends[0], names, least) is not { } from)
                {
                    return null;
                }

                first = from;
                last = range.Length == 2 ? most : from;
                if (ends.Length == 2)
                {
                    if (Value(ends[1], names, least) is not { } to)
                    {
                        return null;
                    }

                    last = to;
                }
            }

            if (first < least || last > most || first > last)
            {
                return null;
            }

            for (var value = first; value <= last; value += step)
            {
                set[value] = true;
            }
        }

        return set;
    }

    private static int? Value(string text, string[] names, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Array.IndexOf(names, text.ToLowerInvariant()) is >= 0 and var index ? index + least
        : null;

    private bool IsDay(DateTime date) =>
        _monthsOfYear[date.Month]
        && (_eitherDay
            ? _daysOfMonth[date.Day] || _daysOfWeek[(int)date.DayOfWeek]
            : _daysOfMonth[date.Day] && _daysOfWeek[(int)date.DayOfWeek]);
}
