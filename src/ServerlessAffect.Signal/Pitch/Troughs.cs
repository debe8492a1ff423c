namespace ServerlessAffect.Signal.Pitch;

/// <summary>Local minima as <c>librosa.util.localmin</c> has them, with YIN's own rule for the first value.</summary>
internal static class Troughs
{
    internal static bool IsTrough(ReadOnlySpan<double> values, int at)
    {
        if (at == 0)
        {
            return values[0] < values[1];
        }

        return values[at] < values[at - 1] && (at == values.Length - 1 || values[at] <= values[at + 1]);
    }

    /// <summary>Where the parabola through a value and its neighbours is lowest, relative to the value; 0 at the ends.</summary>
    internal static double Shift(ReadOnlySpan<double> values, int at)
        => at == 0 || at == values.Length - 1 ? 0 : Parabola.Shift(values[at - 1], values[at], values[at + 1]);
}
