using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Decomposition;

/// <summary>Principal components, scikit-learn's <c>PCA(svd_solver='full')</c>. The largest loading of every component is positive.</summary>
public sealed class Pca
{
    // From how many times as many rows as columns on the rows are first reduced to a triangle.
    private const int TallFrom = 2;

    private readonly bool _whiten;

    // The variance of all components, kept or not, and how many there would be.
    private Pca(double[] mean, DenseMatrix components, double[] singularValues, int rows, double totalVariance, int all, bool whiten)
    {
        (Mean, Components, SingularValues, _whiten) = (mean, components, singularValues, whiten);
        ExplainedVariance = Array.ConvertAll(singularValues, s => s * s / (rows - 1));
        ExplainedVarianceRatio = Array.ConvertAll(ExplainedVariance, v => totalVariance == 0 ? 0 : v / totalVariance);
        CumulativeVarianceRatio = new double[components.Rows];
        for (var (c, sum) = (0, 0.0); c < components.Rows; c++)
        {
            CumulativeVarianceRatio[c] = sum += ExplainedVarianceRatio[c];
        }

        var left = all - components.Rows;
        NoiseVariance = left == 0 ? 0 : Math.Max(0, totalVariance - FixedOrder.Sum(ExplainedVariance)) / left;
    }

    /// <summary>[columns].</summary>
    public double[] Mean { get; }

    /// <summary>[components, columns], each of length 1, in descending order of variance.</summary>
    public DenseMatrix Components { get; }

    /// <summary>Of the centred rows.</summary>
    public double[] SingularValues { get; }

    /// <summary>Along every component, divided by rows - 1.</summary>
    public double[] ExplainedVariance { get; }

    /// <summary>The share that every component has of the variance of all: a scree plot's heights.</summary>
    public double[] ExplainedVarianceRatio { get; }

    /// <summary>The share that the first, the first two, … have together.</summary>
    public double[] CumulativeVarianceRatio { get; }

    /// <summary>Mean variance of the components that were left out; 0 where none was.</summary>
    public double NoiseVariance { get; }

    /// <param name="x">[rows, columns], two rows at least, finite.</param>
    /// <param name="components">How many, from 1 to the smaller of rows and columns; null keeps all.</param>
    /// <param name="whiten">Whether <see cref="Transform"/> gives every component variance 1.</param>
    /// <param name="parallelism">Threads at most; the result does not depend on it.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">Fewer than two rows, or a value that is not finite.</exception>
    public static Pca Fit(DenseMatrix x, int? components = null, bool whiten = false, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        var decomposed = Decompose(x, parallelism, cancellationToken);
        var kept = components ?? decomposed.Values.Length;
        RequireComponents(kept, decomposed.Values.Length);
        return Keep(decomposed, kept, x.Rows, whiten);
    }

    /// <summary>The fewest components that explain more than a share of the variance.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <inheritdoc cref="Fit(DenseMatrix, int?, bool, int, CancellationToken)"/>
    public static Pca FitVariance(DenseMatrix x, double share, bool whiten = false, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share between 0 and 1.");
        }

        var decomposed = Decompose(x, parallelism, cancellationToken);
        var squares = Array.ConvertAll(decomposed.Values, s => s * s);
        var total = FixedOrder.Sum(squares);
        var kept = 1;
        for (var sum = squares[0]; kept < squares.Length && sum <= share * total; kept++)
        {
            sum += squares[kept];
        }

        return Keep(decomposed, kept, x.Rows, whiten);
    }

    /// <summary>The first components of a wide table without decomposing all of it (Halko, Martinsson and Tropp 2011), scikit-learn's <c>svd_solver='randomized'</c>.</summary>
    /// <param name="x">[rows, columns], two rows at least, finite.</param>
    /// <param name="components">How many, from 1 to the smaller of rows and columns; far fewer, or <see cref="Fit"/> is as fast.</param>
    /// <param name="settings">Null means the usual ones.</param>
    /// <param name="whiten">Whether <see cref="Transform"/> gives every component variance 1.</param>
    /// <param name="parallelism">Threads at most; the result does not depend on it.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="Core.Errors.AffectException">Fewer than two rows, or a value that is not finite.</exception>
    public static Pca FitRandomized(
        DenseMatrix x, int components, RandomizedSvdSettings? settings = null, bool whiten = false, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        FiniteRows.Require(x, least: 2);
        RequireComponents(components, Math.Min(x.Rows, x.Columns));
        var mean = ColumnMeans.Of(x);
        var centred = Centred(x, mean);
        var (values, right) = RandomizedSvd.Of(centred, components, settings ?? new RandomizedSvdSettings(), parallelism, cancellationToken);
        return Keep(new Decomposed(mean, values, right, FixedOrder.SumOfSquares(centred.Values)), components, x.Rows, whiten);
    }

    /// <summary>Scores along the components, [rows, components].</summary>
    public DenseMatrix Transform(DenseMatrix x)
    {
        var scores = MatrixProduct.TimesTransposed(Centred(x, Mean), Components, Environment.ProcessorCount, CancellationToken.None);
        for (var i = 0; _whiten && i < scores.Rows; i++)
        {
            var row = scores.Row(i);
            for (var c = 0; c < row.Length; c++)
            {
                row[c] /= Deviation(c);
            }
        }

        return scores;
    }

    /// <summary>Rows out of scores, [rows, columns]: what the components kept of them.</summary>
    public DenseMatrix InverseTransform(DenseMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var rows = new DenseMatrix(scores.Rows, Mean.Length);
        for (var i = 0; i < scores.Rows; i++)
        {
            Mean.CopyTo(rows.Row(i));
            for (var c = 0; c < Components.Rows; c++)
            {
                ClassVector.AddScaled(Components.Row(c), scores[i, c] * (_whiten ? Deviation(c) : 1), rows.Row(i));
            }
        }

        return rows;
    }

    private sealed record Decomposed(double[] Mean, double[] Values, DenseMatrix Right, double SumOfSquares);

    private static Decomposed Decompose(DenseMatrix x, int parallelism, CancellationToken cancellationToken)
    {
        FiniteRows.Require(x, least: 2);
        var mean = ColumnMeans.Of(x);
        var svd = LinearAlgebra.SingularValues.Of(
            x.Rows >= TallFrom * x.Columns ? TallQr.Triangle(x, mean, parallelism, cancellationToken).Transpose() : Centred(x, mean), cancellationToken);
        return new Decomposed(mean, svd.Values, svd.Right, FixedOrder.SumOfSquares(svd.Values));
    }

    private static Pca Keep(Decomposed decomposed, int kept, int rows, bool whiten)
    {
        var components = decomposed.Right.TakeRows([.. Enumerable.Range(0, kept)]);
        for (var c = 0; c < kept; c++)
        {
            var row = components.Row(c);
            if (row[TensorPrimitives.IndexOfMaxMagnitude<double>(row)] < 0)
            {
                TensorPrimitives.Negate(row, row);
            }
        }

        return new Pca(
            decomposed.Mean, components, decomposed.Values[..kept], rows, decomposed.SumOfSquares / (rows - 1), Math.Min(rows, components.Columns), whiten);
    }

    private static void RequireComponents(int components, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, most);
    }

    private static DenseMatrix Centred(DenseMatrix x, double[] mean)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != mean.Length)
        {
            throw new ArgumentException($"Expected the {mean.Length} columns that were fitted; got {x.Columns}.", nameof(x));
        }

        var centred = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.Subtract(x.Row(i), mean, centred.Row(i));
        }

        return centred;
    }

    // Of a component without variance nothing is left to divide.
    private double Deviation(int component) => ExplainedVariance[component] == 0 ? 1 : Math.Sqrt(ExplainedVariance[component]);
}
