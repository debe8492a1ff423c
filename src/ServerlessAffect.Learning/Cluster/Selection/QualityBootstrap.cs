namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Clusters rows that are drawn again and again and measures each clustering: a measure that moves much says little.</summary>
/// <remarks>
/// Rows are drawn with replacement, as many as there are, and each that was drawn stands once: a copy of a row lies at distance 0 from it and would make every cluster look
/// tighter than it is. A resample holds about 63 % of the rows.
/// </remarks>
public sealed class QualityBootstrap
{
    /// <summary>How many resamples, 1 at least.</summary>
    public int Resamples { get; init; } = 50;

    /// <summary>Share of the resamples between the ends of a range.</summary>
    public double Level { get; init; } = 0.95;

    public ClusterScorer Scorer { get; init; } = new();

    public int RandomState { get; init; }

    /// <param name="x">[rows, columns].</param>
    /// <param name="clusterer">The method.</param>
    /// <param name="progress">Told after every resample; the criterion is the share of them that is left.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">As the clusterer throws it.</exception>
    public QualityRanges Run(DenseMatrix x, IClusterer clusterer, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 1);
        var random = new SeededRandom(RandomState);
        var each = new ClusterQuality[Resamples];
        for (var r = 0; r < Resamples; r++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var drawn = x.TakeRows(Draw(x.Rows, random));
            each[r] = Scorer.Score(drawn, clusterer.Fit(drawn, null, cancellationToken).Labels, cancellationToken);
            StepProgress.Report(progress, r + 1, Resamples);
        }

        return new QualityRanges(each, Range(q => q.Clusters), Range(q => q.NoiseShare), Range(q => q.Silhouette), Range(q => q.CalinskiHarabasz), Range(q => q.DaviesBouldin));

        MeasureRange Range(Func<ClusterQuality, double> measure) => MeasureRange.Of(each.Select(measure), Level);
    }

    private static int[] Draw(int rows, SeededRandom random)
    {
        var isDrawn = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            isDrawn[random.Next(rows)] = true;
        }

        return [.. Enumerable.Range(0, rows).Where(i => isDrawn[i])];
    }
}
