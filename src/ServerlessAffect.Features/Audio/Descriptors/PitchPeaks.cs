using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Local maxima of spectra between 150 and 4,000 Hz with parabolic interpolation; librosa.piptrack(fmin=150, fmax=4000, threshold=0.1).</summary>
internal static class PitchPeaks
{
    private const double FMin = 150;
    private const double FMax = 4000;
    private const float Threshold = 0.1f;

    /// <param name="spectrum">Magnitude or power.</param>
    /// <param name="sampleRate">Hz.</param>
    public static List<PitchPeak> Find(SpectrumBlocks spectrum, int sampleRate)
    {
        var peaks = new List<PitchPeak>(spectrum.Frames * 16);
        for (var block = 0; block < spectrum.Count; block++)
        {
            Find(spectrum[block], block * FrameLanes.Count, sampleRate, peaks);
        }

        return peaks;
    }

    private static void Find(ReadOnlySpan<float> block, int firstFrame, int sampleRate, List<PitchPeak> peaks)
    {
        const int Count = FrameLanes.Count;
        var binWidth = (double)sampleRate / AudioClip.FrameLength;
        var bins = block.Length / Count;
        var loudest = Vector512<float>.Zero;
        for (var i = 0; i < block.Length; i += Count)
        {
            loudest = Vector512.Max(loudest, Vector512.Create(block.Slice(i, Count)));
        }

        var least = loudest * Threshold;
        var top = Math.Min(FMax, sampleRate / 2.0);
        for (var bin = Math.Max(1, (int)Math.Ceiling(FMin / binWidth)); bin < bins && bin * binWidth < top; bin++)
        {
            var here = Vector512.Create(block.Slice(bin * Count, Count));
            var before = Vector512.Create(block.Slice((bin - 1) * Count, Count));

            // The last bin is its own neighbour.
            var after = Vector512.Create(block.Slice(Math.Min(bin + 1, bins - 1) * Count, Count));
            var found = Vector512.GreaterThan(here, least) & Vector512.GreaterThan(here, Above(before, least)) & Vector512.GreaterThanOrEqual(here, Above(after, least));
            for (var left = found.ExtractMostSignificantBits(); left != 0; left &= left - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(left);
                peaks.Add(bin == bins - 1
                    ? new PitchPeak(firstFrame + lane, (float)(bin * binWidth), here[lane])
                    : Interpolate(firstFrame + lane, bin, before[lane], here[lane], after[lane], binWidth));
            }
        }
    }

    private static Vector512<float> Above(Vector512<float> values, Vector512<float> least) => values & Vector512.GreaterThan(values, least);

    private static PitchPeak Interpolate(int frame, int bin, float before, float here, float after, double binWidth)
    {
        var slope = (after - before) / 2;
        var curve = after + before - (2 * here);
        var shift = Math.Abs(slope) >= Math.Abs(curve) ? 0 : -slope / curve;
        return new PitchPeak(frame, (float)((bin + shift) * binWidth), here + (0.5f * slope * shift));
    }
}
