using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Core.Numerics;

/// <summary>Sums whose bits depend on the values alone.</summary>
/// <remarks>
/// <c>TensorPrimitives.Sum</c>, <c>Dot</c>, <c>Norm</c> and the like add in an order that depends on where the array happens to lie in memory and on how wide the machine's
/// vectors are, so that the same fit may end in other last bits when it is run again. Here eight lanes are added in the same order always; a tail goes to a ninth.
/// </remarks>
public static class FixedOrder
{
    private static readonly int Lanes = Vector512<double>.Count;

    /// <summary>Σ x_i; 0 for no values.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i <= x.Length - (2 * Lanes); i += 2 * Lanes)
        {
            a += Vector512.LoadUnsafe(ref from, (nuint)i);
            b += Vector512.LoadUnsafe(ref from, (nuint)(i + Lanes));
        }

        var tail = 0.0;
        for (; i < x.Length; i++)
        {
            tail += x[i];
        }

        return Across(a + b) + tail;
    }

    /// <summary>Σ x_i y_i, every product added without rounding it first; 0 for no values.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Expected two spans of one length; got {x.Length} and {y.Length}.", nameof(y));
        }

        ref var left = ref MemoryMarshal.GetReference(x);
        ref var right = ref MemoryMarshal.GetReference(y);
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i <= x.Length - (2 * Lanes); i += 2 * Lanes)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, (nuint)i), Vector512.LoadUnsafe(ref right, (nuint)i), a);
            b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref left, (nuint)(i + Lanes)), Vector512.LoadUnsafe(ref right, (nuint)(i + Lanes)), b);
        }

        var tail = 0.0;
        for (; i < x.Length; i++)
        {
            tail = Math.FusedMultiplyAdd(x[i], y[i], tail);
        }

        return Across(a + b) + tail;
    }

    /// <summary>Σ x_i²; 0 for no values.</summary>
    public static double SumOfSquares(ReadOnlySpan<double> x) => Dot(x, x);

    /// <summary>√Σ x_i²; 0 for no values.</summary>
    public static double Norm(ReadOnlySpan<double> x) => Math.Sqrt(SumOfSquares(x));

    private static double Across(Vector512<double> lanes)
    {
        var sum = 0.0;
        for (var lane = 0; lane < Lanes; lane++)
        {
            sum += lanes.GetElement(lane);
        }

        return sum;
    }
}
