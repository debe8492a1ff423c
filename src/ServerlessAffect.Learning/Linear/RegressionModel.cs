using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Linear;

/// <summary>x · coefficients + intercept.</summary>
/// <param name="Coefficients">[columns].</param>
/// <param name="Intercept">Added to every row.</param>
public sealed record RegressionModel(double[] Coefficients, double Intercept)
{
    /// <summary>One number a row.</summary>
    public double[] Predict(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var predicted = new double[x.Rows];
        for (var i = 0; i < predicted.Length; i++)
        {
            predicted[i] = FixedOrder.Dot(x.Row(i), Coefficients) + Intercept;
        }

        return predicted;
    }
}
