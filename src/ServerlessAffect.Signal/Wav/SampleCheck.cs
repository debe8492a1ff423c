using System.Numerics;

namespace ServerlessAffect.Signal.Wav;

/// <summary>Whether samples can be computed with.</summary>
internal static class SampleCheck
{
    /// <summary>No NaN, no infinity, nothing beyond <see cref="WavLimits.MaxMagnitude"/>.</summary>
    public static bool AreSound(ReadOnlySpan<float> samples)
    {
        var i = 0;
        var limit = new Vector<float>(WavLimits.MaxMagnitude);
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // A comparison with NaN is false.
            if (!Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(samples[i..])), limit))
            {
                return false;
            }
        }

        for (; i < samples.Length; i++)
        {
            if (!(MathF.Abs(samples[i]) <= WavLimits.MaxMagnitude))
            {
                return false;
            }
        }

        return true;
    }
}
