using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Discriminant;

/// <summary>Linear discriminant analysis, scikit-learn's <c>LinearDiscriminantAnalysis</c>: Gaussian classes with one covariance.</summary>
/// <remarks>Without shrinkage it equals <c>solver='svd'</c>, which needs no inverse and is meant for some hundreds of columns; with shrinkage it equals <c>solver='lsqr'</c>, one Cholesky
/// factor of [columns, columns].</remarks>
public sealed class LinearDiscriminantAnalysis
{
    /// <summary>Null for none.</summary>
    public Shrinkage? Shrinkage { get; init; }

    /// <summary>Singular values no larger are left out; without shrinkage only.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="AffectException">The rows or labels cannot be learned from.</exception>
    public LinearDiscriminant Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes, CancellationToken cancellationToken = default)
    {
        TrainingLabels.Require(x, y, classes);
        if (y.Length <= classes.Count)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected more rows than classes, so that rows differ within a class; got {y.Length} rows and {classes.Count} classes. Add examples.");
        }

        var counts = TrainingLabels.Count(y, classes.Count);
        var priors = Array.ConvertAll(counts, c => (double)c / y.Length);
        var members = new DenseMatrix[classes.Count];
        var means = new DenseMatrix(classes.Count, x.Columns);
        var mean = new double[x.Columns];
        for (var c = 0; c < members.Length; c++)
        {
            members[c] = x.TakeRows([.. Enumerable.Range(0, y.Length).Where(i => y[i] == c)]);
            ColumnMeans.Of(members[c]).CopyTo(means.Row(c));
            ClassVector.AddScaled(means.Row(c), priors[c], mean);
        }

        return Shrinkage is null ? Directions(members, means, mean, priors, classes, cancellationToken) : Shrunk(Shrinkage, members, means, mean, priors, classes, cancellationToken);
    }

    private LinearDiscriminant Shrunk(
        Shrinkage shrinkage, DenseMatrix[] members, DenseMatrix means, double[] mean, double[] priors, IReadOnlyList<string> classes, CancellationToken cancellationToken)
    {
        var covariance = new DenseMatrix(means.Columns, means.Columns);
        for (var c = 0; c < members.Length; c++)
        {
            ClassCovariance.Add(members[c], shrinkage, priors[c], covariance, Parallelism, cancellationToken);
        }

        var coefficients = means.Transpose();
        Cholesky.Factor(covariance, Parallelism, cancellationToken).Solve(coefficients);
        var intercept = new double[classes.Count];
        var rows = coefficients.Transpose();
        for (var c = 0; c < intercept.Length; c++)
        {
            intercept[c] = (-0.5 * FixedOrder.Dot(means.Row(c), rows.Row(c))) + Math.Log(priors[c]);
        }

        return new LinearDiscriminant(new LinearModel(classes, means.Columns, coefficients.Values, intercept), new DenseMatrix(0, means.Columns), mean, []);
    }

    private LinearDiscriminant Directions(
        DenseMatrix[] members, DenseMatrix means, double[] mean, double[] priors, IReadOnlyList<string> classes, CancellationToken cancellationToken)
    {
        var rows = members.Sum(m => m.Rows);
        var scalings = WithinScalings(members, means, rows, cancellationToken);
        var between = new DenseMatrix(classes.Count, means.Columns);
        for (var c = 0; c < classes.Count; c++)
        {
            TensorPrimitives.Subtract(means.Row(c), mean, between.Row(c));
        }

        var whitened = MatrixProduct.TimesTransposed(between, scalings, 1, cancellationToken);
        var weighted = new DenseMatrix(whitened.Rows, whitened.Columns);
        for (var c = 0; c < classes.Count; c++)
        {
            TensorPrimitives.Multiply(whitened.Row(c), Math.Sqrt(rows * priors[c] / (classes.Count - 1)), weighted.Row(c));
        }

        var svd = SingularValues.Of(weighted, cancellationToken);
        var rank = svd.Values.Count(s => s > Tolerance * svd.Values[0]);
        var turned = svd.Right.TakeRows([.. Enumerable.Range(0, rank)]);
        var directions = MatrixProduct.TimesTransposed(turned, scalings.Transpose(), 1, cancellationToken);

        // [classes, rank], then back to columns.
        var positions = MatrixProduct.TimesTransposed(between, directions, 1, cancellationToken);
        var coefficients = MatrixProduct.TimesTransposed(positions, directions.Transpose(), 1, cancellationToken);
        var intercept = new double[classes.Count];
        for (var c = 0; c < intercept.Length; c++)
        {
            intercept[c] = (-0.5 * FixedOrder.SumOfSquares(positions.Row(c))) + Math.Log(priors[c]) - FixedOrder.Dot(mean, coefficients.Row(c));
        }

        var total = FixedOrder.SumOfSquares(svd.Values);
        double[] shares = [.. svd.Values.Take(Math.Min(classes.Count - 1, means.Columns)).Select(s => s * s / total)];
        return new LinearDiscriminant(new LinearModel(classes, means.Columns, coefficients.Transpose().Values, intercept), directions, mean, shares);
    }

    // [rank, columns]: directions in which the rows within classes have variance 1.
    private DenseMatrix WithinScalings(DenseMatrix[] members, DenseMatrix means, int rows, CancellationToken cancellationToken)
    {
        var centred = new DenseMatrix(rows, means.Columns);
        for (var (c, at) = (0, 0); c < members.Length; c++)
        {
            for (var i = 0; i < members[c].Rows; i++, at++)
            {
                TensorPrimitives.Subtract(members[c].Row(i), means.Row(c), centred.Row(at));
            }
        }

        var scaler = Preprocessing.StandardScaler.Fit(centred);
        for (var i = 0; i < rows; i++)
        {
            TensorPrimitives.Divide(centred.Row(i), scaler.Scale, centred.Row(i));
        }

        TensorPrimitives.Multiply(centred.Values, Math.Sqrt(1.0 / (rows - members.Length)), centred.Values);
        var svd = SingularValues.Of(centred, cancellationToken);
        var rank = svd.Values.Count(s => s > Tolerance);
        var scalings = svd.Right.TakeRows([.. Enumerable.Range(0, rank)]);
        for (var r = 0; r < rank; r++)
        {
            TensorPrimitives.Divide(scalings.Row(r), svd.Values[r], scalings.Row(r));
            TensorPrimitives.Divide(scalings.Row(r), scaler.Scale, scalings.Row(r));
        }

        return scalings;
    }
}
