using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Reads a signal at evenly spaced positions of any spacing, band-limited: a windowed sinc whose values lie in a table, straight lines between them.</summary>
internal sealed class SincInterpolation
{
    /// <summary>Zero crossings of the sinc on each side.</summary>
    private const int Crossings = 32;

    /// <summary>Where the sinc cuts, relative to half the lower of the two rates: the middle of the transition band of the SoX resampler at its high quality.</summary>
    private const double Cutoff = 0.9565;

    private const double KaiserBeta = 6;

    /// <summary>Rows of the table between two samples: the straight line between two rows is 90 dB true.</summary>
    private const int Rows = 256;

    private readonly double _step;
    private readonly int _taps;
    private readonly float[] _table;
    private readonly float[] _edge;

    /// <param name="step">Input samples from one output sample to the next; from 1/16 to 16.</param>
    internal SincInterpolation(double step)
    {
        if (!(step >= 1.0 / 16 && step <= 16))
        {
            throw new ArgumentException($"Expected a step between 1/16 and 16 samples, got {step}.", nameof(step));
        }

        _step = step;
        var widening = Math.Max(1, step);
        var half = Crossings * widening;
        _taps = ((int)Math.Ceiling(2 * half) + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;
        (_table, _edge) = (new float[(Rows + 1) * _taps], new float[_taps]);
        for (var row = 0; row <= Rows; row++)
        {
            Fill(_table.AsSpan(row * _taps, _taps), (double)row / Rows, Cutoff / widening, half);
        }
    }

    /// <summary>output[i] = input at i x step; zeros stand beyond the input.</summary>
    internal void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        var before = (_taps / 2) - 1;
        ref var table = ref MemoryMarshal.GetArrayDataReference(_table);
        for (var i = 0; i < output.Length; i++)
        {
            var position = i * _step;
            var at = (int)position;
            var row = (position - at) * Rows;
            var start = at - before;
            var x = start >= 0 && start + _taps <= input.Length ? input.Slice(start, _taps) : Edge(input, start);
            output[i] = Dot(ref MemoryMarshal.GetReference(x), ref table, (nuint)((int)row * _taps), (float)(row - (int)row));
        }
    }

    private float Dot(ref float x, ref float table, nuint row, float fraction)
    {
        var (low, high) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (nuint k = 0; k < (nuint)_taps; k += (nuint)Vector512<float>.Count)
        {
            var samples = Vector512.LoadUnsafe(ref x, k);
            low = Vector512.FusedMultiplyAdd(samples, Vector512.LoadUnsafe(ref table, row + k), low);
            high = Vector512.FusedMultiplyAdd(samples, Vector512.LoadUnsafe(ref table, row + (nuint)_taps + k), high);
        }

        return Vector512.Sum(Vector512.FusedMultiplyAdd(Vector512.Create(fraction), high - low, low));
    }

    private ReadOnlySpan<float> Edge(ReadOnlySpan<float> input, int start)
    {
        Array.Clear(_edge);
        var (from, to) = (Math.Clamp(start, 0, input.Length), Math.Clamp(start + _taps, 0, input.Length));
        if (from < to)
        {
            input[from..to].CopyTo(_edge.AsSpan(from - start));
        }

        return _edge;
    }

    /// <summary>One row, scaled so that a constant stays what it is.</summary>
    private static void Fill(Span<float> row, double fraction, double cutoff, double half)
    {
        var sum = 0.0;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var k = 0; k < row.Length; k++)
            {
                var value = Kernel(k - ((row.Length / 2) - 1) - fraction, cutoff, half);
                sum += pass == 0 ? value : 0;
                row[k] = (float)(value / sum);
            }
        }
    }

    private static double Kernel(double distance, double cutoff, double half)
    {
        var relative = distance / half;
        if (Math.Abs(relative) >= 1)
        {
            return 0;
        }

        var angle = Math.PI * cutoff * distance;
        var sinc = Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle;
        return sinc * BesselI0(KaiserBeta * Math.Sqrt(1 - (relative * relative)));
    }

    private static double BesselI0(double x)
    {
        var (sum, term) = (1.0, 1.0);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
