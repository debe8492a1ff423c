using ServerlessAffect.Core;

namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>What is followed: of each champion the classes that it reads most, or, where nothing was read, the labels.</summary>
internal static class Measures
{
    private const int MostClasses = 5;

    public static IReadOnlyList<Measure> Of(ExploredArchive explored)
    {
        if (explored.Readings.Count == 0)
        {
            return OfLabels(explored);
        }

        var measures = new List<Measure>();
        foreach (var model in explored.Readings.GroupBy(r => r.Model).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var readings = model.ToArray();
            var classes = readings[0].Probabilities.Keys.OrderByDescending(c => readings.Average(r => r.Probabilities.GetValueOrDefault(c))).Take(MostClasses);
            foreach (var name in classes)
            {
                var values = Missing(explored.Items.Count);
                foreach (var reading in readings)
                {
                    values[reading.Item] = reading.Probabilities.GetValueOrDefault(name);
                }

                measures.Add(new Measure($"{model.Key.Split('@')[0]}: {Printable.Shorten(name, 40)}", values));
            }
        }

        return measures;
    }

    private static List<Measure> OfLabels(ExploredArchive explored)
    {
        var classes = explored.Items.Select(i => i.Label).OfType<string>().CountBy(l => l, StringComparer.Ordinal).OrderByDescending(c => c.Value).Take(MostClasses);
        return [.. classes.Select(c => new Measure(
            $"label {Printable.Shorten(c.Key, 40)}", [.. explored.Items.Select(i => i.Label is null ? double.NaN : i.Label == c.Key ? 1 : 0)]))];
    }

    private static double[] Missing(int count)
    {
        var values = new double[count];
        values.AsSpan().Fill(double.NaN);
        return values;
    }
}
