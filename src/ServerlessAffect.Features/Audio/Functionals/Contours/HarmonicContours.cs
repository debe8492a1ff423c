using System.Numerics.Tensors;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>How steeply a voice's harmonics fall: what a pressed voice and a breathy one differ by.</summary>
/// <remarks>Differences of levels (dB) of the first harmonic: to the second, to the strongest one between 2,200 and 3,300 Hz (the third formant), to the strongest between 300 and 1,000 Hz (the first).</remarks>
internal sealed class HarmonicContours(FrameGrid grid)
{
    public const int Count = 3;
    private const float Floor = 1e-9f;
    private readonly double _binsPerHz = (double)grid.PitchFft / grid.SampleRate;

    /// <param name="power">[bins] of a pitch frame.</param>
    /// <param name="f0">Hz, above 0.</param>
    public void Write(ReadOnlySpan<float> power, float f0, ContourTable table, int first, int frame)
    {
        var h1 = Level(Near(power, f0));
        table[first][frame] = h1 - Level(Near(power, 2 * f0));
        table[first + 1][frame] = h1 - Level(Between(power, 2200, 3300));
        table[first + 2][frame] = h1 - Level(Between(power, 300, 1000));
    }

    private static float Level(float power) => 10 * MathF.Log10(power + Floor);

    private float Near(ReadOnlySpan<float> power, double hz)
    {
        var bin = (int)Math.Round(hz * _binsPerHz);
        return Max(power, bin - 2, bin + 3);
    }

    private float Between(ReadOnlySpan<float> power, double from, double to) => Max(power, (int)(from * _binsPerHz), (int)(to * _binsPerHz));

    private static float Max(ReadOnlySpan<float> power, int from, int to) => TensorPrimitives.Max(power[Math.Max(0, from)..Math.Min(power.Length, to)]);
}
