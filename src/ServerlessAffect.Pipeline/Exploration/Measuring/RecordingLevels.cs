using System.Numerics.Tensors;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>How long and how loud a recording is.</summary>
/// <param name="Seconds">Of what was read.</param>
/// <param name="Peak">Largest magnitude of a sample, full scale being 1.</param>
/// <param name="Rms">Root of the mean square of the samples.</param>
/// <param name="Clipped">Share of samples at full scale.</param>
internal readonly record struct RecordingLevels(double Seconds, double Peak, double Rms, double Clipped)
{
    private const float FullScale = 0.999f;

    public static RecordingLevels Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        var (squares, clipped) = (0.0, 0);
        foreach (var sample in samples)
        {
            squares += (double)sample * sample;
            clipped += MathF.Abs(sample) >= FullScale ? 1 : 0;
        }

        return new RecordingLevels(
            (double)samples.Length / sampleRate, Math.Abs(TensorPrimitives.MaxMagnitude(samples)), Math.Sqrt(squares / samples.Length), (double)clipped / samples.Length);
    }
}
