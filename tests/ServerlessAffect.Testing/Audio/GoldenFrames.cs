namespace ServerlessAffect.Testing.Audio;

/// <summary>The golden spectra keep some frames only, to save room: those are picked from a whole one.</summary>
public static class GoldenFrames
{
    /// <param name="name">Of the array.</param>
    /// <param name="values">In C order.</param>
    /// <param name="shape">[rows, frames] where frames are picked.</param>
    public static double[] Kept(GoldenClip clip, string name, Array values, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(shape);
        var doubles = Doubles(values);
        if (name is not ("stft_re" or "stft_im" or "amp_db_max"))
        {
            return doubles;
        }

        var kept = clip.Find("stft_frames")!.Integers;
        return [.. from row in Enumerable.Range(0, shape[0]) from frame in kept select doubles[(row * shape[1]) + frame]];
    }

    private static double[] Doubles(Array array) => array switch
    {
        float[] values => Array.ConvertAll(values, v => (double)v),
        double[] values => values,
        int[] values => Array.ConvertAll(values, v => (double)v),
        long[] values => Array.ConvertAll(values, v => (double)v),
        bool[] values => Array.ConvertAll(values, v => v ? 1.0 : 0),
        _ => throw new NotSupportedException(array.GetType().Name),
    };
}
