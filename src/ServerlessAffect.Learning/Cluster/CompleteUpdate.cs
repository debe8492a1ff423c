using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The farther of two.</summary>
internal readonly struct CompleteUpdate : ILinkageUpdate
{
    public static double Shown(double kept) => kept;

    public static Vector256<double> Union(
        Vector256<double> dx, Vector256<double> dy, Vector256<double> sizes, Vector256<double> sx, Vector256<double> sy, Vector256<double> dxy) =>
        Vector256.Max(dx, dy);
}
