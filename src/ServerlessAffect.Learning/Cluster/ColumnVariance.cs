namespace ServerlessAffect.Learning.Cluster;

/// <summary>How much columns vary.</summary>
internal static class ColumnVariance
{
    /// <summary>Mean over the columns of their variance, divided by rows.</summary>
    internal static double Mean(DenseMatrix x)
    {
        var means = ColumnMeans.Of(x);
        var sum = 0.0;
        for (var i = 0; i < x.Rows; i++)
        {
            sum += CenterDistances.Squared(x.Row(i), means);
        }

        return sum / x.Values.Length;
    }
}
