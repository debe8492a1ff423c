using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Neighbors;

internal readonly struct SquaredTerm : IDistanceTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> difference, Vector256<double> sum) => Vector256.FusedMultiplyAdd(difference, difference, sum);
}
