namespace ServerlessAffect.Learning.Kernels;

/// <summary>What a kernel learner found, in terms of its training rows: f_o(x) = Σ_s coefficient[s, o] k(x, training row support[s]) + intercept[o].</summary>
/// <remarks>It needs kernel values only and no rows, so that a whole search over splits and settings runs on one <see cref="GramMatrix"/>. Immutable as long as nobody writes
/// to its arrays.</remarks>
public sealed class DualModel
{
    /// <param name="trainingRows">Number of rows that the learner saw.</param>
    /// <param name="support">Rows that count, ascending.</param>
    /// <param name="coefficients">[support, outputs].</param>
    /// <param name="intercept">[outputs].</param>
    internal DualModel(int trainingRows, int[] support, double[] coefficients, double[] intercept) =>
        (TrainingRows, Support, Coefficients, Intercept) = (trainingRows, support, coefficients, intercept);

    public int TrainingRows { get; }

    /// <summary>Training rows that count, ascending.</summary>
    public int[] Support { get; }

    /// <summary>[support, outputs], row after row.</summary>
    public double[] Coefficients { get; }

    /// <summary>[outputs].</summary>
    public double[] Intercept { get; }

    /// <summary>Outputs: one a class, or one a pair of classes.</summary>
    public int Outputs => Intercept.Length;

    /// <summary>f of every row, [rows, outputs].</summary>
    /// <param name="kernelValues">[rows, training rows], of new rows with the training rows.</param>
    public double[] Scores(DenseMatrix kernelValues)
    {
        ArgumentNullException.ThrowIfNull(kernelValues);
        if (kernelValues.Columns != TrainingRows)
        {
            throw new ArgumentException($"Expected kernel values with {TrainingRows} training rows; got {kernelValues.Columns}.", nameof(kernelValues));
        }

        var scores = new double[kernelValues.Rows * Outputs];
        for (var row = 0; row < kernelValues.Rows; row++)
        {
            var values = kernelValues.Row(row);
            var to = scores.AsSpan(row * Outputs, Outputs);
            Intercept.CopyTo(to);
            for (var s = 0; s < Support.Length; s++)
            {
                ClassVector.AddScaled(Coefficients.AsSpan(s * Outputs, Outputs), values[Support[s]], to);
            }
        }

        return scores;
    }

    /// <summary>Other outputs that are sums of these: output p of the new model is Σ_o mixing[o, p] f_o.</summary>
    internal DualModel Mix(double[] mixing, int outputs) =>
        new(TrainingRows, Support, Mixed(Coefficients, mixing, outputs), Mixed(Intercept, mixing, outputs));

    private double[] Mixed(double[] values, double[] mixing, int outputs)
    {
        var mixed = new double[values.Length / Outputs * outputs];
        for (var at = 0; at < values.Length; at++)
        {
            ClassVector.AddScaled(mixing.AsSpan(at % Outputs * outputs, outputs), values[at], mixed.AsSpan(at / Outputs * outputs, outputs));
        }

        return mixed;
    }
}
