namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>The slope of the line through five frames around each: the first difference that speech recognisers use, with the ends repeated.</summary>
internal static class Slopes
{
    /// <param name="values">[frames].</param>
    /// <param name="slopes">[frames], per frame.</param>
    public static void Compute(ReadOnlySpan<float> values, Span<float> slopes)
    {
        for (var t = 0; t < values.Length; t++)
        {
            if (t >= 2 && t + 2 < values.Length)
            {
                slopes[t] = (values[t + 1] - values[t - 1] + (2 * (values[t + 2] - values[t - 2]))) / 10;
                continue;
            }

            var last = values.Length - 1;
            slopes[t] = (values[Math.Min(last, t + 1)] - values[Math.Max(0, t - 1)] + (2 * (values[Math.Min(last, t + 2)] - values[Math.Max(0, t - 2)]))) / 10;
        }
    }
}
