using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.FeatureSelection;

/// <summary>One-way analysis of variance of every column by class, scikit-learn's <c>f_classif</c>.</summary>
/// <param name="F">[columns], variance between classes over variance within; NaN for a column that is constant, infinity for one that is constant within every class.</param>
/// <param name="PValues">[columns], P(F or more) if the class did not matter.</param>
public sealed record AnovaF(double[] F, double[] PValues)
{
    /// <param name="x">[rows, columns]; training rows only.</param>
    /// <param name="y">[rows], class indices; each class below <paramref name="classes"/> needs a row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="Core.Errors.AffectException">Rows and labels do not match or a class has no row.</exception>
    public static AnovaF Of(DenseMatrix x, int[] y, int classes)
    {
        ArgumentNullException.ThrowIfNull(x);
        TrainingLabels.Require(x.Rows, y, classes);
        var counts = TrainingLabels.Count(y, classes);
        var mean = ColumnMeans.Of(x);
        var means = new DenseMatrix(classes, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            ClassVector.AddScaled(x.Row(i), 1.0 / counts[y[i]], means.Row(y[i]));
        }

        var within = new double[x.Columns];
        for (var i = 0; i < x.Rows; i++)
        {
            var row = x.Row(i);
            var own = means.Row(y[i]);
            for (var j = 0; j < row.Length; j++)
            {
                within[j] += (row[j] - own[j]) * (row[j] - own[j]);
            }
        }

        var (f, p) = (new double[x.Columns], new double[x.Columns]);
        var (betweenDegrees, withinDegrees) = (classes - 1.0, (double)x.Rows - classes);
        for (var j = 0; j < f.Length; j++)
        {
            var between = 0.0;
            for (var c = 0; c < classes; c++)
            {
                between += counts[c] * (means[c, j] - mean[j]) * (means[c, j] - mean[j]);
            }

            f[j] = between / betweenDegrees / (within[j] / withinDegrees);
            p[j] = double.IsNaN(f[j]) ? double.NaN : double.IsInfinity(f[j]) ? 0 : SpecialFunctions.FisherUpperTail(f[j], betweenDegrees, withinDegrees);
        }

        return new AnovaF(f, p);
    }
}
