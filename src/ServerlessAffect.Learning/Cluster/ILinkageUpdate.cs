using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>How far a cluster is from the union of two others (Lance and Williams 1967), for linkages whose unions are never nearer than the nearer of the two.</summary>
internal interface ILinkageUpdate
{
    /// <summary>The distance that is shown of one that is kept.</summary>
    static abstract double Shown(double kept);

    /// <param name="dx">From x.</param>
    /// <param name="dy">From y.</param>
    /// <param name="sizes">Rows of the clusters.</param>
    /// <param name="sx">Rows of x.</param>
    /// <param name="sy">Rows of y.</param>
    /// <param name="dxy">Between x and y.</param>
    static abstract Vector256<double> Union(
        Vector256<double> dx, Vector256<double> dy, Vector256<double> sizes, Vector256<double> sx, Vector256<double> sy, Vector256<double> dxy);
}
