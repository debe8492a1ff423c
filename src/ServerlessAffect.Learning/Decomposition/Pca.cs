using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Decomposition;

/// <summary>Principal components, scikit-learn's <c>PCA(svd_solver='full')</c>. The largest loading of every component is positive.</summary>
public sealed class Pca
{
    private readonly bool _whiten;

    private Pca(double[] mean, DenseMatrix components, double[] singularValues, double[] allVariance, int rows, bool whiten)
    {
        (Mean, Components, _whiten) = (mean, components, whiten);
        var kept = components.Rows;
        SingularValues = singularValues[..kept];
        ExplainedVariance = allVariance[..kept];
        var total = FixedOrder.Sum(allVariance);
        ExplainedVarianceRatio = Array.ConvertAll(ExplainedVariance, v => total == 0 ? 0 : v / total);
        NoiseVariance = kept < Math.Min(rows, mean.Length) ? FixedOrder.Sum(allVariance.AsSpan(kept)) / (allVariance.Length - kept) : 0;
    }

    /// <summary>[columns].</summary>
    public double[] Mean { get; }

    /// <summary>[components, columns], each of length 1, in descending order of variance.</summary>
    public DenseMatrix Components { get; }

    /// <summary>Of the centred rows.</summary>
    public double[] SingularValues { get; }

    /// <summary>Along every component, divided by rows - 1.</summary>
    public double[] ExplainedVariance { get; }

    public double[] ExplainedVarianceRatio { get; }

    /// <summary>Mean variance of the components that were left out; 0 where none was.</summary>
    public double NoiseVariance { get; }

    /// <param name="x">[rows, columns], two rows at least.</param>
    /// <param name="components">How many, from 1 to the smaller of rows and columns; null keeps all.</param>
    /// <param name="whiten">Whether <see cref="Transform"/> gives every component variance 1.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    public static Pca Fit(DenseMatrix x, int? components = null, bool whiten = false, CancellationToken cancellationToken = default)
    {
        var (mean, svd, variance) = Decompose(x, cancellationToken);
        var kept = components ?? variance.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1, nameof(components));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, variance.Length, nameof(components));
        return Keep(mean, svd, variance, kept, x.Rows, whiten);
    }

    /// <summary>The fewest components that explain more than a share of the variance.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <inheritdoc cref="Fit(DenseMatrix, int?, bool, CancellationToken)"/>
    public static Pca FitVariance(DenseMatrix x, double share, bool whiten = false, CancellationToken cancellationToken = default)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "Expected a share between 0 and 1.");
        }

        var (mean, svd, variance) = Decompose(x, cancellationToken);
        var total = FixedOrder.Sum(variance);
        var kept = 1;
        for (var sum = variance[0]; kept < variance.Length && sum <= share * total; kept++)
        {
            sum += variance[kept];
        }

        return Keep(mean, svd, variance, kept, x.Rows, whiten);
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

    private static (double[] Mean, SingularValues Svd, double[] Variance) Decompose(DenseMatrix x, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(x.Rows, 2, nameof(x));
        var mean = ColumnMeans.Of(x);
        var svd = LinearAlgebra.SingularValues.Of(Centred(x, mean), cancellationToken);
        return (mean, svd, Array.ConvertAll(svd.Values, s => s * s / (x.Rows - 1)));
    }

    private static Pca Keep(double[] mean, SingularValues svd, double[] variance, int kept, int rows, bool whiten)
    {
        var components = svd.Right.TakeRows([.. Enumerable.Range(0, kept)]);
        for (var c = 0; c < kept; c++)
        {
            var row = components.Row(c);
            if (row[TensorPrimitives.IndexOfMaxMagnitude<double>(row)] < 0)
            {
                TensorPrimitives.Negate(row, row);
            }
        }

        return new Pca(mean, components, svd.Values, variance, rows, whiten);
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
