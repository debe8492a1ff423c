namespace ServerlessAffect.Learning.Manifold;

/// <summary>How strongly two points pull or push each other by their squared distance, times their difference; from a table, for powers would take most of a layout's time.</summary>
/// <remarks>128 entries for every doubling, joined by lines: off by less than 1e-4 of the value. Squares beyond the table take its ends.</remarks>
internal sealed class UmapForces
{
    private const int LeastExponent = -40;
    private const int MostExponent = 40;
    private const int EntryBits = 7;
    private const int FractionBits = 52 - EntryBits;
    private const int Bias = 1023;
    private const double LeastSquare = 1e-3;

    private static readonly double Least = Math.ScaleB(1, LeastExponent);
    private static readonly double Most = Math.BitDecrement(Math.ScaleB(1, MostExponent));

    private readonly double[] _pull;
    private readonly double[] _push;

    internal UmapForces(UmapCurve curve)
    {
        var entries = ((MostExponent - LeastExponent) << EntryBits) + 1;
        (_pull, _push) = (new double[entries], new double[entries]);
        for (var i = 0; i < entries; i++)
        {
            var square = BitConverter.UInt64BitsToDouble((ulong)(i + ((LeastExponent + Bias) << EntryBits)) << FractionBits);
            var power = curve.A * Math.Pow(square, curve.B);
            _pull[i] = -2 * curve.B * power / (square * (1 + power));
            _push[i] = 2 * curve.B / ((LeastSquare + square) * (1 + power));
        }
    }

    /// <summary>-2ab d^(2b - 2) / (1 + a d^(2b)), for points that belong together.</summary>
    internal double Pull(double square) => Between(_pull, square);

    /// <summary>2b / ((0.001 + d²) (1 + a d^(2b))), for points that need not.</summary>
    internal double Push(double square) => Between(_push, square);

    private static double Between(double[] table, double square)
    {
        var bits = BitConverter.DoubleToUInt64Bits(Math.Clamp(square, Least, Most));
        var at = (int)(bits >> FractionBits) - ((LeastExponent + Bias) << EntryBits);
        var fraction = (bits & ((1UL << FractionBits) - 1)) * (1.0 / (1UL << FractionBits));
        return table[at] + (fraction * (table[at + 1] - table[at]));
    }
}
