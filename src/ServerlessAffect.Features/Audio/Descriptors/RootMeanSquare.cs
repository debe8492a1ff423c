using System.Numerics.Tensors;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Root of the mean square of frames, zeros standing beyond the ends; librosa.feature.rms(frame_length=2048, hop_length=512).</summary>
internal static class RootMeanSquare
{
    /// <returns>[frames].</returns>
    public static float[] Compute(ReadOnlySpan<float> samples)
    {
        var rms = new float[AudioClip.Framing.Frames(samples.Length)];
        Compute(samples, rms);
        return rms;
    }

    /// <param name="rms">[frames].</param>
    public static void Compute(ReadOnlySpan<float> samples, Span<float> rms)
    {
        for (var frame = 0; frame < rms.Length; frame++)
        {
            var start = (frame * AudioClip.HopLength) - (AudioClip.FrameLength / 2);
            var inside = samples[Math.Max(0, start)..Math.Min(samples.Length, start + AudioClip.FrameLength)];
            rms[frame] = MathF.Sqrt(TensorPrimitives.SumOfSquares(inside) / AudioClip.FrameLength);
        }
    }
}
