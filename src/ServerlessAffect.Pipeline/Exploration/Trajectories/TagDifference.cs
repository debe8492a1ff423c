using ServerlessAffect.Core.Models;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>Items of a tag or place against all others, in one measure.</summary>
/// <param name="Tag">The tag or place.</param>
/// <param name="Measure">What is compared.</param>
/// <param name="Count">Items of the tag that have the measure.</param>
/// <param name="Difference">Mean of the tag's items less the mean of the others, with its interval.</param>
/// <param name="PValue">Mann and Whitney's test, corrected for all tags and measures (Benjamini and Hochberg).</param>
internal sealed record TagDifference(string Tag, string Measure, int Count, MetricEstimate Difference, double PValue)
{
    private const int FewestItems = 5;
    private const int MostTags = 20;
    private const int Resamples = 1000;

    /// <param name="tags">[items], the tags and places of each.</param>
    /// <param name="measures">What is compared.</param>
    /// <param name="seed">Of the intervals.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <returns>The largest differences first.</returns>
    public static IReadOnlyList<TagDifference> Of(IReadOnlyList<IReadOnlyList<string>> tags, IReadOnlyList<Measure> measures, int seed, CancellationToken cancellationToken)
    {
        var names = tags.SelectMany(t => t.Distinct(StringComparer.Ordinal)).CountBy(t => t, StringComparer.Ordinal).Where(c => c.Value >= FewestItems && tags.Count - c.Value >= FewestItems)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostTags).Select(c => c.Key);
        var differences = new List<TagDifference>();
        var bootstrap = new Bootstrap { Resamples = Resamples, RandomState = seed };
        foreach (var tag in names)
        {
            foreach (var measure in measures)
            {
                double[] own = [.. Values(measure, i => tags[i].Contains(tag, StringComparer.Ordinal))];
                double[] others = [.. Values(measure, i => !tags[i].Contains(tag, StringComparer.Ordinal))];
                if (own.Length >= FewestItems && others.Length >= FewestItems)
                {
                    var difference = bootstrap.Interval(own, others, MeanDifference, cancellationToken);
                    differences.Add(new TagDifference(tag, measure.Name, own.Length, difference, MannWhitney.Of(own, others).PValue));
                }
            }
        }

        var corrected = PValueCorrection.BenjaminiHochberg([.. differences.Select(d => d.PValue)]);
        return [.. differences.Select((d, i) => d with { PValue = corrected[i] }).OrderByDescending(d => Math.Abs(d.Difference.Value))];
    }

    private static IEnumerable<double> Values(Measure measure, Func<int, bool> chosen) =>
        Enumerable.Range(0, measure.Values.Length).Where(i => chosen(i) && !double.IsNaN(measure.Values[i])).Select(i => measure.Values[i]);

    private static double MeanDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Mean(first) - Mean(second);

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
