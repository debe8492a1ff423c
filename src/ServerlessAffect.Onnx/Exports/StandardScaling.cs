namespace ServerlessAffect.Onnx.Exports;

/// <summary>What a fitted standard scaler knows.</summary>
public sealed record StandardScaling
{
    /// <param name="mean">[features].</param>
    /// <param name="scale">[features], scikit-learn's <c>scale_</c>: 1 where a feature never varied; above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is unusable.</exception>
    public StandardScaling(double[] mean, double[] scale)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(scale);
        if (mean.Length == 0 || mean.Length != scale.Length)
        {
            throw new ArgumentException($"Expected as many means as scales, at least one; got {mean.Length} and {scale.Length}.");
        }

        for (var i = 0; i < mean.Length; i++)
        {
            if (!float.IsFinite((float)mean[i]) || !float.IsFinite((float)scale[i]) || (float)scale[i] <= 0)
            {
                throw new ArgumentException($"Feature {i}: expected a finite mean and a scale above 0; got {mean[i]} and {scale[i]}.");
            }
        }

        (Mean, Scale) = (mean, scale);
    }

    public double[] Mean { get; }

    public double[] Scale { get; }
}
