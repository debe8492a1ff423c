using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Power by pitch class, C first, the strongest of a frame being 1; librosa.feature.chroma_stft.</summary>
internal static class ChromaStft
{
    /// <param name="tuning">In twelfths of an octave.</param>
    /// <returns>[12, frames].</returns>
    public static float[] Compute(AudioClip clip, double tuning)
    {
        var filters = ChromaFilters.For(clip.SampleRate, tuning);
        var chroma = new float[ChromaFilters.Classes * clip.Frames];
        for (var block = 0; block < clip.Power.Count; block++)
        {
            Block(clip.Power[block], filters, chroma, clip.Frames, block * FrameLanes.Count);
        }

        return chroma;
    }

    private static void Block(ReadOnlySpan<float> power, ReadOnlySpan<float> filters, Span<float> chroma, int frames, int firstFrame)
    {
        var (c0, c1, c2, c3, c4, c5) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (c6, c7, c8, c9, c10, c11) = (c0, c0, c0, c0, c0, c0);
        ref var from = ref MemoryMarshal.GetReference(power);
        ref var weights = ref MemoryMarshal.GetReference(filters);
        for (var bin = 0; bin < power.Length / FrameLanes.Count; bin++)
        {
            var values = Vector512.LoadUnsafe(ref from, (nuint)(bin * FrameLanes.Count));
            ref var w = ref Unsafe.Add(ref weights, bin * ChromaFilters.Classes);
            c0 = Vector512.MultiplyAddEstimate(values, Vector512.Create(w), c0);
            c1 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 1)), c1);
            c2 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 2)), c2);
            c3 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 3)), c3);
            c4 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 4)), c4);
            c5 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 5)), c5);
            c6 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 6)), c6);
            c7 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 7)), c7);
            c8 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 8)), c8);
            c9 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 9)), c9);
            c10 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 10)), c10);
            c11 = Vector512.MultiplyAddEstimate(values, Vector512.Create(Unsafe.Add(ref w, 11)), c11);
        }

        var strongest = Vector512.Max(
            Vector512.Max(Vector512.Max(Vector512.Max(c0, c1), Vector512.Max(c2, c3)), Vector512.Max(c4, c5)),
            Vector512.Max(Vector512.Max(Vector512.Max(c6, c7), Vector512.Max(c8, c9)), Vector512.Max(c10, c11)));
        ReadOnlySpan<Vector512<float>> rows = [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11];
        for (var c = 0; c < rows.Length; c++)
        {
            FrameLanes.Store(Shares.Divide(rows[c], strongest), chroma.Slice(c * frames, frames), firstFrame);
        }
    }
}
