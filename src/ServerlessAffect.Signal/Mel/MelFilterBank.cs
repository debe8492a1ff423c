using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Signal.Mel;

/// <summary>Triangular filters on the mel scale; librosa.filters.mel. Immutable; safe for concurrent use.</summary>
/// <remarks>
/// A bin lies on the falling side of one filter and the rising side of the next and nowhere else, so the bank is two weights a bin, and the bins between
/// two neighbouring corners of triangles share the filters they go to.
/// </remarks>
public sealed class MelFilterBank
{
    private readonly int[] _corners;
    private readonly float[] _rising;
    private readonly float[] _falling;

    /// <param name="sampleRate">Hz.</param>
    /// <param name="nFft">Length of the transform whose bins are filtered.</param>
    /// <exception cref="ArgumentException">No filters, or frequencies out of order.</exception>
    public MelFilterBank(double sampleRate, int nFft, MelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.NMels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(nFft, 2);
        var fMax = options.FMax ?? sampleRate / 2;
        if (!(options.FMin >= 0 && fMax > options.FMin))
        {
            throw new ArgumentException($"Expected 0 <= fMin < fMax, got {options.FMin} and {fMax} Hz.", nameof(options));
        }

        (NMels, Bins) = (options.NMels, (nFft / 2) + 1);
        var corners = MelFrequencies.Spaced(NMels + 2, options.FMin, fMax, options.Scale);
        (_rising, _falling, _corners) = (new float[Bins], new float[Bins], new int[NMels + 2]);
        var bin = 0;
        for (var j = 0; j < corners.Length; j++)
        {
            while (bin < Bins && bin * sampleRate / nFft < corners[j])
            {
                Weigh(bin, j - 1, bin * sampleRate / nFft, corners, options.EqualArea);
                bin++;
            }

            _corners[j] = bin;
        }
    }

    public int NMels { get; }

    /// <summary>nFft / 2 + 1.</summary>
    public int Bins { get; }

    /// <summary>mel[m, t] = sum over k of weight[m, k] spectrum[k, t].</summary>
    /// <param name="spectrum">[Bins, frames]; may be longer.</param>
    /// <param name="frames">From 1.</param>
    /// <param name="mel">[NMels, frames].</param>
    public void Apply(ReadOnlySpan<float> spectrum, int frames, Span<float> mel)
    {
        if (spectrum.Length < Bins * frames || mel.Length != NMels * frames)
        {
            throw new ArgumentException($"Expected a spectrum of {Bins} x {frames} and room for {NMels} x {frames}, got {spectrum.Length} and {mel.Length}.");
        }

        if (frames == FrameLanes.Count)
        {
            ApplyBlock(spectrum, mel);
            return;
        }

        mel.Clear();
        for (var j = 0; j <= NMels; j++)
        {
            for (var bin = _corners[j]; bin < _corners[j + 1]; bin++)
            {
                var values = spectrum.Slice(bin * frames, frames);
                if (j < NMels)
                {
                    Add(values, _rising[bin], mel.Slice(j * frames, frames));
                }

                if (j > 0)
                {
                    Add(values, _falling[bin], mel.Slice((j - 1) * frames, frames));
                }
            }
        }
    }

    /// <summary>The weights as librosa returns them.</summary>
    /// <returns>[NMels, Bins].</returns>
    public float[] ToDense()
    {
        var weights = new float[NMels * Bins];
        var one = new float[Bins];
        var mel = new float[NMels];
        for (var bin = 0; bin < Bins; bin++)
        {
            one[bin] = 1;
            Apply(one, 1, mel);
            one[bin] = 0;
            for (var m = 0; m < NMels; m++)
            {
                weights[(m * Bins) + bin] = mel[m];
            }
        }

        return weights;
    }

    private static void Add(ReadOnlySpan<float> values, float weight, Span<float> sums) => TensorPrimitives.MultiplyAdd(values, weight, sums, sums);

    private void ApplyBlock(ReadOnlySpan<float> spectrum, Span<float> mel)
    {
        const int Count = FrameLanes.Count;
        ref var from = ref MemoryMarshal.GetReference(spectrum);
        ref var to = ref MemoryMarshal.GetReference(mel);
        ref var rising = ref MemoryMarshal.GetArrayDataReference(_rising);
        ref var falling = ref MemoryMarshal.GetArrayDataReference(_falling);
        var before = Vector512<float>.Zero;
        for (var j = 0; j <= NMels; j++)
        {
            var (up, down) = (Vector512<float>.Zero, before);
            for (var bin = _corners[j]; bin < _corners[j + 1]; bin++)
            {
                var values = Vector512.LoadUnsafe(ref from, (nuint)(bin * Count));
                up = Vector512.MultiplyAddEstimate(values, Vector512.Create(System.Runtime.CompilerServices.Unsafe.Add(ref rising, bin)), up);
                down = Vector512.MultiplyAddEstimate(values, Vector512.Create(System.Runtime.CompilerServices.Unsafe.Add(ref falling, bin)), down);
            }

            if (j > 0)
            {
                down.StoreUnsafe(ref to, (nuint)((j - 1) * Count));
            }

            before = up;
        }
    }

    private void Weigh(int bin, int j, double hz, double[] corners, bool equalArea)
    {
        if (j >= 0 && j < NMels)
        {
            _rising[bin] = Scaled((hz - corners[j]) / (corners[j + 1] - corners[j]), j, corners, equalArea);
        }

        if (j > 0)
        {
            _falling[bin] = Scaled((corners[j + 1] - hz) / (corners[j + 1] - corners[j]), j - 1, corners, equalArea);
        }
    }

    private static float Scaled(double weight, int filter, double[] corners, bool equalArea) =>
        (float)((float)weight * (equalArea ? 2 / (corners[filter + 2] - corners[filter]) : 1));
}
