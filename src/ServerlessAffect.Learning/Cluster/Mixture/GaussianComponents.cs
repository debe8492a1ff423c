using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The components of a mixture in one iteration: weights, means, and what whitens a row.</summary>
/// <remarks>Component k has the log-density log |Wₖ| - ½ (columns · log 2π + |Wₖ (x - meanₖ)|²), where Wₖ is the inverse of the covariance's Cholesky factor, or a diagonal of inverse deviations.</remarks>
internal sealed class GaussianComponents
{
    private readonly double[] _weights;
    private readonly DenseMatrix _means;
    private readonly DenseMatrix[] _lower;
    private readonly DenseMatrix? _inverseDeviations;
    private readonly double[] _constants;

    /// <param name="weights">[components].</param>
    /// <param name="means">[components, columns].</param>
    /// <param name="covariances">As <see cref="GaussianMixtureClustering.Covariances"/> has them.</param>
    /// <param name="lower">[components] lower triangles, the same one again where all share it; empty for variances alone.</param>
    /// <param name="inverseDeviations">[components, columns]; null for matrices.</param>
    internal GaussianComponents(double[] weights, DenseMatrix means, double[] covariances, DenseMatrix[] lower, DenseMatrix? inverseDeviations)
    {
        (_weights, _means, Covariances, _lower, _inverseDeviations) = (weights, means, covariances, lower, inverseDeviations);
        _constants = new double[weights.Length];
        for (var k = 0; k < weights.Length; k++)
        {
            var logs = 0.0;
            for (var j = 0; j < means.Columns; j++)
            {
                logs += Math.Log(inverseDeviations is null ? lower[k][j, j] : inverseDeviations[k, j]);
            }

            _constants[k] = Math.Log(weights[k]) + logs - (0.5 * means.Columns * Math.Log(2 * Math.PI));
        }
    }

    internal IReadOnlyList<double> Weights => _weights;

    internal DenseMatrix Means => _means;

    internal double[] Covariances { get; }

    /// <summary>How likely every component is for every row, into [components, padded]; 0 past the rows.</summary>
    /// <returns>The mean log-likelihood of a row.</returns>
    internal double Expect(MixtureColumns x, DenseMatrix responsibilities, int parallelism, CancellationToken cancellationToken)
    {
        var sums = new double[RowBlocks.Count(x.Rows, MixtureColumns.Block)];
        RowBlocks.Run(x.Rows, MixtureColumns.Block, parallelism, (block, first, count) =>
        {
            var joint = Joint(x, first);
            var norms = new double[MixtureColumns.Block];
            LogSumExp(joint, norms);
            for (var k = 0; k < joint.Rows; k++)
            {
                var to = responsibilities.Row(k).Slice(first, MixtureColumns.Block);
                TensorPrimitives.Subtract(joint.Row(k), norms, to);
                TensorPrimitives.Exp(to, to);
                to[count..].Clear();
            }

            sums[block] = FixedOrder.Sum(norms.AsSpan(0, count));
        }, cancellationToken);
        return FixedOrder.Sum(sums) / x.Rows;
    }

    /// <summary>Log-density of every row, [rows], and with it each component's share of it, [components, padded].</summary>
    internal (double[] Densities, DenseMatrix Joint) LogDensities(MixtureColumns x, int parallelism, CancellationToken cancellationToken)
    {
        var (densities, all) = (new double[x.Rows], new DenseMatrix(_weights.Length, x.Padded));
        RowBlocks.Run(x.Rows, MixtureColumns.Block, parallelism, (_, first, count) =>
        {
            var joint = Joint(x, first);
            var norms = new double[MixtureColumns.Block];
            LogSumExp(joint, norms);
            norms.AsSpan(0, count).CopyTo(densities.AsSpan(first));
            for (var k = 0; k < joint.Rows; k++)
            {
                joint.Row(k).CopyTo(all.Row(k)[first..]);
            }
        }, cancellationToken);
        return (densities, all);
    }

    // log weight + log density, [components, block].
    private DenseMatrix Joint(MixtureColumns x, int first)
    {
        var joint = new DenseMatrix(_weights.Length, MixtureColumns.Block);
        var differences = new DenseMatrix(x.Columns, MixtureColumns.Block);
        for (var k = 0; k < joint.Rows; k++)
        {
            var row = joint.Row(k);
            if (_inverseDeviations is null)
            {
                Differences(x, first, k, differences);
                WhitenedNorms.Add(_lower[k], differences, row);
            }
            else
            {
                for (var j = 0; j < x.Columns; j++)
                {
                    ScaledSquares.Add(x.Values.Row(j).Slice(first, MixtureColumns.Block), _means[k, j], _inverseDeviations[k, j], row);
                }
            }

            TensorPrimitives.Multiply(row, -0.5, row);
            TensorPrimitives.Add(row, _constants[k], row);
        }

        return joint;
    }

    private void Differences(MixtureColumns x, int first, int component, DenseMatrix differences)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            TensorPrimitives.Subtract(x.Values.Row(j).Slice(first, MixtureColumns.Block), _means[component, j], differences.Row(j));
        }
    }

    private static void LogSumExp(DenseMatrix joint, Span<double> norms)
    {
        Span<double> largest = stackalloc double[MixtureColumns.Block];
        Span<double> part = stackalloc double[MixtureColumns.Block];
        joint.Row(0).CopyTo(largest);
        for (var k = 1; k < joint.Rows; k++)
        {
            TensorPrimitives.Max(largest, joint.Row(k), largest);
        }

        norms.Clear();
        for (var k = 0; k < joint.Rows; k++)
        {
            TensorPrimitives.Subtract(joint.Row(k), largest, part);
            TensorPrimitives.Exp(part, part);
            TensorPrimitives.Add(norms, part, norms);
        }

        TensorPrimitives.Log(norms, norms);
        TensorPrimitives.Add(norms, largest, norms);
    }
}
