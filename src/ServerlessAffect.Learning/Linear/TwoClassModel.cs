namespace ServerlessAffect.Learning.Linear;

/// <summary>Turns the one score z of a binary problem into a model with a score for each of two classes: -share z and share z.</summary>
internal static class TwoClassModel
{
    internal static LinearModel Of(IReadOnlyList<string> classes, ReadOnlySpan<double> coefficients, double intercept, double share)
    {
        var both = new double[coefficients.Length * 2];
        for (var j = 0; j < coefficients.Length; j++)
        {
            (both[2 * j], both[(2 * j) + 1]) = (-share * coefficients[j], share * coefficients[j]);
        }

        return new LinearModel(classes, coefficients.Length, both, [-share * intercept, share * intercept]);
    }
}
