using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>How much the spectrum changes from frame to frame, 16 frames at once; keeps the last frame of the block before. For one caller at a time.</summary>
internal sealed class SpectralFlux(int bins, double binHz)
{
    private const int Lanes = FrameLanes.Count;
    private const int Stride = 2 * Lanes;
    private const int Before = Lanes - 1;
    private const float AmplitudeFloor = 1e-7f;
    private const float LogFloor = 1e-6f;

    // [rows, 32]: sixteen frames stand in the upper half, the one before them just below.
    private readonly float[] _amplitudes = new float[bins * Stride];
    private readonly float[] _logMel = new float[SpectralContours.Mels * Stride];
    private readonly float[] _scale = new float[Stride];
    private bool _first = true;

    public void Begin() => _first = true;

    /// <param name="power">[bins, 16].</param>
    /// <param name="logMel">[mels, 16].</param>
    /// <param name="values">[4]: centroid of the amplitudes (Hz), the logarithm of the distance between amplitude spectra, the distance between those scaled to sum 1,
    /// and the mean change of a mel band.</param>
    public void Compute(ReadOnlySpan<float> power, ReadOnlySpan<float> logMel, Span<Vector512<float>> values)
    {
        ref var p = ref MemoryMarshal.GetReference(power);
        ref var amplitudes = ref MemoryMarshal.GetArrayDataReference(_amplitudes);
        var (sum, weighted) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < bins; bin++)
        {
            var amplitude = Vector512.Sqrt(Vector512.LoadUnsafe(ref p, (nuint)(bin * Lanes))) + Vector512.Create(AmplitudeFloor);
            Push(amplitude, _amplitudes.AsSpan(bin * Stride, Stride));
            sum += amplitude;
            weighted = Vector512.FusedMultiplyAdd(amplitude, Vector512.Create((float)(bin * binHz)), weighted);
        }

        values[0] = weighted / sum;
        var scale = Vector512<float>.One / sum;
        Push(scale, _scale);
        var scaleBefore = Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_scale), (nuint)Before);
        var (distance, shape) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < bins; bin++)
        {
            var before = Vector512.LoadUnsafe(ref amplitudes, (nuint)((bin * Stride) + Before));
            var now = Vector512.LoadUnsafe(ref amplitudes, (nuint)((bin * Stride) + Lanes));
            var (change, shapeChange) = (now - before, (now * scale) - (before * scaleBefore));
            distance = Vector512.FusedMultiplyAdd(change, change, distance);
            shape = Vector512.FusedMultiplyAdd(shapeChange, shapeChange, shape);
        }

        values[1] = Vector512.Log(Vector512.Sqrt(distance) + Vector512.Create(LogFloor));
        values[2] = Vector512.Sqrt(shape);
        values[3] = MelChange(logMel);
        _first = false;
    }

    private Vector512<float> MelChange(ReadOnlySpan<float> logMel)
    {
        ref var logs = ref MemoryMarshal.GetReference(logMel);
        var change = Vector512<float>.Zero;
        for (var band = 0; band < SpectralContours.Mels; band++)
        {
            var now = Vector512.LoadUnsafe(ref logs, (nuint)(band * Lanes));
            Push(now, _logMel.AsSpan(band * Stride, Stride));
            change += Vector512.Abs(now - Vector512.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_logMel), (nuint)((band * Stride) + Before)));
        }

        return change / SpectralContours.Mels;
    }

    private void Push(Vector512<float> values, Span<float> row)
    {
        row[Before] = _first ? values[0] : row[Stride - 1];
        values.CopyTo(row[Lanes..]);
    }
}
