using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Trimming;

/// <summary>Mean square of frames centred on every hop, the clip continued by zeros: the square of <c>librosa.feature.rms</c>.</summary>
internal static class FramePower
{
    /// <summary>1 + samples / hop, and none for an empty clip.</summary>
    internal static int Frames(int samples, int hopLength) => samples == 0 ? 0 : 1 + (samples / hopLength);

    /// <param name="samples">[samples].</param>
    /// <param name="power">[<see cref="Frames"/>], written.</param>
    internal static void Compute(ReadOnlySpan<float> samples, int frameLength, int hopLength, Span<double> power)
    {
        for (var frame = 0; frame < power.Length; frame++)
        {
            var from = ((long)frame * hopLength) - (frameLength / 2);
            var start = (int)Math.Max(0, from);
            var end = (int)Math.Min(samples.Length, from + frameLength);
            power[frame] = start < end ? SumOfSquares(samples[start..end]) / frameLength : 0;
        }
    }

    /// <summary>Summed in runs of 128 so that the single precision inside a run does not show: frames are compared with one another to 1e-6.</summary>
    private static double SumOfSquares(ReadOnlySpan<float> samples)
    {
        const int Run = 128;
        var sum = 0.0;
        for (; samples.Length > Run; samples = samples[Run..])
        {
            sum += TensorPrimitives.SumOfSquares(samples[..Run]);
        }

        return sum + TensorPrimitives.SumOfSquares(samples);
    }
}
