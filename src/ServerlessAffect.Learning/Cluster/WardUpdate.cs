using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Ward's, on squared distances.</summary>
internal readonly struct WardUpdate : ILinkageUpdate
{
    public static double Shown(double kept) => Math.Sqrt(Math.Max(0, kept));

    public static Vector256<double> Union(
        Vector256<double> dx, Vector256<double> dy, Vector256<double> sizes, Vector256<double> sx, Vector256<double> sy, Vector256<double> dxy) =>
        (((sizes + sx) * dx) + ((sizes + sy) * dy) - (sizes * dxy)) / (sizes + sx + sy);
}
