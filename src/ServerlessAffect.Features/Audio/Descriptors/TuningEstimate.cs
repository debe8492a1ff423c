using System.Runtime.InteropServices;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>How far the pitches of a clip lie from equal temperament, in twelfths of an octave; librosa.estimate_tuning(S, bins_per_octave=12).</summary>
internal static class TuningEstimate
{
    private const int Steps = 100;
    private const int PerOctave = 12;

    /// <param name="power">What is searched for pitches; chroma_stft passes power.</param>
    /// <param name="sampleRate">Hz.</param>
    /// <returns>-0.5 to below 0.5 in steps of 0.01; 0 without a pitch.</returns>
    public static double Of(SpectrumBlocks power, int sampleRate)
    {
        var peaks = PitchPeaks.Find(power, sampleRate);
        if (peaks.Count == 0)
        {
            return 0;
        }

        var magnitudes = new float[peaks.Count];
        for (var i = 0; i < magnitudes.Length; i++)
        {
            magnitudes[i] = peaks[i].Magnitude;
        }

        var median = Median.Of(magnitudes);
        Span<int> counts = stackalloc int[Steps];
        foreach (ref readonly var peak in CollectionsMarshal.AsSpan(peaks))
        {
            if (peak.Magnitude >= median)
            {
                counts[Bin(PerOctave * Math.Log2(peak.Frequency / (440.0 / 16)))]++;
            }
        }

        var best = 0;
        for (var i = 1; i < Steps; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Edge(best);
    }

    private static int Bin(double semitones)
    {
        var residual = semitones - Math.Floor(semitones);
        residual = residual >= 0.5 ? residual - 1 : residual;
        var bin = Math.Clamp((int)((residual + 0.5) * Steps), 0, Steps - 1);
        return residual < Edge(bin) ? Math.Max(0, bin - 1) : bin < Steps - 1 && residual >= Edge(bin + 1) ? bin + 1 : bin;
    }

    private static double Edge(int bin) => -0.5 + (bin * (1.0 / Steps));
}
