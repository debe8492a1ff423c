using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Reads a signal at evenly spaced positions of any spacing, band-limited: a windowed sinc whose values lie in a table, straight lines between them.</summary>
internal sealed class SincInterpolation
{
    /// <summary>Zero crossings of the sinc on each side.</summary>
    private const int Crossings = 30;

    /// <summary>Where the sinc cuts, relative to half the lower of the two rates: the middle of the transition band of the SoX resampler at its high quality.</summary>
    private const double Cutoff = 0.9565;

    private const double KaiserBeta = 6;

    /// <summary>Rows of the table between two samples: the straight line between two rows is 80 dB true.</summary>
    private const int Rows = 128;

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
        var last = input.Length - _taps;
        ref var from = ref MemoryMarshal.GetReference(input);
        for (var i = 0; i < output.Length; i++)
        {
            var position = i * _step;
            var at = (int)position;
            var start = at - before;
            output[i] = (uint)start <= (uint)last && last >= 0
                ? Dot(ref Unsafe.Add(ref from, start), position - at)
                : Dot(ref MemoryMarshal.GetReference(Edge(input, start)), position - at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Dot(ref float x, double fraction)
    {
        var row = fraction * Rows;
        var whole = (int)row;
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_table), whole * _taps);
        ref var next = ref Unsafe.Add(ref table, _taps);
        var (low, high) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (nuint k = 0; k < (nuint)_taps; k += (nuint)Vector512<float>.Count)
        {
            var samples = Vector512.LoadUnsafe(ref x, k);
            low = Vector512.FusedMultiplyAdd(samples, Vector512.LoadUnsafe(ref table, k), low);
            high = Vector512.FusedMultiplyAdd(samples, Vector512.LoadUnsafe(ref next, k), high);
        }

        var between = Vector512.FusedMultiplyAdd(Vector512.Create((float)(row - whole)), high - low, low);
        var halves = between.GetLower() + between.GetUpper();
        return Vector128.Sum(halves.GetLower() + halves.GetUpper());
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
