using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>Numbers of days that come from elsewhere: prices, temperatures, views.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Values">By day.</param>
internal sealed record OutsideSeries(string Name, IReadOnlyDictionary<DateOnly, double> Values)
{
    /// <summary>Every column of numbers of a csv with a column of dates; several rows of a day are averaged.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.UnknownColumn"/>, <see cref="ErrorCodes.InvalidData"/>.</exception>
    public static async Task<IReadOnlyList<OutsideSeries>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new AffectException(ErrorCodes.UnknownData, $"There is no file of a series '{Printable.Shorten(path, 200)}'.");
        }

        var (names, rows) = await TableRows.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var columns = new ItemColumns(names);
        if (!columns.Has("date"))
        {
            throw new AffectException(ErrorCodes.UnknownColumn, $"The series needs a column 'date'; it has {string.Join(", ", names.Take(12).Select(n => Printable.Shorten(n, 40)))}.");
        }

        var days = new DateOnly[rows.Count];
        for (var row = 0; row < days.Length; row++)
        {
            days[row] = ItemColumns.ParseDate(columns.Field(rows[row], "date")) is { } date
                ? DateOnly.FromDateTime(date.UtcDateTime)
                : throw new AffectException(ErrorCodes.InvalidData, $"Row {row + 1} of the series has no date that can be read; write it as 2026-11-28.");
        }

        OutsideSeries[] series = [.. Enumerable.Range(0, names.Count).Where(c => !ItemColumns.IsKnown(names[c])).Select(c => Of(names[c], days, rows, c)).OfType<OutsideSeries>()];
        return series.Length > 0 ? series : throw new AffectException(ErrorCodes.InvalidData, "The series has no column of numbers beside its dates.");
    }

    private static OutsideSeries? Of(string name, DateOnly[] days, IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        var sums = new Dictionary<DateOnly, (double Sum, int Count)>();
        for (var row = 0; row < days.Length; row++)
        {
            var field = rows[row][column];
            if (string.IsNullOrWhiteSpace(field))
            {
                continue;
            }

            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            {
                return null;
            }

            var (sum, count) = sums.GetValueOrDefault(days[row]);
            sums[days[row]] = (sum + value, count + 1);
        }

        return sums.Count == 0 ? null : new OutsideSeries(Printable.Shorten(name, 60), sums.ToDictionary(s => s.Key, s => s.Value.Sum / s.Value.Count));
    }
}
