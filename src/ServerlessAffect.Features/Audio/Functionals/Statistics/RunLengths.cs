namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>Runs of frames for which something holds: syllables, pauses.</summary>
/// <param name="PerSecond">How many.</param>
/// <param name="Mean">Frames.</param>
/// <param name="Deviation">Standard deviation (frames).</param>
/// <param name="Longest">Frames.</param>
internal readonly record struct RunLengths(float PerSecond, float Mean, float Deviation, float Longest)
{
    /// <param name="values">[frames].</param>
    /// <param name="above">Whether the runs are of values above the level, or of the others.</param>
    public static RunLengths Of(ReadOnlySpan<float> values, float level, bool above, int framesPerSecond)
    {
        var (runs, sum, squares, longest, run) = (0, 0.0, 0.0, 0, 0);
        for (var i = 0; i <= values.Length; i++)
        {
            if (i < values.Length && (values[i] > level) == above)
            {
                run++;
            }
            else if (run > 0)
            {
                (runs, sum, squares, longest, run) = (runs + 1, sum + run, squares + ((double)run * run), Math.Max(longest, run), 0);
            }
        }

        if (runs == 0)
        {
            return default;
        }

        var mean = sum / runs;
        return new((float)runs * framesPerSecond / values.Length, (float)mean, (float)Math.Sqrt(Math.Max(0, (squares / runs) - (mean * mean))), longest);
    }
}
