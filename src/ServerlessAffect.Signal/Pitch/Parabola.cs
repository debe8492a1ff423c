namespace ServerlessAffect.Signal.Pitch;

/// <summary>The parabola through three values at -1, 0 and 1.</summary>
internal static class Parabola
{
    /// <summary>Where its extremum lies, from -1 to 1; 0 where it lies outside, or there is none.</summary>
    internal static double Shift(double before, double at, double after)
    {
        var curvature = after + before - (2 * at);
        var slope = (after - before) / 2;
        return Math.Abs(slope) >= Math.Abs(curvature) ? 0 : -slope / curvature;
    }

    /// <summary>Its value at the extremum.</summary>
    internal static double Height(double before, double at, double after) => at + (0.25 * (after - before) * Shift(before, at, after));
}
