using ServerlessAffect.Features.Npz;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Features.Tests.Audio;

/// <summary>The golden spectra keep some frames only, to save room: those are picked from ours.</summary>
internal static class GoldenFrames
{
    public static double[] Kept(GoldenClip clip, string name, NpyArray array)
    {
        var values = Doubles(array);
        if (name is not ("stft_re" or "stft_im" or "amp_db_max"))
        {
            return values;
        }

        var (rows, frames) = (array.Shape[0], array.Shape[1]);
        var kept = clip.Find("stft_frames")!.Integers;
        return [.. from row in Enumerable.Range(0, rows) from frame in kept select values[(row * frames) + frame]];
    }

    public static double[] Doubles(NpyArray array) => array.Data switch
    {
        float[] values => Array.ConvertAll(values, v => (double)v),
        double[] values => values,
        int[] values => Array.ConvertAll(values, v => (double)v),
        long[] values => Array.ConvertAll(values, v => (double)v),
        bool[] values => Array.ConvertAll(values, v => v ? 1.0 : 0),
        _ => throw new NotSupportedException(array.Descr),
    };
}
