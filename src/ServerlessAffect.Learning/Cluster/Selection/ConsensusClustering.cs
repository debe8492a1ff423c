using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Metrics.Clustering;

namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>Whether a method finds the same clusters again when it sees another part of the rows.</summary>
/// <remarks>
/// Two subsamples hold different rows in different places, so their labels are compared row by row on the rows that both hold, never position by position: the latter
/// gives an index of 0 for the most stable method.
/// </remarks>
public sealed class ConsensusClustering
{
    /// <summary>Stands for the label of a row that a subsample does not hold.</summary>
    internal const int NotDrawn = int.MinValue;

    /// <summary>How many subsamples, 2 at least.</summary>
    public int Subsamples { get; init; } = 30;

    /// <summary>Share of the rows in a subsample, between 0 and 1; drawn without replacement.</summary>
    public double Share { get; init; } = 0.8;

    /// <summary>The consensus of pairs is taken of so many rows at most, drawn by the seed, 2 at least: its memory grows with their square.</summary>
    public int MaxItems { get; init; } = 1000;

    /// <summary>A pair is ambiguous where its consensus lies between this and 1 - this; from 0 to one half.</summary>
    public double AmbiguousFrom { get; init; } = 0.1;

    /// <summary>Share of the pairs of subsamples between the ends of <see cref="ClusterConsensus.Agreement"/>.</summary>
    public double Level { get; init; } = 0.95;

    public int RandomState { get; init; }

    /// <param name="x">[rows, columns].</param>
    /// <param name="clusterer">The method; it also clusters all rows once.</param>
    /// <param name="progress">Told after every clustering; the criterion is the share of them that is left.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: the subsamples would be too small, or as the clusterer throws it.</exception>
    public ClusterConsensus Run(DenseMatrix x, IClusterer clusterer, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentOutOfRangeException.ThrowIfLessThan(Subsamples, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxItems, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(AmbiguousFrom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(AmbiguousFrom, 0.5);
        var count = (int)(Share * x.Rows);
        if (!(Share is > 0 and < 1) || count < 2)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected subsamples of two rows at least and fewer than all; got {Share} of {x.Rows} rows. Add rows or change the share.");
        }

        var random = new SeededRandom(RandomState);
        var items = RowSample.Draw(x.Rows, Math.Min(MaxItems, x.Rows), random);
        var reference = clusterer.Fit(x, null, cancellationToken);
        StepProgress.Report(progress, 1, Subsamples + 1);
        var pairs = new CoAssignment(items);
        var labels = new int[Subsamples][];
        for (var s = 0; s < Subsamples; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            labels[s] = Cluster(x, RowSample.Draw(x.Rows, count, random), clusterer, cancellationToken);
            pairs.Add(labels[s]);
            StepProgress.Report(progress, s + 2, Subsamples + 1);
        }

        var consensus = pairs.ToMatrix();
        var (itemScores, clusterScores) = Scores(consensus, Array.ConvertAll(items, i => reference.Labels[i]), reference.ClusterCount);
        return new ClusterConsensus(reference, MeasureRange.Of(Agreements(labels, cancellationToken), Level), items, consensus, itemScores, clusterScores, Ambiguous(consensus));
    }

    private static int[] Cluster(DenseMatrix x, int[] rows, IClusterer clusterer, CancellationToken cancellationToken)
    {
        var found = clusterer.Fit(x.TakeRows(rows), null, cancellationToken).Labels;
        var labels = new int[x.Rows];
        Array.Fill(labels, NotDrawn);
        for (var i = 0; i < rows.Length; i++)
        {
            labels[rows[i]] = found[i];
        }

        return labels;
    }

    private static double[] Agreements(int[][] labels, CancellationToken cancellationToken)
    {
        var values = new List<double>();
        var (first, second) = (new int[labels[0].Length], new int[labels[0].Length]);
        for (var a = 1; a < labels.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var shared = 0;
                for (var row = 0; row < first.Length; row++)
                {
                    if (labels[a][row] != NotDrawn && labels[b][row] != NotDrawn)
                    {
                        (first[shared], second[shared++]) = (labels[a][row], labels[b][row]);
                    }
                }

                values.Add(shared < 2 ? double.NaN : ContingencyTable.Of(first.AsSpan(0, shared), second.AsSpan(0, shared)).AdjustedRand);
            }
        }

        return [.. values];
    }

    private static (double[] Items, double[] Clusters) Scores(DenseMatrix consensus, int[] labels, int clusters)
    {
        var (items, sums, pairs) = (new double[labels.Length], new double[clusters], new int[clusters]);
        for (var i = 0; i < items.Length; i++)
        {
            var (sum, others) = (0.0, 0);
            for (var j = 0; j < items.Length; j++)
            {
                if (j != i && labels[j] == labels[i] && labels[i] != IClustering.Noise && !double.IsNaN(consensus[i, j]))
                {
                    sum += consensus[i, j];
                    others++;
                }
            }

            items[i] = sum / others;
            if (others > 0)
            {
                sums[labels[i]] += sum;
                pairs[labels[i]] += others;
            }
        }

        return (items, [.. sums.Zip(pairs, (sum, count) => sum / count)]);
    }

    private double Ambiguous(DenseMatrix consensus)
    {
        var (between, pairs) = (0, 0);
        for (var i = 1; i < consensus.Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                between += consensus[i, j] > AmbiguousFrom && consensus[i, j] < 1 - AmbiguousFrom ? 1 : 0;
                pairs += double.IsNaN(consensus[i, j]) ? 0 : 1;
            }
        }

        return (double)between / pairs;
    }
}
