using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The likeliest components for given responsibilities.</summary>
/// <remarks>Covariances are sums of squared differences from the new means, a component on a thread of its own: the same bits for any number of threads.</remarks>
internal sealed class MixtureMaximum
{
    // What scikit-learn adds to the weight of a component, so that one without rows has a mean.
    private const double LeastRows = 10 * 2.2204460492503131e-16;

    private const int SquaresBlock = 8 * MixtureColumns.Block;

    private readonly MixtureColumns _x;
    private readonly CovarianceKind _kind;
    private readonly double _reg;
    private readonly int _parallelism;
    private readonly DenseMatrix? _total;

    internal MixtureMaximum(MixtureColumns x, CovarianceKind kind, double reg, int parallelism)
    {
        (_x, _kind, _reg, _parallelism) = (x, kind, reg, parallelism);
        if (kind == CovarianceKind.Tied)
        {
            _total = new DenseMatrix(x.Columns, x.Columns);
            var ones = new double[x.Padded];
            ones.AsSpan(0, x.Rows).Fill(1);
            Scatter(ones, new double[x.Columns], _total, CancellationToken.None);
        }
    }

    /// <summary>Components of variance 1 at given means, less the centre.</summary>
    internal GaussianComponents Unit(MixtureStart start, double[] center)
    {
        var (k, d) = (start.Means.Rows, start.Means.Columns);
        var means = new DenseMatrix(k, d);
        for (var c = 0; c < k; c++)
        {
            TensorPrimitives.Subtract(start.Means.Row(c), center, means.Row(c));
        }

        double[] weights = start.Weights is null ? [.. Enumerable.Repeat(1.0 / k, k)] : [.. start.Weights];
        if (_kind is CovarianceKind.Diagonal or CovarianceKind.Spherical)
        {
            var ones = new DenseMatrix(k, d);
            ones.Values.AsSpan().Fill(1);
            return new GaussianComponents(weights, means, [], [], ones);
        }

        var unit = new DenseMatrix(d, d);
        for (var j = 0; j < d; j++)
        {
            unit[j, j] = 1;
        }

        return new GaussianComponents(weights, means, [], [.. Enumerable.Repeat(unit, k)], null);
    }

    /// <param name="responsibilities">[components, padded].</param>
    /// <param name="cancellationToken">Looked at for every component and block.</param>
    internal GaussianComponents Of(DenseMatrix responsibilities, CancellationToken cancellationToken)
    {
        var k = responsibilities.Rows;
        var means = MatrixProduct.TimesTransposed(responsibilities, _x.Values, _parallelism, cancellationToken);
        var (counts, weights) = (new double[k], new double[k]);
        for (var c = 0; c < k; c++)
        {
            counts[c] = FixedOrder.Sum(responsibilities.Row(c)) + LeastRows;
            TensorPrimitives.Divide(means.Row(c), counts[c], means.Row(c));
        }

        TensorPrimitives.Divide(counts, FixedOrder.Sum(counts), weights);
        return _kind switch
        {
            CovarianceKind.Full => Full(responsibilities, weights, counts, means, cancellationToken),
            CovarianceKind.Tied => Tied(weights, counts, means),
            _ => Variances(responsibilities, weights, counts, means, cancellationToken),
        };
    }

    private GaussianComponents Full(DenseMatrix responsibilities, double[] weights, double[] counts, DenseMatrix means, CancellationToken cancellationToken)
    {
        var (k, d) = (means.Rows, means.Columns);
        var (covariances, lower) = (new double[k * d * d], new DenseMatrix[k]);
        RowBlocks.Run(k, 1, _parallelism, (_, c, _) =>
        {
            var covariance = new DenseMatrix(d, d);
            Scatter(responsibilities.Row(c), means.Row(c), covariance, cancellationToken);
            TensorPrimitives.Divide(covariance.Values, counts[c], covariance.Values);
            Complete(covariance);
            covariance.Values.CopyTo(covariances, c * d * d);
            lower[c] = InverseFactor(covariance, $"component {c}");
        }, cancellationToken);
        return new GaussianComponents(weights, means, covariances, lower, null);
    }

    private GaussianComponents Tied(double[] weights, double[] counts, DenseMatrix means)
    {
        var (k, d) = (means.Rows, means.Columns);
        var covariance = new DenseMatrix(d, d, (double[])_total!.Values.Clone());
        for (var c = 0; c < k; c++)
        {
            var mean = means.Row(c);
            for (var j = 0; j < d; j++)
            {
                ClassVector.AddScaled(mean, -counts[c] * mean[j], covariance.Row(j));
            }
        }

        TensorPrimitives.Divide(covariance.Values, FixedOrder.Sum(counts), covariance.Values);
        Complete(covariance);
        var lower = InverseFactor(covariance, "all components");
        return new GaussianComponents(weights, means, covariance.Values, [.. Enumerable.Repeat(lower, k)], null);
    }

    private GaussianComponents Variances(DenseMatrix responsibilities, double[] weights, double[] counts, DenseMatrix means, CancellationToken cancellationToken)
    {
        var (k, d) = (means.Rows, means.Columns);
        var (variances, inverse) = (new DenseMatrix(k, d), new DenseMatrix(k, d));
        RowBlocks.Run(d, 1, _parallelism, (_, j, _) =>
        {
            // A few rows of a column meet all components while they are in the cache.
            for (var first = 0; first < _x.Padded; first += SquaresBlock)
            {
                var count = Math.Min(SquaresBlock, _x.Padded - first);
                for (var c = 0; c < k; c++)
                {
                    variances[c, j] += ScaledSquares.Sum(_x.Values.Row(j).Slice(first, count), means[c, j], responsibilities.Row(c).Slice(first, count));
                }
            }
        }, cancellationToken);
        for (var c = 0; c < k; c++)
        {
            var row = variances.Row(c);
            TensorPrimitives.Divide(row, counts[c], row);
            TensorPrimitives.Add(row, _reg, row);
            if (_kind == CovarianceKind.Spherical)
            {
                row.Fill(FixedOrder.Sum(row) / d);
            }

            for (var j = 0; j < d; j++)
            {
                inverse[c, j] = row[j] > 0 ? 1 / Math.Sqrt(row[j]) : throw Flat($"component {c}");
            }
        }

        double[] covariances = _kind == CovarianceKind.Diagonal ? variances.Values : [.. Enumerable.Range(0, k).Select(c => variances[c, 0])];
        return new GaussianComponents(weights, means, covariances, [], inverse);
    }

    // Σ weight (x - mean)(x - mean)ᵀ, lower half.
    private void Scatter(ReadOnlySpan<double> weights, ReadOnlySpan<double> mean, DenseMatrix scatter, CancellationToken cancellationToken)
    {
        var (differences, weighted) = (new DenseMatrix(_x.Columns, MixtureColumns.Block), new DenseMatrix(_x.Columns, MixtureColumns.Block));
        for (var first = 0; first < _x.Padded; first += MixtureColumns.Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var block = weights.Slice(first, MixtureColumns.Block);
            if (block.IndexOfAnyExcept(0.0) < 0)
            {
                continue;
            }

            for (var j = 0; j < _x.Columns; j++)
            {
                TensorPrimitives.Subtract(_x.Values.Row(j).Slice(first, MixtureColumns.Block), mean[j], differences.Row(j));
                TensorPrimitives.Multiply(differences.Row(j), block, weighted.Row(j));
            }

            WeightedScatter.Add(weighted, differences, scatter);
        }
    }

    private void Complete(DenseMatrix covariance)
    {
        for (var i = 0; i < covariance.Rows; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[j, i] = covariance[i, j];
            }

            covariance[i, i] += _reg;
        }
    }

    private static DenseMatrix InverseFactor(DenseMatrix covariance, string whose)
    {
        var inverse = new DenseMatrix(covariance.Rows, covariance.Rows);
        for (var i = 0; i < inverse.Rows; i++)
        {
            inverse[i, i] = 1;
        }

        try
        {
            Cholesky.Factor(new DenseMatrix(covariance.Rows, covariance.Rows, (double[])covariance.Values.Clone()), parallelism: 1, CancellationToken.None).SolveLower(inverse);
        }
        catch (AffectException)
        {
            throw Flat(whose);
        }

        return inverse;
    }

    private static AffectException Flat(string whose) => new(
        ErrorCodes.InvalidData,
        $"The covariance of {whose} has no volume: too few different rows, or columns that follow from others. Raise RegCovar, ask for fewer components, or standardise the columns.");
}
