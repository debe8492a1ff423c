using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>Four distances at a time, built up column by column.</summary>
internal interface IPairDistance
{
    static abstract Vector256<double> Add(Vector256<double> sum, Vector256<double> a, Vector256<double> b);

    static abstract Vector256<double> Finish(Vector256<double> sum);
}

// Differences, not |a|² + |b|² - 2 ab: rows that lie close to each other far from the origin keep their digits.
internal readonly struct EuclideanPair : IPairDistance
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> a, Vector256<double> b)
    {
        var off = a - b;
        return Vector256.FusedMultiplyAdd(off, off, sum);
    }

    public static Vector256<double> Finish(Vector256<double> sum) => Vector256.Sqrt(sum);
}

internal readonly struct ManhattanPair : IPairDistance
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> a, Vector256<double> b) => sum + Vector256.Abs(a - b);

    public static Vector256<double> Finish(Vector256<double> sum) => sum;
}

/// <summary>Of rows that have length 1 already.</summary>
internal readonly struct CosinePair : IPairDistance
{
    public static Vector256<double> Add(Vector256<double> sum, Vector256<double> a, Vector256<double> b) => Vector256.FusedMultiplyAdd(a, b, sum);

    public static Vector256<double> Finish(Vector256<double> sum) => Vector256.Max(Vector256.Create(1.0) - sum, Vector256<double>.Zero);
}
