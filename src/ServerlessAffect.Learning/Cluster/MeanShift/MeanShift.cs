using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Modes of the density by moving every seed to the mean of the rows around it until it rests (flat kernel), scikit-learn's <c>MeanShift</c>; it finds the number of clusters.</summary>
/// <remarks>Seeds that meet at the same point go on as one, which changes nothing but the time. No table of pairs is held. The same bits for any number of threads.</remarks>
public sealed class MeanShift : IClusterer
{
    // Of the bandwidth: a seed that moves less rests.
    private const double Rest = 1e-3;

    /// <summary>How far around a seed rows count, above 0; null estimates it (<see cref="EstimateBandwidth"/>).</summary>
    public double? Bandwidth { get; init; }

    /// <summary>Seeds are the middles of cells as wide as the bandwidth that hold rows, in place of all rows: faster, and less exact.</summary>
    public bool BinSeeding { get; init; }

    /// <summary>Rows that a cell needs to become a seed.</summary>
    public int MinBinFrequency { get; init; } = 1;

    /// <summary>Whether rows farther than the bandwidth from every mode belong to the nearest too; otherwise they are <see cref="IClustering.Noise"/>.</summary>
    public bool ClusterAll { get; init; } = true;

    /// <summary>Moves of a seed at most, 1 at least.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>The mean distance of a row from the farthest of a share of the rows that are nearest to it, itself among them; scikit-learn's <c>estimate_bandwidth</c>.</summary>
    /// <param name="x">[rows, columns], finite.</param>
    /// <param name="quantile">Above 0, at most 1: the higher, the fewer modes.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    public static double EstimateBandwidth(DenseMatrix x, double quantile = 0.3, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        if (!(quantile > 0 && quantile <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "Expected a share above 0 and at most 1.");
        }

        ClusteringRows.Require(x, 1, "to estimate a bandwidth; add rows");
        return BandwidthEstimate.Of(x, Math.Max(1, (int)(x.Rows * quantile)), parallelism, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Progress counts the moves; its criterion is how many seeds still move.</remarks>
    public MeanShiftClustering Fit(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinBinFrequency, 1);
        if (Bandwidth is { } given && !(given > 0 && double.IsFinite(given)))
        {
            throw new ArgumentOutOfRangeException(nameof(x), given, "Expected a bandwidth above 0.");
        }

        ClusteringRows.Require(x, 1, "to group; add rows");
        var bandwidth = Bandwidth ?? EstimateBandwidth(x, parallelism: Parallelism, cancellationToken: cancellationToken);
        var seeds = BinSeeding && bandwidth > 0 ? SeedCells.Of(x, bandwidth, MinBinFrequency) : x;
        var climb = new FlatKernelClimb(x, bandwidth, Parallelism);
        var modes = climb.Run(seeds, Rest * bandwidth, MaxIterations, progress, cancellationToken);
        if (modes.Count == 0)
        {
            throw new AffectException(
                ErrorCodes.InvalidData, $"No row lies within the bandwidth of {bandwidth} of the middle of a cell. Let all rows be seeds (BinSeeding = false) or widen the bandwidth.");
        }

        return new MeanShiftClustering(x, ModeChoice.Of(modes, bandwidth), bandwidth, ClusterAll, climb.Iterations, Parallelism, cancellationToken);
    }

    IClustering IClusterer.Fit(DenseMatrix x, IProgress<FitProgress>? progress, CancellationToken cancellationToken) => Fit(x, progress, cancellationToken);
}
