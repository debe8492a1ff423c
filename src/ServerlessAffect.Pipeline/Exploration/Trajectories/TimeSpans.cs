namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>Dates put together so that a curve has some tens of points: by day, week, month or year, always UTC.</summary>
/// <param name="Name">Of one span, for sentences.</param>
/// <param name="StartOf">The first day of the span that a day is in.</param>
internal sealed record TimeSpans(string Name, Func<DateOnly, DateOnly> StartOf)
{
    private const int MostPoints = 60;

    public static TimeSpans For(DateOnly first, DateOnly last) => (last.DayNumber - first.DayNumber) switch
    {
        < MostPoints => new("day", d => d),
        < MostPoints * 7 => new("week", d => d.AddDays(-(((int)d.DayOfWeek + 6) % 7))),
        < MostPoints * 30 => new("month", d => new DateOnly(d.Year, d.Month, 1)),
        _ => new("year", d => new DateOnly(d.Year, 1, 1)),
    };
}
