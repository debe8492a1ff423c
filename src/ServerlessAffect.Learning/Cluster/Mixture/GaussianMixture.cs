using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>A mixture of Gaussians by expectation and maximisation, scikit-learn's <c>GaussianMixture</c>; a row belongs to its likeliest component.</summary>
/// <remarks>Computed on rows less their mean, so that columns far from 0 cost no digits. The same bits for a seed, whatever <see cref="Parallelism"/> is.</remarks>
public sealed class GaussianMixture : IClusterer
{
    /// <summary>From 1 to the number of rows.</summary>
    public int Components { get; init; } = 1;

    public CovarianceKind Covariance { get; init; } = CovarianceKind.Full;

    /// <summary>Stops when the mean log-likelihood of a row changes by less.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Added to all variances, so that a component of few or equal rows keeps a volume.</summary>
    public double RegCovar { get; init; } = 1e-6;

    /// <summary>Iterations of a start at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>How many k-means starts are tried, 1 at least; not used where <see cref="Init"/> is given.</summary>
    public int NInit { get; init; } = 1;

    /// <summary>Null starts from the clusters of k-means.</summary>
    public MixtureStart? Init { get; init; }

    /// <summary>Seed of the k-means starts.</summary>
    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    /// <remarks>Progress counts the iterations of one start after the other; its criterion is the change of the mean log-likelihood.</remarks>
    public GaussianMixtureClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Components, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NInit, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Tolerance);
        ArgumentOutOfRangeException.ThrowIfNegative(RegCovar);
        ClusteringRows.Require(x, Components, $"for {Components} components; ask for fewer components");
        RequireStart(x);
        var center = ColumnMeans.Of(x);
        var columns = MixtureColumns.Of(x, center);
        GaussianMixtureClustering? best = null;
        for (var start = 0; start < (Init is null ? NInit : 1); start++)
        {
            var fit = FitFrom(x, columns, center, unchecked(RandomState + start), progress, cancellationToken);
            if (best is null || fit.LowerBound > best.LowerBound)
            {
                best = fit;
            }
        }

        return best!;
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);

    private GaussianMixtureClustering FitFrom(
        DenseMatrix x, MixtureColumns columns, double[] center, int seed, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var responsibilities = new DenseMatrix(Components, columns.Padded);
        var maximum = new MixtureMaximum(columns, Covariance, RegCovar, Parallelism);
        GaussianComponents components;
        if (Init is null)
        {
            var clusters = new KMeans { Clusters = Components, NInit = 1, RandomState = seed, Parallelism = Parallelism }.Fit(x, cancellationToken: cancellationToken).Labels;
            for (var i = 0; i < clusters.Count; i++)
            {
                responsibilities[clusters[i], i] = 1;
            }

            components = maximum.Of(responsibilities, cancellationToken);
        }
        else
        {
            components = maximum.Unit(Init, center);
        }

        var (bound, converged, iteration) = (double.NegativeInfinity, false, 0);
        while (!converged && iteration < MaxIterations)
        {
            iteration++;
            var before = bound;
            bound = components.Expect(columns, responsibilities, Parallelism, cancellationToken);
            components = maximum.Of(responsibilities, cancellationToken);
            converged = Math.Abs(bound - before) < Tolerance;
            progress?.Report(new FitProgress(iteration, MaxIterations, Math.Abs(bound - before), converged));
        }

        return new GaussianMixtureClustering(x, components, center, Covariance, bound, iteration, converged, Parallelism, cancellationToken);
    }

    private void RequireStart(DenseMatrix x)
    {
        if (Init is null)
        {
            return;
        }

        if (Init.Means.Rows != Components || Init.Means.Columns != x.Columns)
        {
            throw new ArgumentException($"Expected a start of {Components} x {x.Columns} means; got {Init.Means.Rows} x {Init.Means.Columns}.", nameof(x));
        }

        if (Init.Weights is { } weights && (weights.Count != Components || weights.Any(w => !(w > 0)) || !(Math.Abs(FixedOrder.Sum([.. weights]) - 1) < 1e-6)))
        {
            throw new ArgumentException($"Expected {Components} starting weights above 0 of sum 1; got {string.Join(", ", weights)}.", nameof(x));
        }
    }
}
