using System.Numerics.Tensors;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Features.Audio.Functionals.Statistics;

/// <summary>How fast a contour fluctuates: the power of its transform in bands of modulation frequency, as natural logarithms. For one caller at a time.</summary>
internal sealed class ModulationSpectrum(int framesPerSecond)
{
    private const int Length = 1024;
    private const float Floor = 1e-4f;

    // Phrases, words, syllables (2 to 9 Hz), tremor and roughness.
    private static readonly double[] Edges = [0.5, 1.5, 2.5, 4, 6, 9, 13, 19, 28, 50];
    private readonly RealFft<float> _fft = new(Length);
    private readonly float[] _values = new float[Length];
    private readonly float[] _window = new float[Length];
    private readonly float[] _power = new float[(Length / 2) + 1];

    public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(1, Edges.Length - 1).Select(b => $"modulation{b}")];

    /// <summary>To be called before contours of another length.</summary>
    public void Begin(int frames)
    {
        var used = Math.Min(frames, Length);
        _window.AsSpan().Clear();
        for (var i = 0; i < used; i++)
        {
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(2 * Math.PI * (i + 1) / (used + 1))));
        }
    }

    /// <param name="values">[frames]; the middle 1,024 of more.</param>
    /// <param name="bands">[<see cref="Names"/>].</param>
    public void Compute(ReadOnlySpan<float> values, Span<float> bands)
    {
        if (values.Length > Length)
        {
            values = values.Slice((values.Length - Length) / 2, Length);
        }

        _values.AsSpan().Clear();
        if (!values.IsEmpty)
        {
            TensorPrimitives.Subtract(values, TensorPrimitives.Average(values), _values.AsSpan(0, values.Length));
        }

        _fft.Power(_values, _window, _power);
        for (var b = 0; b < bands.Length; b++)
        {
            var (from, to) = (BinAt(Edges[b]), Math.Min(_power.Length, BinAt(Edges[b + 1])));
            bands[b] = MathF.Log((TensorPrimitives.Sum<float>(_power.AsSpan(from, to - from)) / (to - from) / Math.Max(1, values.Length)) + Floor);
        }
    }

    private int BinAt(double hz) => (int)Math.Ceiling(hz * Length / framesPerSecond);
}
