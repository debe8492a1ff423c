using System.Globalization;
using NCrontab;

namespace ServerlessAffect.LocalHost.Triggers.Timers;

/// <summary>When a timer is due, in UTC: a six-field cron expression (seconds first), or an interval such as <c>00:05:00</c>.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    /// <summary>Null where the text is neither.</summary>
    public static TimerSchedule? Parse(string text)
    {
        if (CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } cron)
        {
            return new TimerSchedule(cron, TimeSpan.Zero);
        }

        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : null;
    }

    /// <summary>The first time after <paramref name="utc"/>.</summary>
    public DateTime Next(DateTime utc) => _cron?.GetNextOccurrence(utc) ?? utc + _interval;
}
