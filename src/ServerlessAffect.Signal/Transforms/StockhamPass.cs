using System.Numerics;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>The factors of one radix-4 pass: exp(-2 pi i p / n) and its square and cube.</summary>
/// <remarks>Where the stride is shorter than a vector, a factor stands once for every element; otherwise once for every p, to be spread over a vector.</remarks>
internal sealed class StockhamPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="length">Of the whole transform.</param>
    /// <param name="stride">Of this pass: 1, 4, 16, …</param>
    public StockhamPass(int length, int stride)
    {
        (Stride, IsLast) = (stride, 4 * stride == length);
        var repeats = stride < Vector512<T>.Count ? stride : 1;
        var groups = length / stride / 4;
        Factors = new AlignedBuffer<T>(6 * groups * repeats);
        var factors = Factors.Span;
        for (var p = 0; p < groups; p++)
        {
            for (var power = 1; power <= 3; power++)
            {
                var (sin, cos) = double.SinCos(-2 * double.Pi * ((long)power * p % (length / stride)) / (length / stride));
                for (var r = 0; r < repeats; r++)
                {
                    var i = (p * repeats) + r;
                    factors[(2 * (power - 1) * groups * repeats) + i] = T.CreateChecked(cos);
                    factors[(((2 * power) - 1) * groups * repeats) + i] = T.CreateChecked(sin);
                }
            }
        }
    }

    public int Stride { get; }

    /// <summary>All factors are 1.</summary>
    public bool IsLast { get; }

    /// <summary>Six rows of equal length: real and imaginary parts of the first, second and third power.</summary>
    public AlignedBuffer<T> Factors { get; }
}
